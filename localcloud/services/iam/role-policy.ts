import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { nameOf } from "../shared/inputs";
import { policyRule } from "../shared/policy-rules";
import { policyReference } from "./policy";
import {
  policySize,
  requireQuotaOfInlinePolicies,
  requireQuotaOfManagedPolicies,
  ROLE_POLICY,
  ROLE_POLICY_ATTACHMENT,
} from "./quotas";
import { roleNameReference } from "./role-reference";

/** An inline policy of a role. */
export const rolePolicy: ResourceType = {
  type: ROLE_POLICY,
  mapping: {
    operation: "iam.PutRolePolicy",
    inputs: { name: "PolicyName", policy: "PolicyDocument", role: "RoleName" },
  },
  documentedLimits: { policy: [policySize(10_240, "Maximum policy size of 10240 bytes exceeded for role")] },
  autonaming: { input: "name", maximumLength: 128, unlessGiven: "namePrefix" },
  replaceOnChanges: ["name", "namePrefix", "role"],
  unique: {
    inputs: ["role", "name"],
    scope: "account",
    code: "EntityAlreadyExists",
    message: (names) => `The role has an inline policy of this name already: ${names}`,
    warning: OVERWRITES,
  },
  references: [roleNameReference("role", "Cannot delete entity, must delete policies first.")],
  rules: [
    policyRule({ input: "policy", kind: "identity", code: "MalformedPolicyDocument" }),
    requireQuotaOfInlinePolicies,
  ],
  make: (operation) => {
    const name = nameOf(operation);
    return { id: `${text(operation.inputs, "role") ?? ""}:${name}`, computed: { name } };
  },
};

/** Attaches a managed policy to a role. */
export const rolePolicyAttachment: ResourceType = {
  type: ROLE_POLICY_ATTACHMENT,
  mapping: { operation: "iam.AttachRolePolicy", inputs: { role: "RoleName" } },
  replaceOnChanges: ["role", "policyArn"],
  unique: {
    inputs: ["role", "policyArn"],
    scope: "account",
    code: "EntityAlreadyExists",
    message: (names) => `The policy is attached to the role already: ${names}`,
    warning: OVERWRITES,
  },
  references: [
    roleNameReference("role", "Cannot delete entity, must detach all policies first."),
    policyReference("policyArn"),
  ],
  rules: [requireQuotaOfManagedPolicies],
  make: ({ inputs }) => ({
    id: `${text(inputs, "role") ?? ""}/${text(inputs, "policyArn") ?? ""}`,
    computed: {},
  }),
};
