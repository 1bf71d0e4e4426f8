import { refuse } from "../../model/aws-error";
import { arn, ec2Id } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { text, valuesAt } from "../../model/values";
import { groupsWithSecurityGroup } from "../autoscaling/launch-source";
import { nameOf } from "../shared/inputs";
import { CIDR, GROUP_DESCRIPTION, GROUP_NAME, PORT, PROTOCOL } from "./limits";
import { inlinePermissions, permissionsOf, requireNew, requirePorts, type Direction } from "./permissions";
import { securityGroupReference, vpcOf, vpcReference, withoutProtection } from "./references";

const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";

const DIRECTIONS: readonly Direction[] = ["ingress", "egress"];

/** Groups that a security group's own lists name. */
const LISTED_GROUPS: readonly Reference[] = DIRECTIONS.map((direction) =>
  securityGroupReference(`${direction}[].securityGroups[]`),
);

export const securityGroup: ResourceType = {
  type: SECURITY_GROUP,
  mapping: { operation: "ec2.CreateSecurityGroup", inputs: { name: "GroupName" } },
  documentedLimits: {
    name: GROUP_NAME,
    description: [GROUP_DESCRIPTION],
    "ingress[].description": [GROUP_DESCRIPTION],
    "ingress[].fromPort": [PORT],
    "ingress[].toPort": [PORT],
    "ingress[].protocol": [PROTOCOL],
    "ingress[].cidrBlocks[]": [CIDR],
    "egress[].description": [GROUP_DESCRIPTION],
    "egress[].fromPort": [PORT],
    "egress[].toPort": [PORT],
    "egress[].protocol": [PROTOCOL],
    "egress[].cidrBlocks[]": [CIDR],
  },
  autonaming: { input: "name", maximumLength: 255, unlessGiven: "namePrefix" },
  defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
  replaceOnChanges: ["description", "name", "namePrefix", "vpcId", "region"],
  references: [vpcReference("vpcId"), ...LISTED_GROUPS],
  rules: [requireVpc, requireUnusedName, requireListedGroupsOfTheVpc, requireListedPermissions],
  deletion: [refuseWhileInstancesUseIt],
  make: (operation) => {
    const id = ec2Id("sg");
    const { region, accountId } = operation;
    return {
      id,
      computed: {
        arn: arn("ec2", region, accountId, `security-group/${id}`),
        name: nameOf(operation),
        ownerId: accountId,
      },
    };
  },
};

/**
 * The group that AWS creates and deletes with a VPC. The provider adopts it, and replaces its rules; a deletion of the
 * resource leaves the group in place (Amazon VPC User Guide, "Default security groups for your VPCs").
 */
export const defaultSecurityGroup: ResourceType = {
  type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  mapping: { operation: "ec2.AuthorizeSecurityGroupIngress" },
  defaults: { revokeRulesOnDelete: false },
  replaceOnChanges: ["vpcId", "region"],
  references: [withoutProtection(vpcReference("vpcId")), ...LISTED_GROUPS],
  rules: [requireVpc, requireListedGroupsOfTheVpc, requireListedPermissions],
  make: ({ inputs, region, accountId, cloud }) => {
    const vpc = cloud.find("aws:ec2/vpc:Vpc", text(inputs, "vpcId") ?? "");
    const id = text(vpc?.computed ?? {}, "defaultSecurityGroupId") ?? "";
    return {
      id,
      computed: {
        arn: arn("ec2", region, accountId, `security-group/${id}`),
        description: "default VPC security group",
        name: "default",
        ownerId: accountId,
      },
    };
  },
};

/** Instances keep their security groups (Amazon VPC User Guide, "Delete a security group"). */
function refuseWhileInstancesUseIt(group: CloudResource, cloud: CloudReader): void {
  const user = groupsWithSecurityGroup(group.id, cloud)[0];
  if (user === undefined) return;
  refuse("DependencyViolation", `resource ${group.id} has a dependent object`, `used by ${user.id}`);
}

/** The local account is new, and has no default VPC to fall back on. */
function requireVpc({ inputs }: Operation): void {
  if (text(inputs, "vpcId") !== undefined) return;
  refuse("VPCIdNotSpecified", "No default VPC for this user.", "vpcId");
}

/**
 * Amazon EC2 API Reference, CreateSecurityGroup: two groups of a VPC can't have names that differ in case only, and the
 * name `default` is reserved.
 */
function requireUnusedName({ inputs, cloud, previous }: Operation): void {
  const name = text(inputs, "name");
  const vpcId = text(inputs, "vpcId") ?? "";
  if (name === undefined) return;
  if (name.toLowerCase() === "default") {
    refuse("InvalidParameterValue", "Cannot use reserved security group name: default", "name");
  }
  const isUsed = cloud
    .ofType(SECURITY_GROUP)
    .filter((other) => other.id !== previous?.id && other.inputs.vpcId === vpcId)
    .some((other) => text(other.computed, "name")?.toLowerCase() === name.toLowerCase());
  if (!isUsed) return;
  refuse("InvalidGroup.Duplicate", `The security group '${name}' already exists for VPC '${vpcId}'`, "name");
}

/**
 * Amazon EC2 API Reference, UserIdGroupPair: groups that a list names are in the same VPC; peered ones are not
 * modelled.
 */
function requireListedGroupsOfTheVpc({ inputs, cloud }: Operation): void {
  const vpcId = text(inputs, "vpcId");
  for (const { value, path } of LISTED_GROUPS.flatMap(({ input }) => valuesAt(inputs, input))) {
    const other = vpcOf(cloud, SECURITY_GROUP, String(value));
    if (other === undefined || other === vpcId) continue;
    refuse(
      "InvalidGroup.NotFound",
      `You have specified two resources that belong to different networks: ${String(value)} is in ${other}`,
      path,
    );
  }
}

/**
 * A permission in a group's own lists may repeat neither another one of them nor a rule that is a resource of its own.
 */
function requireListedPermissions({ inputs, cloud, previous }: Operation): void {
  for (const direction of DIRECTIONS) {
    const rules = previous === undefined ? [] : permissionsOf(previous.id, direction, cloud, previous.id);
    inlinePermissions(inputs, direction, previous?.id).forEach((permission, index, all) => {
      requirePorts(permission, true);
      requireNew(permission, [...all.slice(0, index), ...rules]);
    });
  }
}
