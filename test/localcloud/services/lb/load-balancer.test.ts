import { loadBalancer } from "../../../../localcloud/services/lb/load-balancer";
import { describeRules, inLocalCloud, itRefuses, type TestCloud } from "../../support";
import { EIP, SECURITY_GROUP, SUBNET, VPC } from "../ec2/network";
import { ASSOCIATION, createAcl } from "../wafv2/firewall";
import { application, LISTENER, LISTENER_RULE, listening, LOAD_BALANCER, network, NOT_FOUND } from "./balanced";

function prepared(cloud: TestCloud) {
  const given = application(cloud);
  const foreignGroupId = cloud.create(SECURITY_GROUP, { vpcId: given.otherVpcId, name: "web" }).id;
  const foreignSubnetOfZoneB = cloud.create(SUBNET, {
    vpcId: given.otherVpcId,
    cidrBlock: "10.1.1.0/24",
    availabilityZone: "eu-west-1b",
  }).id;
  return { ...given, foreignGroupId, foreignSubnetOfZoneB, inputs: { name: "api", subnets: given.subnets } };
}

describeRules(LOAD_BALANCER, prepared, [
  [
    "a name that another one has",
    { name: "web" },
    { name: "web-2" },
    "DuplicateLoadBalancerName",
    "the same name 'web' exists",
  ],
  [
    "a subnet that isn't there",
    ({ subnetId }) => ({ subnets: [subnetId, "subnet-0"] }),
    {},
    "SubnetNotFound",
    "'subnet-0' does not exist (subnets[1])",
  ],
  [
    "a mapped subnet that isn't there",
    ({ subnetId }) => ({ subnets: undefined, subnetMappings: [{ subnetId }, { subnetId: "subnet-0" }] }),
    ({ subnetId, subnetOfZoneB }) => ({
      subnets: undefined,
      subnetMappings: [{ subnetId }, { subnetId: subnetOfZoneB }],
    }),
    "SubnetNotFound",
    "(subnetMappings[1].subnetId)",
  ],
  [
    "a security group that isn't there",
    { securityGroups: ["sg-0"] },
    ({ securityGroupId }) => ({ securityGroups: [securityGroupId] }),
    "InvalidSecurityGroup",
    "'sg-0' (securityGroups[0])",
  ],
  [
    "a security group of another VPC",
    ({ foreignGroupId }) => ({ securityGroups: [foreignGroupId] }),
    ({ securityGroupId }) => ({ securityGroups: [securityGroupId] }),
    "InvalidConfigurationRequest",
    "is not in VPC vpc-",
  ],
  ["no subnets", { subnets: undefined }, {}, "ValidationError", "(subnets, subnetMappings)"],
  [
    "subnets in both notations",
    ({ subnetId }) => ({ subnetMappings: [{ subnetId }] }),
    {},
    "ValidationError",
    "(subnets, subnetMappings)",
  ],
  [
    "an application load balancer in one zone",
    ({ subnetId }) => ({ subnets: [subnetId] }),
    ({ subnetId }) => ({ subnets: [subnetId], loadBalancerType: "network" }),
    "ValidationError",
    "At least two subnets in two different Availability Zones must be specified (subnets)",
  ],
  [
    "two subnets of one zone",
    ({ subnetId, secondSubnetOfZoneA }) => ({ subnets: [subnetId, secondSubnetOfZoneA] }),
    {},
    "InvalidConfigurationRequest",
    "multiple subnets in the same Availability Zone (subnets)",
  ],
  [
    "subnets of two VPCs",
    ({ subnetId, foreignSubnetOfZoneB }) => ({ subnets: [subnetId, foreignSubnetOfZoneB] }),
    {},
    "InvalidConfigurationRequest",
    "All subnets must belong to the same VPC",
  ],
  [
    "a public one without an internet gateway",
    ({ foreignSubnetId, foreignSubnetOfZoneB }) => ({ subnets: [foreignSubnetId, foreignSubnetOfZoneB] }),
    ({ foreignSubnetId, foreignSubnetOfZoneB }) => ({
      subnets: [foreignSubnetId, foreignSubnetOfZoneB],
      internal: true,
    }),
    "InvalidSubnet",
    "has no internet gateway (subnets, internal)",
  ],
  [
    "IPv6 in subnets without it",
    { ipAddressType: "dualstack" },
    { ipAddressType: "ipv4" },
    "ValidationError",
    "(subnets, ipAddressType)",
  ],
]);

describeRules(
  LOAD_BALANCER,
  (cloud) => {
    const { subnetId } = network(cloud);
    const { id } = cloud.create(EIP, { domain: "vpc" });
    return {
      subnetId,
      inputs: {
        name: "fixed",
        loadBalancerType: "network",
        subnetMappings: [{ subnetId, allocationId: id }],
      },
    };
  },
  [
    [
      "an address that isn't there",
      ({ subnetId }) => ({ subnetMappings: [{ subnetId, allocationId: "eipalloc-0" }] }),
      {},
      "AllocationIdNotFound",
      "(subnetMappings[0].allocationId)",
    ],
  ],
);

itRefuses(
  "to delete a protected load balancer",
  (cloud) => {
    const { loadBalancer } = application(cloud);
    const isProtected = cloud.update(loadBalancer, { enableDeletionProtection: true });
    return {
      violation: () => {
        cloud.delete(isProtected);
      },
      neighbour: () => {
        cloud.delete(cloud.update(isProtected, { enableDeletionProtection: false }));
      },
    };
  },
  "OperationNotPermitted",
  "deletion protection is enabled (enableDeletionProtection)",
);

