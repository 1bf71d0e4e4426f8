import { refuse } from "../../model/aws-error";
import type { DocumentedLimit } from "../../model/limits";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { objects, text, texts, type Properties } from "../../model/values";

export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const ROLE_POLICY_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** Document of every quota here. */
export const IAM_QUOTAS = "IAM User Guide, IAM and AWS STS quotas";

/** Most characters of all inline policies of a role, without white space. */
const INLINE_CHARACTERS = 10_240;

/** Most managed policies of a role; an account can ask for more. */
const MANAGED_POLICIES = 10;

/** Limit of a policy's characters; IAM doesn't count white space. */
export function policySize(most: number, message: string): DocumentedLimit {
  return {
    document: IAM_QUOTAS,
    allows: (value) => charactersOf(String(value)) <= most,
    code: "LimitExceeded",
    message: () => message,
  };
}

function charactersOf(policy: string): number {
  return policy.replace(/\s/g, "").length;
}

/** Refuses a role whose policies, with those that other resources attach to it, exceed a quota. */
export function requireQuotasOfRole({ inputs, cloud, previous }: Operation): void {
  const others = previous === undefined ? [] : rolePoliciesOf(previous.id, cloud);
  requireFewCharacters([...objects(inputs, "inlinePolicies"), ...others], text(inputs, "name"), "inlinePolicies");
  const attached = previous === undefined ? [] : attachedPoliciesOf(previous.id, cloud);
  requireFewPolicies([...texts(inputs, "managedPolicyArns"), ...attached], "managedPolicyArns");
}

/** Refuses an inline policy with which its role would exceed the quota. */
export function requireQuotaOfInlinePolicies({ inputs, cloud, previous }: Operation): void {
  const role = text(inputs, "role") ?? "";
  const others = rolePoliciesOf(role, cloud, previous).filter(({ name }) => name !== inputs.name);
  requireFewCharacters([inputs, ...others, ...inlinePoliciesOf(role, cloud)], role, "policy");
}

/** Refuses an attachment with which its role would exceed the quota. */
export function requireQuotaOfManagedPolicies({ inputs, cloud }: Operation): void {
  const role = text(inputs, "role") ?? "";
  const ownPolicies = texts(cloud.find("aws:iam/role:Role", role)?.inputs ?? {}, "managedPolicyArns");
  requireFewPolicies(
    [text(inputs, "policyArn") ?? "", ...attachedPoliciesOf(role, cloud), ...ownPolicies],
    "policyArn",
  );
}

/** Policies in the role's own input `inlinePolicies`. */
function inlinePoliciesOf(role: string, cloud: CloudReader): Properties[] {
  return objects(cloud.find("aws:iam/role:Role", role)?.inputs ?? {}, "inlinePolicies");
}

/** Policies that are resources of their own. */
function rolePoliciesOf(role: string, cloud: CloudReader, except?: CloudResource): Properties[] {
  return cloud
    .ofType(ROLE_POLICY)
    .filter((policy) => policy.id !== except?.id && policy.inputs.role === role)
    .map(({ inputs }) => inputs);
}

function attachedPoliciesOf(role: string, cloud: CloudReader): string[] {
  return cloud
    .ofType(ROLE_POLICY_ATTACHMENT)
    .filter(({ inputs }) => inputs.role === role)
    .map(({ inputs }) => text(inputs, "policyArn") ?? "");
}

function requireFewCharacters(policies: readonly Properties[], role = "", input: string): void {
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
  return charactersOf(content);
}

function requireFewPolicies(policyArns: readonly string[], input: string): void {
  const number = new Set(policyArns).size;
  if (number <= MANAGED_POLICIES) return;
  refuse("LimitExceeded", `Cannot exceed quota for PoliciesPerRole: ${MANAGED_POLICIES}, got ${number}`, input);
}
