import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { SUBNET, VPC } from "../ec2/network";
import { cached, networked, REPLICATION_GROUP, SUBNET_GROUP } from "./cached";

describeLimits(SUBNET_GROUP, [
  ["name", "sessions_private", "sessions-private", "InvalidParameterValue", "no more than 255"],
]);

describeRules(
  SUBNET_GROUP,
  (cloud) => {
    const network = networked(cloud);
    cloud.create(SUBNET_GROUP, { name: "taken", subnetIds: network.subnetIds });
    const otherVpcId = cloud.create(VPC, { cidrBlock: "10.1.0.0/16" }).id;
    const foreign = cloud.create(SUBNET, {
      vpcId: otherVpcId,
      cidrBlock: "10.1.0.0/24",
      availabilityZone: "eu-west-1b",
    }).id;
    return { ...network, foreign, inputs: { name: "sessions", subnetIds: network.subnetIds } };
  },
  [
    ["a name that another has", { name: "taken" }, { name: "taken-2" }, "CacheSubnetGroupAlreadyExists", "(name)"],
    [
      "a subnet that isn't there",
      ({ subnetIds }) => ({ subnetIds: [...subnetIds, "subnet-0"] }),
      {},
      "InvalidSubnet",
      "'subnet-0' does not exist (subnetIds[2])",
    ],
    [
      "subnets of two networks",
      ({ subnetIds, foreign }) => ({ subnetIds: [subnetIds[0], foreign] }),
      ({ foreign }) => ({ subnetIds: [foreign] }),
      "InvalidSubnet",
      "(subnetIds)",
    ],
  ],
);

itRefuses(
  "the deletion of a subnet group that is in use",
  (cloud) => {
    const { subnetGroup, inputs } = cached(cloud);
    const replicationGroup = cloud.create(REPLICATION_GROUP, inputs);
    const remove = () => {
      cloud.delete(subnetGroup);
    };
    const neighbour = () => {
      cloud.delete(replicationGroup);
      remove();
    };
    return { violation: remove, neighbour };
  },
  "CacheSubnetGroupInUse",
  "(used by sessions)",
);

itRefuses(
  "to take a subnet from a group that is in use",
  (cloud) => {
    const { subnetGroup, subnetIds, secondOfZoneA, inputs } = cached(cloud);
    cloud.create(REPLICATION_GROUP, inputs);
    return {
      violation: () => cloud.update(subnetGroup, { subnetIds: subnetIds.slice(1) }),
      neighbour: () => cloud.update(subnetGroup, { subnetIds: [...subnetIds, secondOfZoneA] }),
    };
  },
  "SubnetInUse",
  "is in use. (subnetIds)",
);

it("tells the network of a subnet group", () => {
  const cloud = inLocalCloud();
  const { vpcId, subnetGroup } = cached(cloud);

  expect(cloud.outputs(subnetGroup)).toMatchObject({
    id: "sessions",
    vpcId,
    arn: "arn:aws:elasticache:eu-west-1:123456789012:subnetgroup:sessions",
  });
});
