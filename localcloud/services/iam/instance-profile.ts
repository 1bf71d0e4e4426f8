import { arn } from "../../model/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { nameOf } from "../shared/names";
import { INSTANCE_PROFILE } from "./instance-profile-reference";
import { pathOf } from "./path";
import { isAssumableBy, roleNameReference, roleNamed } from "./role-reference";
import { uniqueId } from "./unique-id";

/** What hands a role to instances; it holds one role at most. */
export const instanceProfile: ResourceType = {
  type: INSTANCE_PROFILE,
  autonaming: { input: "name", maximumLength: 128, unlessGiven: "namePrefix" },
  defaults: { path: "/" },
  replaceOnChanges: ["name", "namePrefix", "path"],
  unique: {
    inputs: ["name"],
    scope: "account",
    ignoresCase: true,
    code: "EntityAlreadyExists",
    message: (name) => `Instance Profile ${name} already exists. (name)`,
  },
  references: [roleNameReference("role", "Cannot delete entity, must remove roles from instance profile first.")],
  rules: [warningOf(requireRoleOfInstances, "instances with the profile get no credentials")],
  make: (operation) => {
    const id = nameOf(operation);
    const profileArn = arn("iam", "", operation.accountId, `instance-profile${pathOf(operation)}${id}`);
    return { id, computed: { name: id, arn: profileArn, uniqueId: uniqueId("AIPA") } };
  },
};

/** IAM User Guide, "Use an IAM role to grant permissions to applications running on Amazon EC2 instances": nobody is told. */
function requireRoleOfInstances({ inputs, cloud }: Operation): void {
  const name = text(inputs, "role");
  const role = name === undefined ? undefined : roleNamed(name, cloud);
  if (role === undefined || isAssumableBy(role, "ec2.amazonaws.com")) return;
  refuse("InvalidInput", `The role ${role.id} can't be assumed by ec2.amazonaws.com`, "role");
}
