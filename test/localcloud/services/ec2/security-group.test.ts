import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { DEFAULT_SECURITY_GROUP, SECURITY_GROUP, twoNetworks, VPC } from "./network";

const HTTPS = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] };

describeLimits(SECURITY_GROUP, [
  ["name", "x".repeat(256), "x".repeat(255), "InvalidParameterValue", "for parameter groupName is invalid"],
  ["name", "sg-enterprise", "enterprise-sg", "InvalidParameterValue", "may not be in the format sg-*"],
  ["description", "Team's tasks", "Tasks of the team", "InvalidParameterValue", "Invalid security group description"],
  ["description", "x".repeat(256), "x".repeat(255), "InvalidParameterValue", "less than 256 characters"],
  ["ingress[0].fromPort", -2, -1, "InvalidParameterValue", "greater than or equal to -1"],
  ["ingress[0].toPort", 65_536, 65_535, "InvalidParameterValue", "less than or equal to 65535"],
  [
    "ingress[0].cidrBlocks[0]",
    "10.0.0.0/33",
    "10.0.0.0/32",
    "InvalidParameterValue",
    "CIDR block 10.0.0.0/33 is malformed",
  ],
  ["egress[0].protocol", "tpc", "tcp", "InvalidParameterValue", "Unknown protocol"],
]);

describeRules(
  SECURITY_GROUP,
  (cloud) => {
    const { vpcId, otherVpcId } = twoNetworks(cloud);
    const groupId = cloud.create(SECURITY_GROUP, { vpcId, name: "taken" }).id;
    const foreignGroupId = cloud.create(SECURITY_GROUP, { vpcId: otherVpcId, name: "foreign" }).id;
    return { groupId, foreignGroupId, otherVpcId, inputs: { vpcId, name: "tasks", ingress: [HTTPS] } };
  },
  [
    ["a VPC that isn't there", { vpcId: "vpc-0" }, {}, "InvalidVpcID.NotFound", "'vpc-0' does not exist (vpcId)"],
    ["no VPC, for want of a default one", { vpcId: undefined }, {}, "VPCIdNotSpecified", "(vpcId)"],
    [
      "a name that its VPC has",
      { name: "taken" },
      ({ otherVpcId }) => ({ name: "taken", vpcId: otherVpcId }),
      "InvalidGroup.Duplicate",
      "The security group 'taken' already exists for VPC 'vpc-",
    ],
    [
      "its VPC's name in capitals",
      { name: "Taken" },
      { name: "taken-2" },
      "InvalidGroup.Duplicate",
      "The security group 'Taken' already exists",
    ],
    [
      "a group of another VPC in its list",
      ({ foreignGroupId }) => ({ ingress: [{ ...HTTPS, cidrBlocks: [], securityGroups: [foreignGroupId] }] }),
      ({ groupId }) => ({ ingress: [{ ...HTTPS, cidrBlocks: [], securityGroups: [groupId] }] }),
      "InvalidGroup.NotFound",
      "You have specified two resources that belong to different networks",
    ],
    ["AWS's own name", { name: "default" }, { name: "default-group" }, "InvalidParameterValue", "(name)"],
    [
      "a group that isn't there in its list",
      { ingress: [{ ...HTTPS, cidrBlocks: [], securityGroups: ["sg-0"] }] },
      ({ groupId }) => ({ ingress: [{ ...HTTPS, cidrBlocks: [], securityGroups: [groupId] }] }),
      "InvalidGroup.NotFound",
      "'sg-0' does not exist (ingress[0].securityGroups[0])",
    ],
    [
      "a permission that is listed twice",
      { ingress: [HTTPS, { ...HTTPS, description: "again" }] },
      { ingress: [HTTPS, { ...HTTPS, toPort: 444 }] },
      "InvalidPermission.Duplicate",
      '"peer: 10.0.0.0/16, TCP, from port: 443, to port: 443, ALLOW" already exists (ingress[1])',
    ],
    [
      "ports in the wrong order",
      { egress: [{ ...HTTPS, fromPort: 444 }] },
      { egress: [{ ...HTTPS, fromPort: 442 }] },
      "InvalidParameterValue",
      "from port 444 is above to port 443",
    ],
    [
      "ports for all protocols",
      { egress: [{ ...HTTPS, protocol: "-1" }] },
      { egress: [{ ...HTTPS, protocol: "-1", fromPort: 0, toPort: 0 }] },
      "InvalidParameterValue",
      "all protocols take no ports, got 443 and 443",
    ],
    [
      "one port of two",
      { ingress: [{ ...HTTPS, toPort: undefined }] },
      { ingress: [{ ...HTTPS, protocol: "icmp", toPort: undefined }] },
      "InvalidParameterValue",
      "Must specify both from and to ports with TCP/UDP.",
    ],
  ],
);

describe("a security group", () => {
  it("gets the provider's default description, an ARN and a name from its prefix", () => {
    const cloud = inLocalCloud();
    const { vpcId } = twoNetworks(cloud);
    const group = cloud.create(SECURITY_GROUP, { vpcId, namePrefix: "tasks-" });

    expect(cloud.outputs(group)).toMatchObject({
      arn: `arn:aws:ec2:eu-west-1:123456789012:security-group/${group.id}`,
      description: "Managed by Pulumi",
      name: expect.stringMatching(/^tasks-[0-9a-f]{26}$/) as string,
      ownerId: "123456789012",
    });
  });

  it("can be changed without being its own duplicate", () => {
    const cloud = inLocalCloud();
    const { vpcId } = twoNetworks(cloud);
    const group = cloud.create(SECURITY_GROUP, { vpcId, name: "tasks", ingress: [{ ...HTTPS, self: true }] });

    expect(cloud.update(group, { tags: { Name: "tasks" } }).inputs.tags).toEqual({ Name: "tasks" });
  });

  itRefuses(
    "to be deleted while another group's list names it",
    (cloud) => {
      const { vpcId } = twoNetworks(cloud);
      const named = cloud.create(SECURITY_GROUP, { vpcId, name: "named" });
      const inputs = { vpcId, name: "naming", ingress: [{ ...HTTPS, securityGroups: [named.id] }] };
      const naming = cloud.create(SECURITY_GROUP, inputs);
      return {
        violation: () => {
          cloud.delete(named);
        },
        neighbour: () => {
          cloud.update(naming, { ingress: [HTTPS] });
          cloud.delete(named);
        },
      };
    },
    "DependencyViolation",
    "has a dependent object (used by sg-",
  );
});

describe("a default security group", () => {
  it("is the one that AWS created with the VPC, and lets the VPC be deleted", () => {
    const cloud = inLocalCloud();
    const vpc = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" });
    const group = cloud.create(DEFAULT_SECURITY_GROUP, { vpcId: vpc.id, ingress: [], egress: [] });

    expect(group.id).toBe(cloud.outputs(vpc).defaultSecurityGroupId);
    expect(cloud.outputs(group)).toMatchObject({ name: "default", description: "default VPC security group" });
    cloud.delete(vpc);
    cloud.delete(group);
  });
});

describeRules(DEFAULT_SECURITY_GROUP, (cloud) => ({ inputs: { vpcId: twoNetworks(cloud).vpcId, ingress: [HTTPS] } }), [
  ["no VPC", { vpcId: undefined }, {}, "VPCIdNotSpecified", "No default VPC for this user. (vpcId)"],
  ["ports in the wrong order", { ingress: [{ ...HTTPS, fromPort: 444 }] }, {}, "InvalidParameterValue", "(ingress[0]"],
]);
