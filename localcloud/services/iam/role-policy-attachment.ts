import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { policyReference } from "./managed-policies";
import { roleNameReference } from "./role-reference";

export const rolePolicyAttachment: ResourceType = {
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  replacedBy: ["role", "policyArn"],
  references: [
    roleNameReference("role", "Cannot delete entity, must detach all policies first."),
    policyReference("policyArn"),
  ],
  make: ({ inputs }) => ({
    id: `${text(inputs, "role") ?? ""}/${text(inputs, "policyArn") ?? ""}`,
    computed: {},
  }),
};
