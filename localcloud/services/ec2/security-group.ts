import { arn } from "../../model/arn";
import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { text, valuesAt } from "../../model/values";
import { groupsWithSecurityGroup } from "../autoscaling/instances";
import { nameOf } from "../shared/names";
import { inlinePermissions, permissionsOf, requireNew, requirePorts, type Direction } from "./permissions";
import { securityGroupReference, vpcReference } from "./references";
import { vpcOf } from "./vpc-of";

const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";

const DIRECTIONS: readonly Direction[] = ["ingress", "egress"];

/** Groups that a security group's own lists name. */
export const listedGroupReferences: readonly Reference[] = DIRECTIONS.map((direction) =>
  securityGroupReference(`${direction}[].securityGroups[]`),
);

export const securityGroup: ResourceType = {
  type: SECURITY_GROUP,
  autonaming: { input: "name", maximumLength: 255, unlessGiven: "namePrefix" },
  defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
  replaceOnChanges: ["description", "name", "namePrefix", "vpcId", "region"],
  references: [vpcReference("vpcId"), ...listedGroupReferences],
  rules: [requireVpc, requireNameOfItsOwn, requireListedGroupsOfTheVpc, requireListedPermissions],
  deletion: [refuseWhileInstancesHaveIt],
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

/** Instances keep their security groups (Amazon VPC User Guide, "Delete a security group"). */
function refuseWhileInstancesHaveIt(group: CloudResource, cloud: CloudReader): void {
  const user = groupsWithSecurityGroup(group.id, cloud)[0];
  if (user === undefined) return;
  refuse("DependencyViolation", `resource ${group.id} has a dependent object`, `used by ${user.id}`);
}

/** The local account is new, and has no default VPC to fall back on. */
export function requireVpc({ inputs }: Operation): void {
  if (text(inputs, "vpcId") !== undefined) return;
  refuse("VPCIdNotSpecified", "No default VPC for this user.", "vpcId");
}

/** Amazon EC2 API Reference, CreateSecurityGroup: a name stands once in a VPC, in any case; `default` is AWS's own. */
function requireNameOfItsOwn({ inputs, cloud, previous }: Operation): void {
  const name = text(inputs, "name");
  const vpcId = text(inputs, "vpcId") ?? "";
  if (name === undefined) return;
  if (name.toLowerCase() === "default") {
    refuse("InvalidParameterValue", "Cannot use reserved security group name: default", "name");
  }
  const taken = cloud
    .ofType(SECURITY_GROUP)
    .filter((other) => other.id !== previous?.id && other.inputs.vpcId === vpcId)
    .some((other) => text(other.computed, "name")?.toLowerCase() === name.toLowerCase());
  if (!taken) return;
  refuse("InvalidGroup.Duplicate", `The security group '${name}' already exists for VPC '${vpcId}'`, "name");
}

/** Amazon EC2 API Reference, UserIdGroupPair: groups that a list names are in the same VPC; peered ones are not modelled. */
export function requireListedGroupsOfTheVpc({ inputs, cloud }: Operation): void {
  const vpcId = text(inputs, "vpcId");
  for (const { value, path } of DIRECTIONS.flatMap((direction) =>
    valuesAt(inputs, `${direction}[].securityGroups[]`),
  )) {
    const other = vpcOf(cloud, SECURITY_GROUP, String(value));
    if (other === undefined || other === vpcId) continue;
    refuse(
      "InvalidGroup.NotFound",
      `You have specified two resources that belong to different networks: ${String(value)} is in ${other}`,
      path,
    );
  }
}

/** The permissions in a group's own lists, among themselves and beside rules that are resources of their own. */
export function requireListedPermissions({ inputs, cloud, previous }: Operation): void {
  for (const direction of DIRECTIONS) {
    const rules = previous === undefined ? [] : permissionsOf(previous.id, direction, cloud, previous.id);
    inlinePermissions(inputs, direction, previous?.id).forEach((permission, index, all) => {
      requirePorts(permission, true);
      requireNew(permission, [...all.slice(0, index), ...rules]);
    });
  }
}
