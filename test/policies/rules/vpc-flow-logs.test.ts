import { vpcFlowLogs as rule } from "../../../policies/rules/vpc-flow-logs";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { drop, of } from "../support/mutation";

const vpc = resource("aws:ec2/vpc:Vpc", "network", { id: UNKNOWN });
const OF_VPC = { dependencies: { vpcId: [vpc] } };

function flowLog(properties: TestResource["properties"] = { trafficType: "ALL" }): TestResource {
  return resource("aws:ec2/flowLog:FlowLog", "log", { vpcId: UNKNOWN, ...properties }, OF_VPC);
}

function defaultGroup(properties: TestResource["properties"] = { ingress: [], egress: [] }): TestResource {
  const type = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
  return resource(type, "default", { vpcId: UNKNOWN, ...properties }, OF_VPC);
}

const component = resource("awsx:ec2:Vpc", "awsx", {}, { component: true });
const guards = [flowLog({ trafficType: "REJECT" }), defaultGroup()].map((each) => ({
  ...each,
  options: { dependencies: { vpcId: [component] } },
}));

describeRule(rule, {
  accepts: {
    "a network that is recorded and closed": { given: [vpc, flowLog(), defaultGroup()] },
    "a network within a component, known only by that": {
      given: [component, resource(vpc.type, "network", {}, { parent: component }), ...guards],
    },
    "a stack without networks of its own": { given: resource("aws:ec2/subnet:Subnet", "subnet") },
  },
  refuses: {
    "a network without both": {
      given: vpc,
      violations: [
        "network: aws.ec2.FlowLog is not set: the traffic of the network leaves no trace",
        "network: aws.ec2.DefaultSecurityGroup is not set",
      ],
    },
    "a default group with rules": {
      given: [
        vpc,
        flowLog(),
        defaultGroup({
          ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }],
          egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
        }),
      ],
      violations: ['default: ingress[0] is "every protocol and port"', 'default: egress[0] is "tcp 443"'],
    },
    "a log of accepted traffic alone": {
      given: [vpc, flowLog({ trafficType: "ACCEPT" }), defaultGroup()],
      violations: ['log: trafficType is "ACCEPT"'],
    },
  },
  boundaries: {
    "one of two networks": {
      given: [vpc, flowLog(), defaultGroup(), resource(vpc.type, "other")],
      violations: ["other: aws.ec2.FlowLog", "other: aws.ec2.DefaultSecurityGroup"],
    },
  },
  missing: {
    "a default group that says nothing, which takes all rules out": { given: [vpc, flowLog(), defaultGroup({})] },
    "a log that says nothing, which is of a transit gateway": { given: [vpc, flowLog({}), defaultGroup()] },
  },
  unknown: {
    "rules that AWS fills in": {
      given: [vpc, flowLog(), defaultGroup({ ingress: UNKNOWN, egress: UNKNOWN })],
    },
    "an unknown kind of traffic": {
      given: [vpc, flowLog({ trafficType: UNKNOWN }), defaultGroup()],
      remarks: ["log: Not determinable yet: trafficType isn't known"],
    },
  },
  production: drop(of("aws:ec2/flowLog:FlowLog")),
});