itRefuses(
  "to delete a security group that a load balancer has",
  (cloud) => {
    const { loadBalancer, securityGroupId } = application(cloud);
    const deleteGroup = () => {
      const found = cloud.cloud.state.find(SECURITY_GROUP, securityGroupId);
      if (found !== undefined) cloud.delete(found);
    };
    return {
      violation: deleteGroup,
      neighbour: () => {
        cloud.delete(loadBalancer);
        deleteGroup();
      },
    };
  },
  "DependencyViolation",
  "has a dependent object",
);

describe("a load balancer", () => {
  it("has outputs for its addresses, subnets and security groups", () => {
    const cloud = inLocalCloud();
    const { loadBalancer, vpcId, subnets, securityGroupId } = application(cloud);

    expect(cloud.outputs(loadBalancer)).toMatchObject({
      arn: loadBalancer.id,
      arnSuffix: expect.stringMatching(/^app\/web\/[0-9a-f]{16}$/) as unknown,
      dnsName: expect.stringMatching(/^web-\d+\.eu-west-1\.elb\.amazonaws\.com$/) as unknown,
      internal: false,
      ipAddressType: "ipv4",
      securityGroups: [securityGroupId],
      subnets,
      vpcId,
      zoneId: "Z32O12XQLNTSW2",
    });
    expect(loadBalancer.id).toBe(
      `arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/${String(loadBalancer.computed.arnSuffix)}`,
    );
  });

  it("of a network has its own form of name and hosted zone, and no default security group", () => {
    const cloud = inLocalCloud();
    const { loadBalancer } = network(cloud);

    expect(cloud.outputs(loadBalancer)).toMatchObject({
      dnsName: expect.stringMatching(/^tcp-[0-9a-f]{16}\.elb\.eu-west-1\.amazonaws\.com$/) as unknown,
      securityGroups: [],
      zoneId: "Z2IFOLAFXWLO4F",
    });
  });

  it("of applications gets its VPC's default security group where none is given", () => {
    const cloud = inLocalCloud();
    const { subnets, vpcId } = application(cloud);
    const plain = cloud.create(LOAD_BALANCER, { name: "plain", subnets });
    const { defaultSecurityGroupId } = cloud.outputs(cloud.cloud.state.find(VPC, vpcId) ?? plain);

    expect(cloud.outputs(plain).securityGroups).toEqual([defaultSecurityGroupId]);
  });

  it("moves to other subnets", () => {
    const cloud = inLocalCloud();
    const { loadBalancer, secondSubnetOfZoneA, subnetOfZoneB } = application(cloud);
    const moved = cloud.update(loadBalancer, { subnets: [secondSubnetOfZoneA, subnetOfZoneB] });

    expect(cloud.outputs(moved).subnets).toEqual([secondSubnetOfZoneA, subnetOfZoneB]);
  });

  it("is deleted with its listeners, their rules and its association with a web ACL", () => {
    const cloud = inLocalCloud();
    const { loadBalancer, listenerArn } = listening(cloud);
    const conditions = [{ pathPattern: { values: ["/api/*"] } }];
    cloud.create(LISTENER_RULE, { listenerArn, priority: 1, actions: [NOT_FOUND], conditions });
    const webAclArn = createAcl(cloud, "web").computed.arn;
    cloud.create(ASSOCIATION, { webAclArn, resourceArn: loadBalancer.id });
    cloud.delete(loadBalancer);

    const left = [LISTENER, LISTENER_RULE, ASSOCIATION].flatMap((type) => cloud.cloud.state.ofType(type));
    expect(left).toEqual([]);
  });

  it.each([
    ["an application load balancer leaves a subnet", "application", { subnets: ["a", "b"] }, { subnets: ["c"] }, []],
    ["a network load balancer gets a subnet", "network", { subnets: ["a"] }, { subnets: ["a", "b"] }, []],
    ["a network load balancer leaves a subnet", "network", { subnets: ["a", "b"] }, { subnets: ["a"] }, ["subnets"]],
    [
      "a network load balancer leaves a mapped subnet",
      "network",
      { subnetMappings: [{ subnetId: "a" }] },
      { subnetMappings: [{ subnetId: "b" }] },
      ["subnetMappings"],
    ],
    ["a network load balancer gets other groups", "network", { securityGroups: ["a"] }, { securityGroups: ["b"] }, []],
    ["a network load balancer gets a group", "network", {}, { securityGroups: ["a"] }, ["securityGroups"]],
    ["a network load balancer has no group", "network", { securityGroups: ["a"] }, {}, ["securityGroups"]],
  ])("is replaced or not when %s", (_, loadBalancerType, before, after, replacing) => {
    const kind = { loadBalancerType };

    expect(loadBalancer.conditionalReplaceOnChanges?.({ ...kind, ...before }, { ...kind, ...after })).toEqual(
      replacing,
    );
  });

  it.each([
    ["a gateway", { loadBalancerType: "gateway" }],
    ["connection logs", { connectionLogs: { bucket: "logs", enabled: true } }],
    ["a reserved capacity", { minimumLoadBalancerCapacity: { capacityUnits: 100 } }],
  ])("with %s is not modelled", (_, inputs) => {
    const cloud = inLocalCloud();
    const { subnets } = application(cloud);

    expect(() => cloud.create(LOAD_BALANCER, { name: "other", subnets, ...inputs })).toThrow("doesn't model");
  });
});
