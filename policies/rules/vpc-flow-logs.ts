import {
  ADVISORY_FROM_STAGING,
  isKnownAs,
  stackRule,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";
import { describePermission, inlinePermissions } from "./shared/security-groups";

const VPC = "aws:ec2/vpc:Vpc";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

export const vpcFlowLogs = stackRule({
  name: "vpc-flow-logs",
  title: "Networks record their traffic, and their default security group is closed",
  description:
    "Each VPC has a flow log that records rejected traffic at least, and a default security group without any rule.",
  why:
    "Without flow logs nobody can tell who reached what, or who tried. A resource without a security group gets the " +
    "default one, in which everything may talk to everything and to the internet.",
  fix:
    'Create an `aws.ec2.FlowLog` with `vpcId` and `trafficType: "ALL"`, and an `aws.ec2.DefaultSecurityGroup` with ' +
    "`vpcId`, `ingress: []` and `egress: []`.",
  severity: "medium",
  identifiers: {
    fsbp: ["EC2.2", "EC2.6"],
    cis: ["4.7", "6.5"],
    checkov: ["CKV2_AWS_11", "CKV2_AWS_12"],
    trivy: ["AVD-AWS-0173", "AVD-AWS-0178"],
  },
  requirements: ["SE-3", "SE-5"],
  references: [
    {
      title: "Amazon VPC User Guide, Logging IP traffic using VPC Flow Logs",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
    },
    {
      title: "Amazon VPC User Guide, Default security groups for your VPCs",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
    },
  ],
  types: [VPC, FLOW_LOG, DEFAULT_GROUP],
  levels: ADVISORY_FROM_STAGING,
  check: (stack) => [
    ...stack.resources(VPC).flatMap((vpc) => [...notRecorded(stack, vpc), ...leftOpen(stack, vpc)]),
    ...openDefaultGroups(stack),
  ],
});

function notRecorded(stack: StackView, vpc: ResourceView): StackFinding[] {
  const logs = stack.referrersOf(vpc, "vpcId", [FLOW_LOG]);
  const [log] = logs;
  if (log === undefined) {
    return [
      {
        resource: vpc,
        property: "aws.ec2.FlowLog",
        problem: "the traffic of the network leaves no trace",
        allowed: "a flow log for the VPC",
        fix: 'create an aws.ec2.FlowLog with vpcId and trafficType: "ALL"',
      },
    ];
  }
  return logs.every(recordsNoRejects) ? [acceptedOnly(log)] : [];
}

function recordsNoRejects(log: ResourceView): boolean {
  return isKnownAs(log.string("trafficType"), "ACCEPT");
}

function acceptedOnly(log: ResourceView): StackFinding {
  return {
    resource: log,
    property: "trafficType",
    value: "ACCEPT",
    problem: "whoever tries ports and is rejected leaves no trace",
    allowed: "ALL, REJECT",
    fix: 'set trafficType: "ALL"',
  };
}

function leftOpen(stack: StackView, vpc: ResourceView): StackFinding[] {
  if (stack.referrersOf(vpc, "vpcId", [DEFAULT_GROUP]).length > 0) return [];
  return [
    {
      resource: vpc,
      property: "aws.ec2.DefaultSecurityGroup",
      problem: "the default security group stays as AWS makes it, and lets out everything",
      allowed: "a default security group without rules",
      fix: "create an aws.ec2.DefaultSecurityGroup with vpcId, ingress: [] and egress: []",
    },
  ];
}

function openDefaultGroups(stack: StackView): StackFinding[] {
  const permissions = [...inlinePermissions(stack, "ingress"), ...inlinePermissions(stack, "egress")];
  return permissions
    .filter(({ resource }) => resource.type === DEFAULT_GROUP)
    .map((permission) => ({
      resource: permission.resource,
      property: permission.reader.path,
      value: describePermission(permission),
      problem: "every resource without a security group gets this permission",
      allowed: "no permissions",
      fix: "take it out, and give a security group of its own to what needs it",
    }));
}
