import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { OVERWRITES } from "../shared/overwrites";
import { policyReference } from "./managed-policies";
import { requireRoomForAttachment, ROLE_POLICY_ATTACHMENT } from "./role-quotas";
import { roleNameReference } from "./role-reference";

export const rolePolicyAttachment: ResourceType = {
  type: ROLE_POLICY_ATTACHMENT,
  replaceOnChanges: ["role", "policyArn"],
  unique: {
    inputs: ["role", "policyArn"],
    scope: "account",
    code: "EntityAlreadyExists",
    message: (names) => `The policy is attached to the role already: ${names} (role, policyArn)`,
    warning: OVERWRITES,
  },
  references: [
    roleNameReference("role", "Cannot delete entity, must detach all policies first."),
    policyReference("policyArn"),
  ],
  rules: [requireRoomForAttachment],
  make: ({ inputs }) => ({
    id: `${text(inputs, "role") ?? ""}/${text(inputs, "policyArn") ?? ""}`,
    computed: {},
  }),
};
