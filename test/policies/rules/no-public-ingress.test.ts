import { noPublicIngress as rule } from "../../../policies/rules/no-public-ingress";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

type Properties = TestResource["properties"];

const group = resource("aws:ec2/securityGroup:SecurityGroup", "web", { id: "sg-web" });

function ingress(properties: Properties): TestResource {
  const rest = { securityGroupId: UNKNOWN, ipProtocol: "tcp", ...properties };
  return resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "in", rest, {
    dependencies: { securityGroupId: [group] },
  });
}

function olderRule(properties: Properties): TestResource {
  const rest = { type: "ingress", securityGroupId: "sg-web", protocol: "tcp", ...properties };
  return resource("aws:ec2/securityGroupRule:SecurityGroupRule", "in", rest);
}

function inline(...permissions: readonly unknown[]): TestResource {
  return resource(group.type, "web", { id: "sg-web", ingress: permissions });
}

function loadBalancer(properties: Properties = {}, type = "aws:lb/loadBalancer:LoadBalancer"): TestResource {
  return resource(
    type,
    "front",
    { securityGroups: [UNKNOWN], ...properties },
    { dependencies: { securityGroups: [group] } },
  );
}

const HTTPS = { fromPort: 443, toPort: 443 };
const ANYWHERE = { cidrIpv4: "0.0.0.0/0" };

describeRule(rule, {
  accepts: {
    "HTTPS into a public load balancer": { given: [group, loadBalancer(), ingress({ ...HTTPS, ...ANYWHERE })] },
    "the same by IPv6, into one of an alias type": {
      given: [
        group,
        loadBalancer({}, "aws:applicationloadbalancing/loadBalancer:LoadBalancer"),
        ingress({ ...HTTPS, cidrIpv6: "::/0" }),
      ],
    },
    "a permission within the group of a classic load balancer": {
      given: [
        inline({ protocol: "6", fromPort: "80", toPort: "80", cidrBlocks: ["0.0.0.0/0"] }),
        loadBalancer({}, "aws:elb/loadBalancer:LoadBalancer"),
      ],
    },
    "ICMP into a public load balancer": {
      given: [group, loadBalancer(), ingress({ ipProtocol: "icmp", fromPort: 3, toPort: 4, ...ANYWHERE })],
    },
    "other groups, and blocks of one's own": {
      given: [
        inline({ protocol: "-1", fromPort: 0, toPort: 0, self: true }, { protocol: "tcp", cidrBlocks: ["10.0.0.0/8"] }),
        ingress({ ...HTTPS, referencedSecurityGroupId: "sg-2" }),
      ],
    },
    "ways out": { given: [group, olderRule({ type: "egress", ...HTTPS, cidrBlocks: ["0.0.0.0/0"] })] },
  },
  refuses: {
    "the internet in a group of anything else": {
      given: [group, ingress({ ...HTTPS, ...ANYWHERE })],
      violations: ['in: cidrIpv4 is "0.0.0.0/0": the internet gets in by tcp 443'],
    },
    "a port for administrators, open by both families of addresses": {
      given: [
        inline({
          protocol: "tcp",
          fromPort: 22,
          toPort: 22,
          cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"],
          ipv6CidrBlocks: ["::/0"],
        }),
        loadBalancer(),
      ],
      violations: [
        'web: ingress[0].cidrBlocks[1] is "0.0.0.0/0": the internet gets in by tcp 22',
        'web: ingress[0].ipv6CidrBlocks[0] is "::/0"',
      ],
    },
    "every port, in the older kind of rule": {
      given: [group, loadBalancer(), olderRule({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] })],
      violations: ['in: cidrBlocks[0] is "0.0.0.0/0": the internet gets in by every protocol and port'],
    },
    "the web ports of a load balancer that is internal": {
      given: [group, loadBalancer({ internal: true }), ingress({ ...HTTPS, ...ANYWHERE })],
      violations: ['in: cidrIpv4 is "0.0.0.0/0"'],
    },
    "the group that AWS uses where none is named": {
      given: resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default", {
        ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
      }),
      violations: ["default: ingress[0].cidrBlocks[0]"],
    },
  },
  boundaries: {
    "HTTPS into a group of another stack, which may be a load balancer's": {
      given: resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "in", {
        securityGroupId: "sg-elsewhere",
        ipProtocol: "tcp",
        ...HTTPS,
        ...ANYWHERE,
      }),
      remarks: [
        'in: cidrIpv4 is "0.0.0.0/0": the internet gets in by tcp 443, perhaps to a load balancer of another stack',
      ],
    },
    "SSH into a group of another stack": {
      given: resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "in", {
        securityGroupId: "sg-elsewhere",
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        ...ANYWHERE,
      }),
      violations: ['in: cidrIpv4 is "0.0.0.0/0": the internet gets in by tcp 22;'],
    },
    "the internet in halves": { given: ingress({ cidrIpv4: "128.0.0.0/1" }), violations: ["in: cidrIpv4"] },
    "a block that one organisation may have": { given: ingress({ cidrIpv4: "12.0.0.0/8" }) },
    "most of the internet by IPv6": { given: ingress({ cidrIpv6: "2000::/3" }), violations: ["in: cidrIpv6"] },
    "local addresses of IPv6": { given: ingress({ cidrIpv6: "fc00::/7" }) },
    "a range from port 80 to 443": {
      given: [group, loadBalancer(), ingress({ fromPort: 80, toPort: 443, ...ANYWHERE })],
      violations: ["in: cidrIpv4"],
    },
    "a port that the configuration lists": {
      given: [group, loadBalancer(), ingress({ fromPort: 8443, toPort: 8443, ...ANYWHERE })],
      settings: { ports: [443, 8443] },
    },
  },
  missing: {
    "a group without rules": { given: group },
    "a rule without a source of addresses": { given: [group, ingress(HTTPS)] },
    "a rule without ports": {
      given: [group, loadBalancer(), ingress({ ipProtocol: "-1", ...ANYWHERE })],
      violations: ["in: cidrIpv4"],
    },
  },
  unknown: {
    "a list that AWS completes": { given: resource(group.type, "web", { ingress: UNKNOWN }) },
    "a load balancer whose scheme is the default": {
      given: [group, loadBalancer({ internal: UNKNOWN }), ingress({ ...HTTPS, ...ANYWHERE })],
    },
    "an unknown block beside the internet": {
      given: inline({ protocol: "tcp", ...HTTPS, cidrBlocks: [UNKNOWN, "0.0.0.0/0"] }),
      violations: ["web: ingress[0].cidrBlocks[1]"],
      remarks: ["web: Not determinable yet: ingress[0].cidrBlocks[0] isn't known"],
    },
    "unknown ports": {
      given: [group, ingress({ fromPort: UNKNOWN, toPort: UNKNOWN, ...ANYWHERE })],
      violations: ['in: cidrIpv4 is "0.0.0.0/0": the internet gets in by ports that aren\'t known yet'],
      remarks: ["in: Not determinable yet: fromPort, toPort aren't known"],
    },
  },
  production: set(of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "from-load-balancer-3000"), {
    cidrIpv4: "0.0.0.0/0",
  }),
});

it("reports a rule once, though AWS lists it in its group as well", async () => {
  const readBack = inline({ protocol: "tcp", ...HTTPS, cidrBlocks: ["0.0.0.0/0"] });
  const { violations } = await judge(rule, [readBack, olderRule({ ...HTTPS, cidrBlocks: ["0.0.0.0/0"] })]);

  expect(violations).toEqual([expect.stringMatching(/^in: /)]);
});
