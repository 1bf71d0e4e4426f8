import { refuse } from "../../model/aws-error";
import { globalArn } from "../../model/identifiers";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { nameOf } from "../shared/inputs";
import { pathOf, uniqueId } from "./identifiers";
import { isAssumableBy, roleNameReference, roleNamed } from "./role-reference";

const INSTANCE_PROFILE = "aws:iam/instanceProfile:InstanceProfile";

/** Gives instances a role; it has one role at most. */
export const instanceProfile: ResourceType = {
  type: INSTANCE_PROFILE,
  mapping: {
    operation: "iam.CreateInstanceProfile",
    inputs: { name: "InstanceProfileName", role: "AddRoleToInstanceProfile:RoleName" },
  },
  autonaming: { input: "name", maximumLength: 128, unlessGiven: "namePrefix" },
  defaults: { path: "/" },
  replaceOnChanges: ["name", "namePrefix", "path"],
  unique: {
    inputs: ["name"],
    scope: "account",
    ignoresCase: true,
    code: "EntityAlreadyExists",
    message: (name) => `Instance Profile ${name} already exists.`,
  },
  references: [roleNameReference("role", "Cannot delete entity, must remove roles from instance profile first.")],
  rules: [warningOf(requireRoleOfInstances, "instances with the profile get no credentials")],
  make: (operation) => {
    const id = nameOf(operation);
    const profileArn = globalArn(
      "iam",
      operation.region,
      operation.accountId,
      `instance-profile${pathOf(operation)}${id}`,
    );
    return { id, computed: { name: id, arn: profileArn, uniqueId: uniqueId("AIPA") } };
  },
};

/** IAM User Guide, "Use an IAM role to grant permissions to applications running on Amazon EC2 instances". */
function requireRoleOfInstances({ inputs, cloud }: Operation): void {
  const name = text(inputs, "role");
  const role = name === undefined ? undefined : roleNamed(name, cloud);
  if (role === undefined || isAssumableBy(role, "ec2.amazonaws.com")) return;
  refuse("InvalidInput", `The role ${role.id} can't be assumed by ec2.amazonaws.com`, "role");
}

/** Inputs that name an instance profile by its name or its ARN; IAM deletes a profile although others name it. */
export function instanceProfileReferences(nameInput: string, arnInput: string): Reference[] {
  return [
    {
      input: nameInput,
      to: [INSTANCE_PROFILE],
      missing: {
        code: "InvalidParameterValue",
        message: (name) =>
          `Value (${name}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`,
      },
    },
    {
      input: arnInput,
      to: [INSTANCE_PROFILE],
      by: "arn",
      missing: {
        code: "InvalidParameterValue",
        message: (profileArn) =>
          `Value (${profileArn}) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN`,
      },
    },
  ];
}
