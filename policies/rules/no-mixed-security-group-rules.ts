import { ALWAYS_MANDATORY, stackRule, type StackFinding, type StackView } from "../core";
import {
  describePermission,
  inlinePermissions,
  isReadBack,
  SECURITY_GROUP_TYPES,
  separatePermissions,
  type Direction,
  type Permission,
} from "./shared/security-groups";

export const noMixedSecurityGroupRules = stackRule({
  name: "no-mixed-security-group-rules",
  title: "A security group has its rules in one place",
  description: "No security group has both inline rules and separate rule resources for the same direction.",
  why:
    "A group with inline rules removes all others: every update drops the separate rules and restores them, and " +
    "connections fail in between.",
  fix:
    "Move the permissions under `ingress` or `egress` of the group into separate resources, or the separate ones " +
    "into the group.",
  severity: "high",
  requirements: ["SE-3"],
  references: [
    {
      title: "Pulumi Registry, aws.ec2.SecurityGroup",
      url: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
    },
    {
      title: "Amazon EC2 API Reference, AuthorizeSecurityGroupIngress",
      url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html",
    },
  ],
  types: SECURITY_GROUP_TYPES,
  levels: ALWAYS_MANDATORY,
  check: (stack) => DIRECTIONS.flatMap((direction) => mixed(stack, direction)),
});

const DIRECTIONS = ["ingress", "egress"] as const satisfies readonly Direction[];

function mixed(stack: StackView, direction: Direction): StackFinding[] {
  const separate = separatePermissions(stack, direction);
  return inlinePermissions(stack, direction).flatMap((inline) => {
    const siblings = separate.filter(({ groups }) => groups.includes(inline.resource));
    return siblings.length === 0 || isReadBack(inline, siblings) ? [] : [conflict(inline, siblings)];
  });
}

function conflict(inline: Permission, separate: readonly Permission[]): StackFinding {
  return {
    resource: inline.resource,
    property: inline.reader.path,
    value: describePermission(inline),
    problem: `the group removes the rules that are resources of their own: ${separate.map(({ resource }) => resource.name).join(", ")}`,
    allowed: "rules within the group, or resources of their own, but not both",
    fix: "move the permission into a resource of its own",
  };
}
