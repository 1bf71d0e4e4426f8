import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { objects, text, texts, type Properties } from "../../model/values";

export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const ROLE_POLICY_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** IAM User Guide, "IAM and AWS STS quotas": characters of all inline policies of a role, white space aside. */
const INLINE_CHARACTERS = 10_240;

/** The same: managed policies of a role, unless the account asked for more. */
const MANAGED_POLICIES = 10;

/** Refuses a role of which its own inline policies, and those beside it, take too much. */
export function requireRoomForOwnPolicies({ inputs, cloud, previous }: Operation): void {
  const beside = previous === undefined ? [] : inlineBeside(previous.id, cloud);
  requireCharacters([...objects(inputs, "inlinePolicies"), ...beside], text(inputs, "name"), "inlinePolicies");
  const attached = previous === undefined ? [] : attachedTo(previous.id, cloud);
  requireNumber([...texts(inputs, "managedPolicyArns"), ...attached], "managedPolicyArns");
}

/** Refuses one more inline policy of a role that has no room for it. */
export function requireRoomForInlinePolicy({ inputs, cloud, previous }: Operation): void {
  const role = text(inputs, "role") ?? "";
  const beside = inlineBeside(role, cloud, previous).filter(({ name }) => name !== inputs.name);
  requireCharacters([inputs, ...beside, ...inlineWithin(role, cloud)], role, "policy");
}

/** Refuses one more managed policy of a role that has no room for it. */
export function requireRoomForAttachment({ inputs, cloud }: Operation): void {
  const role = text(inputs, "role") ?? "";
  const within = texts(cloud.find("aws:iam/role:Role", role)?.inputs ?? {}, "managedPolicyArns");
  requireNumber([text(inputs, "policyArn") ?? "", ...attachedTo(role, cloud), ...within], "policyArn");
}

function inlineWithin(role: string, cloud: CloudReader): Properties[] {
  return objects(cloud.find("aws:iam/role:Role", role)?.inputs ?? {}, "inlinePolicies");
}

function inlineBeside(role: string, cloud: CloudReader, except?: CloudResource): Properties[] {
  return cloud
    .ofType(ROLE_POLICY)
    .filter((policy) => policy.id !== except?.id && policy.inputs.role === role)
    .map(({ inputs }) => inputs);
}

function attachedTo(role: string, cloud: CloudReader): string[] {
  return cloud
    .ofType(ROLE_POLICY_ATTACHMENT)
    .filter(({ inputs }) => inputs.role === role)
    .map(({ inputs }) => text(inputs, "policyArn") ?? "");
}

function requireCharacters(policies: readonly Properties[], role = "", input: string): void {
  const characters = policies.reduce((sum, each) => sum + sizeOf(each), 0);
  if (characters <= INLINE_CHARACTERS) return;
  refuse(
    "LimitExceeded",
    `Maximum policy size of ${INLINE_CHARACTERS} bytes exceeded for role ${role}, by ${characters - INLINE_CHARACTERS}`,
    input,
  );
}

function sizeOf({ policy }: Properties): number {
  if (policy === undefined) return 0;
  const content = typeof policy === "string" ? policy : JSON.stringify(policy);
  return content.replace(/\s/g, "").length;
}

function requireNumber(policyArns: readonly string[], input: string): void {
  const number = new Set(policyArns).size;
  if (number <= MANAGED_POLICIES) return;
  refuse("LimitExceeded", `Cannot exceed quota for PoliciesPerRole: ${MANAGED_POLICIES}, got ${number}`, input);
}
