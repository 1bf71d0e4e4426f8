import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { INTERNET_GATEWAY, SUBNET, twoNetworks, VPC } from "./network";

describeRules(VPC, () => ({ inputs: { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true } }), [
  [
    "host names without DNS",
    { enableDnsSupport: false },
    { enableDnsSupport: false, enableDnsHostnames: false },
    "InvalidParameterValue",
    "(enableDnsHostnames, enableDnsSupport)",
  ],
  [
    "a block of 24 bits",
    { cidrBlock: "10.0.0.0/8" },
    { cidrBlock: "10.0.0.0/16" },
    "InvalidVpc.Range",
    "'10.0.0.0/8' is invalid",
  ],
  [
    "a block of 3 bits",
    { cidrBlock: "10.0.0.0/29" },
    { cidrBlock: "10.0.0.0/28" },
    "InvalidVpc.Range",
    "'10.0.0.0/29' is invalid",
  ],
  [
    "link-local addresses",
    { cidrBlock: "169.254.0.0/16" },
    { cidrBlock: "169.253.0.0/16" },
    "InvalidVpc.Range",
    "169.254.0.0/16",
  ],
]);

describeRules(
  SUBNET,
  (cloud) => {
    const given = twoNetworks(cloud);
    return { ...given, inputs: { vpcId: given.vpcId, cidrBlock: "10.0.8.0/24", availabilityZone: "eu-west-1c" } };
  },
  [
    ["a VPC that isn't there", { vpcId: "vpc-0" }, {}, "InvalidVpcID.NotFound", "'vpc-0' does not exist (vpcId)"],
    [
      "a zone of another region",
      { availabilityZone: "eu-west-2a" },
      { availabilityZone: "eu-west-1a" },
      "InvalidParameterValue",
      "eu-west-1a, eu-west-1b, eu-west-1c",
    ],
    [
      "a zone id of another region",
      { availabilityZone: undefined, availabilityZoneId: "euw2-az1" },
      { availabilityZone: undefined, availabilityZoneId: "euw1-az1" },
      "InvalidParameterValue",
      "availabilityZoneId",
    ],
    [
      "a zone by name and id",
      { availabilityZoneId: "euw1-az3" },
      {},
      "InvalidParameterCombination",
      "(availabilityZone, availabilityZoneId)",
    ],
    [
      "addresses outside the VPC",
      { cidrBlock: "10.1.8.0/24" },
      { cidrBlock: "10.0.255.0/24" },
      "InvalidSubnet.Range",
      "'10.1.8.0/24' is invalid for VPC block 10.0.0.0/16 (cidrBlock)",
    ],
    [
      "a block of 3 bits",
      { cidrBlock: "10.0.8.0/29" },
      { cidrBlock: "10.0.8.0/28" },
      "InvalidSubnet.Range",
      "its size must be between /16 and /28 (cidrBlock)",
    ],
    [
      "addresses of another subnet",
      { cidrBlock: "10.0.2.128/25" },
      { cidrBlock: "10.0.3.0/25" },
      "InvalidSubnet.Conflict",
      "'10.0.2.128/25' conflicts with another subnet, subnet-",
    ],
  ],
);

describe("a subnet", () => {
  it("tells where it lies, also where AWS picked the place", () => {
    const cloud = inLocalCloud();
    const { vpcId, subnetOfZoneB } = twoNetworks(cloud);
    const placed = cloud.create(SUBNET, { vpcId, cidrBlock: "10.0.8.0/24" });
    const byId = cloud.create(SUBNET, { vpcId, cidrBlock: "10.0.9.0/24", availabilityZoneId: "euw1-az3" });

    expect(cloud.outputs(placed)).toMatchObject({ availabilityZone: "eu-west-1a", availabilityZoneId: "euw1-az1" });
    expect(cloud.outputs(byId)).toMatchObject({ availabilityZone: "eu-west-1c", availabilityZoneId: "euw1-az3" });
    expect(cloud.outputs(cloud.cloud.state.find(SUBNET, subnetOfZoneB) ?? placed)).toMatchObject({
      availabilityZoneId: "euw1-az2",
      arn: `arn:aws:ec2:eu-west-1:123456789012:subnet/${subnetOfZoneB}`,
    });
  });

  it("may lie in the addresses of a subnet in another VPC", () => {
    const cloud = inLocalCloud();
    twoNetworks(cloud);
    const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;

    expect(cloud.create(SUBNET, { vpcId, cidrBlock: "10.0.0.0/24" }).id).toMatch(/^subnet-[0-9a-f]{17}$/);
  });

  it("keeps its own addresses when it is changed", () => {
    const cloud = inLocalCloud();
    const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;
    const subnet = cloud.create(SUBNET, { vpcId, cidrBlock: "10.0.0.0/24" });

    expect(cloud.update(subnet, { mapPublicIpOnLaunch: true }).inputs.mapPublicIpOnLaunch).toBe(true);
  });
});

describe("a VPC", () => {
  it("comes with a main route table and a default security group", () => {
    const cloud = inLocalCloud();
    const outputs = cloud.outputs(cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }));

    expect(outputs.mainRouteTableId).toMatch(/^rtb-[0-9a-f]{17}$/);
    expect(outputs.defaultRouteTableId).toBe(outputs.mainRouteTableId);
    expect(outputs.defaultSecurityGroupId).toMatch(/^sg-[0-9a-f]{17}$/);
  });

  itRefuses(
    "to go before what lies in it",
    (cloud) => {
      const vpc = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" });
      const subnet = cloud.create(SUBNET, { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
      return {
        violation: () => {
          cloud.delete(vpc);
        },
        neighbour: () => {
          cloud.delete(subnet);
          cloud.delete(vpc);
        },
      };
    },
    "DependencyViolation",
    "has dependencies and cannot be deleted. (used by subnet-",
  );
});

describe("an internet gateway", () => {
  itRefuses(
    "a VPC that has one",
    (cloud) => {
      const { vpcId, otherVpcId } = twoNetworks(cloud);
      return {
        violation: () => cloud.create(INTERNET_GATEWAY, { vpcId }),
        neighbour: () => cloud.create(INTERNET_GATEWAY, { vpcId: otherVpcId }),
      };
    },
    "InvalidParameterValue",
    "already has an internet gateway attached (vpcId)",
  );

  it("may stay without a VPC, and be moved to one", () => {
    const cloud = inLocalCloud();
    const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;
    const gateway = cloud.create(INTERNET_GATEWAY, {});

    expect(cloud.update(cloud.update(gateway, { vpcId }), { tags: { Name: "web" } }).inputs).toMatchObject({ vpcId });
  });
});
