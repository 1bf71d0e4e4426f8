import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { policyRule } from "../shared/policy-rules";
import { nameOf } from "../shared/names";
import { OVERWRITES } from "../shared/overwrites";
import { requireRoomForInlinePolicy, ROLE_POLICY } from "./role-quotas";
import { roleNameReference } from "./role-reference";

export const rolePolicy: ResourceType = {
  type: ROLE_POLICY,
  autonaming: { input: "name", maximumLength: 128, unlessGiven: "namePrefix" },
  replaceOnChanges: ["name", "namePrefix", "role"],
  unique: {
    inputs: ["role", "name"],
    scope: "account",
    code: "EntityAlreadyExists",
    message: (names) => `The role has an inline policy of this name already: ${names} (role, name)`,
    warning: OVERWRITES,
  },
  references: [roleNameReference("role", "Cannot delete entity, must delete policies first.")],
  rules: [
    policyRule({ input: "policy", kind: "identity", code: "MalformedPolicyDocument" }),
    requireRoomForInlinePolicy,
  ],
  make: (operation) => {
    const name = nameOf(operation);
    return { id: `${text(operation.inputs, "role") ?? ""}:${name}`, computed: { name } };
  },
};
