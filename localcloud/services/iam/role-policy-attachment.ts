import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { policyReference } from "./managed-policies";
import { requireRoomForAttachment, ROLE_POLICY_ATTACHMENT } from "./role-quotas";
import { roleNameReference } from "./role-reference";

export const rolePolicyAttachment: ResourceType = {
  type: ROLE_POLICY_ATTACHMENT,
  replacedBy: ["role", "policyArn"],
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
