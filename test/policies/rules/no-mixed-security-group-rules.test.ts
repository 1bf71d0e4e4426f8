import { noMixedSecurityGroupRules as rule } from "../../../policies/rules/no-mixed-security-group-rules";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const HTTPS = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] };
const SSH = { ...HTTPS, fromPort: 22, toPort: 22 };

function group(properties: TestResource["properties"] = {}): TestResource {
  return resource("aws:ec2/securityGroup:SecurityGroup", "web", { id: "sg-web", ...properties });
}

function separate(properties: TestResource["properties"], direction = "Ingress"): TestResource {
  const type = `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`;
  const rest = { securityGroupId: UNKNOWN, ipProtocol: "tcp", cidrIpv4: "10.0.0.0/16", ...properties };
  return resource(type, "https", rest, { dependencies: { securityGroupId: [group()] } });
}

const older = resource("aws:ec2/securityGroupRule:SecurityGroupRule", "https", {
  ...HTTPS,
  type: "ingress",
  securityGroupId: "sg-web",
});
const PORT_443 = { fromPort: 443, toPort: 443 };

describeRule(rule, {
  accepts: {
    "rules within the group alone": { given: group({ ingress: [HTTPS, SSH] }) },
    "rules of their own alone": { given: [group(), separate(PORT_443)] },
    "one direction each": { given: [group({ egress: [HTTPS] }), separate(PORT_443)] },
    "separate rules that AWS lists in the group": { given: [group({ ingress: [HTTPS] }), separate(PORT_443)] },
    "such a rule for everything": {
      given: [
        group({ egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.0.0/16"] }] }),
        separate({ ipProtocol: "-1" }, "Egress"),
      ],
    },
    "rules of another group": {
      given: [resource(group().type, "other", { id: "sg-other", ingress: [SSH] }), group(), separate(PORT_443)],
    },
  },
  refuses: {
    "a permission within a group that has separate rules": {
      given: [group({ ingress: [HTTPS, SSH] }), separate(PORT_443)],
      violations: ['web: ingress[1] is "tcp 22": the group removes the rules that are resources of their own: https'],
    },
    "the older kind of rules": {
      given: [group({ ingress: [SSH] }), older],
      violations: ['web: ingress[0] is "tcp 22"'],
    },
    "ways out": {
      given: [group({ egress: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] }), separate(PORT_443, "Egress")],
      violations: ['web: egress[0] is "every protocol and port"'],
    },
  },
  boundaries: {
    "the same port for more addresses than the separate rule has": {
      given: [group({ ingress: [{ ...HTTPS, cidrBlocks: ["10.0.0.0/16", "10.1.0.0/16"] }] }), separate(PORT_443)],
      violations: ['web: ingress[0] is "tcp 443"'],
    },
  },
  missing: { "no rules at all": { given: [group(), group({ ingress: [] })] } },
  unknown: {
    "a list that AWS completes": { given: [group({ ingress: UNKNOWN }), separate(PORT_443)] },
    "an unknown port of a separate rule": {
      given: [group({ ingress: [HTTPS] }), separate({ fromPort: UNKNOWN, toPort: 443 })],
    },
  },
  production: set(of("aws:ec2/securityGroup:SecurityGroup", "enterprise-tasks"), {
    ingress: [{ fromPort: 9090, toPort: 9090, protocol: "tcp", securityGroups: ["sg-monitoring"] }],
  }),
});
