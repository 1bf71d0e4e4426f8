import { refuse } from "../../model/aws-error";
import { arn, ec2Id } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { given } from "../shared/inputs";
import { CIDR, GROUP_DESCRIPTION, PORT, PROTOCOL } from "./limits";
import {
  PEERS,
  permissionOfRule,
  permissionsOf,
  requireNew,
  requirePorts,
  RULE_TYPES,
  type Direction,
} from "./permissions";
import { securityGroupReference, vpcOf, withoutProtection } from "./references";

const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";

const OPERATIONS: Readonly<Record<Direction, string>> = {
  ingress: "ec2.AuthorizeSecurityGroupIngress",
  egress: "ec2.AuthorizeSecurityGroupEgress",
};

/** AWS deletes a rule with its group, and doesn't delete another group that a rule names. */
function securityGroupRule(direction: Direction): ResourceType {
  return {
    type: RULE_TYPES[direction],
    mapping: {
      operation: OPERATIONS[direction],
      within: "IpPermissions",
      inputs: { securityGroupId: "GroupId", cidrIpv4: "IpPermissions.IpRanges.CidrIp" },
    },
    documentedLimits: {
      description: [GROUP_DESCRIPTION],
      fromPort: [PORT],
      toPort: [PORT],
      ipProtocol: [PROTOCOL],
      cidrIpv4: [CIDR],
    },
    replaceOnChanges: ["securityGroupId", "region"],
    references: [
      withoutProtection(securityGroupReference("securityGroupId")),
      { ...securityGroupReference("referencedSecurityGroupId"), ignores: isOfAnotherAccount },
    ],
    rules: [requireOnePeer, requirePossiblePorts, requireOneNetwork, requireNewPermission(direction)],
    make: ({ region, accountId }) => {
      const id = ec2Id("sgr");
      const ruleArn = arn("ec2", region, accountId, `security-group-rule/${id}`);
      return { id, computed: { arn: ruleArn, securityGroupRuleId: id } };
    },
  };
}

export const securityGroupIngressRule = securityGroupRule("ingress");
export const securityGroupEgressRule = securityGroupRule("egress");

/** A group of a peered VPC in another account is named `account/group`. */
function isOfAnotherAccount(groupId: string): boolean {
  return groupId.includes("/");
}

/** Amazon EC2 API Reference, SecurityGroupRuleRequest. */
function requireOnePeer({ inputs }: Operation): void {
  const peers = given(inputs, PEERS);
  if (peers.length === 1) return;
  const problem = peers.length === 0 ? "One" : "Only one";
  refuse("InvalidParameterCombination", `${problem} of these must be given`, PEERS.join(", "));
}

function requirePossiblePorts({ inputs }: Operation): void {
  requirePorts(permissionOfRule(inputs), false);
}

function requireOneNetwork({ inputs, cloud }: Operation): void {
  const referenced = text(inputs, "referencedSecurityGroupId");
  const network = vpcOf(cloud, SECURITY_GROUP, text(inputs, "securityGroupId"));
  const other = vpcOf(cloud, SECURITY_GROUP, referenced);
  if (other === undefined || network === undefined || other === network) return;
  refuse(
    "InvalidGroup.NotFound",
    "You have specified two resources that belong to different networks.",
    "securityGroupId, referencedSecurityGroupId",
  );
}

function requireNewPermission(direction: Direction): (operation: Operation) => void {
  return ({ inputs, cloud, previous }) => {
    const others = permissionsOf(text(inputs, "securityGroupId") ?? "", direction, cloud, previous?.id);
    requireNew(permissionOfRule(inputs), others);
  };
}
