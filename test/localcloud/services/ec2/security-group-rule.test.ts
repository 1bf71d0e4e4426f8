import { describeLimits, type Case } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { SECURITY_GROUP, twoNetworks } from "./network";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const FROM_VPC = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/16" };

const LIMITS: readonly [Case, ...Case[]] = [
  ["ipProtocol", "256", "255", "InvalidParameterValue", "Invalid value '256' for IP protocol"],
  ["fromPort", 65_536, 65_535, "InvalidParameterValue", "less than or equal to 65535"],
  ["cidrIpv4", "10.0.0.7/24", "10.0.0.0/24", "InvalidParameterValue", "CIDR block 10.0.0.7/24 is malformed"],
  ["description", "für alle", "for all", "InvalidParameterValue", "Invalid security group description"],
];

describe.each([INGRESS, EGRESS])("%s", (type) => {
  describeLimits(type, LIMITS);

  describeRules(
    type,
    (cloud) => {
      const { vpcId, otherVpcId } = twoNetworks(cloud);
      const direction = type === INGRESS ? "ingress" : "egress";
      const listed = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] };
      const securityGroupId = cloud.create(SECURITY_GROUP, { vpcId, name: "one", [direction]: [listed] }).id;
      cloud.create(type, { securityGroupId, ...FROM_VPC, fromPort: 80, toPort: 80 });
      return {
        securityGroupId,
        otherId: cloud.create(SECURITY_GROUP, { vpcId, name: "other" }).id,
        foreignId: cloud.create(SECURITY_GROUP, { vpcId: otherVpcId, name: "foreign" }).id,
        inputs: { securityGroupId, ...FROM_VPC },
      };
    },
    [
      [
        "a group that isn't there",
        { securityGroupId: "sg-0" },
        {},
        "InvalidGroup.NotFound",
        "'sg-0' does not exist (securityGroupId)",
      ],
      [
        "a peer that isn't there",
        { cidrIpv4: undefined, referencedSecurityGroupId: "sg-0" },
        ({ otherId }) => ({ cidrIpv4: undefined, referencedSecurityGroupId: otherId }),
        "InvalidGroup.NotFound",
        "'sg-0' does not exist (referencedSecurityGroupId)",
      ],
      [
        "a peer in another network",
        ({ foreignId }) => ({ cidrIpv4: undefined, referencedSecurityGroupId: foreignId }),
        { cidrIpv4: undefined, referencedSecurityGroupId: "210987654321/sg-0" },
        "InvalidGroup.NotFound",
        "two resources that belong to different networks.",
      ],
      [
        "two peers",
        ({ otherId }) => ({ referencedSecurityGroupId: otherId }),
        {},
        "InvalidParameterCombination",
        "Only one of these must be given (cidrIpv4,",
      ],
      [
        "no peer",
        { cidrIpv4: undefined },
        { cidrIpv4: undefined, cidrIpv6: "::/0" },
        "InvalidParameterCombination",
        "One of these must be given (cidrIpv4,",
      ],
      [
        "ports in the wrong order",
        { fromPort: 444 },
        { toPort: 444 },
        "InvalidParameterValue",
        "from port 444 is above to port 443",
      ],
      [
        "a protocol with ports and none given",
        { fromPort: undefined, toPort: undefined },
        { ipProtocol: "-1", fromPort: undefined, toPort: undefined },
        "InvalidParameterValue",
        "Must specify both from and to ports with TCP/UDP.",
      ],
      [
        "ports for all protocols",
        { ipProtocol: "-1", fromPort: 0, toPort: 0 },
        { ipProtocol: "-1", fromPort: undefined, toPort: undefined },
        "InvalidParameterValue",
        "all protocols take no ports, got 0 and 0",
      ],
      [
        "a rule that the group has, by whatever name of the protocol",
        { ipProtocol: "6", fromPort: 80, toPort: 80, description: "again" },
        { ipProtocol: "17", fromPort: 80, toPort: 80 },
        "InvalidPermission.Duplicate",
        'the specified rule "peer: 10.0.0.0/16, TCP, from port: 80, to port: 80, ALLOW" already exists (cidrIpv4)',
      ],
      [
        "a rule that the group's own list has",
        { fromPort: 22, toPort: 22, cidrIpv4: "10.0.0.0/8" },
        { fromPort: 22, toPort: 22 },
        "InvalidPermission.Duplicate",
        "peer: 10.0.0.0/8, TCP, from port: 22, to port: 22",
      ],
    ],
  );

  it("accepts in one direction a permission that the other direction has", () => {
    const cloud = inLocalCloud();
    const securityGroupId = cloud.create(SECURITY_GROUP, { vpcId: twoNetworks(cloud).vpcId, name: "one" }).id;
    cloud.create(type === INGRESS ? EGRESS : INGRESS, { securityGroupId, ...FROM_VPC });
    const rule = cloud.create(type, { securityGroupId, ...FROM_VPC });

    expect(rule.id).toMatch(/^sgr-[0-9a-f]{17}$/);
    expect(cloud.outputs(rule).arn).toBe(`arn:aws:ec2:eu-west-1:123456789012:security-group-rule/${rule.id}`);
    expect(cloud.update(rule, { description: "HTTPS" }).inputs.description).toBe("HTTPS");
  });
});

describe("a security group", () => {
  itRefuses(
    "to be deleted while a rule of another group names it",
    (cloud) => {
      const { vpcId } = twoNetworks(cloud);
      const named = cloud.create(SECURITY_GROUP, { vpcId, name: "named" });
      const securityGroupId = cloud.create(SECURITY_GROUP, { vpcId, name: "naming" }).id;
      const inputs = { securityGroupId, ...FROM_VPC, cidrIpv4: undefined, referencedSecurityGroupId: named.id };
      const rule = cloud.create(INGRESS, inputs);
      return {
        violation: () => {
          cloud.delete(named);
        },
        neighbour: () => {
          cloud.delete(rule);
          cloud.delete(named);
        },
      };
    },
    "DependencyViolation",
    "has a dependent object (used by sgr-",
  );

  it("is deleted with its own rules", () => {
    const cloud = inLocalCloud();
    const group = cloud.create(SECURITY_GROUP, { vpcId: twoNetworks(cloud).vpcId, name: "one" });
    cloud.create(INGRESS, { securityGroupId: group.id, ...FROM_VPC });

    cloud.delete(group);

    expect(cloud.cloud.state.ofType(SECURITY_GROUP)).toEqual([]);
  });
});
