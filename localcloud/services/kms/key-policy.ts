import type { Operation } from "../../model/resource-type";
import { flag } from "../../model/values";
import type { CloudResource } from "../../model/resource";
import { allows } from "../shared/policy-evaluation";
import { fail } from "../shared/policy-error";
import type { Principal } from "../shared/policy-principal";
import { policyOf, type PolicyDemand } from "../shared/policy-rules";

/**
 * Somebody of the account has to keep the right to change the policy (AWS KMS Developer Guide, "Key policies in AWS KMS",
 * policy lockout safety check). Which identity asks is not known here, so any of the account will do.
 */
export const requireManageable: PolicyDemand = (policy, { inputs, accountId }: Operation) => {
  if (flag(inputs, "bypassPolicyLockoutSafetyCheck") === true) return;
  const ofTheAccount = policy.statements
    .flatMap(({ principals }) => principals)
    .filter(({ type, value }) => type === "AWS" && (value === "*" || value.includes(accountId)));
  const manager = ofTheAccount.find((principal) => allows(policy, { principal, action: "kms:PutKeyPolicy" }));
  if (manager === undefined) {
    fail("The new key policy will not allow you to update the key policy in the future.", "Statement");
  }
};

/** What is done with a key. */
export interface KeyUse {
  /** Such as `kms:Decrypt`; all have to be allowed. */
  readonly actions: readonly string[];
  /** Condition keys that the caller is known to send. */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * Whether a key's policy lets a service use it; the policy that KMS gives a key without one lets none.
 * @param use its service is a principal such as `logs.eu-west-1.amazonaws.com`.
 */
export function letsServiceUse(key: CloudResource, use: KeyUse & { readonly service: string }): boolean {
  return letsUse(key, { type: "Service", value: use.service }, use);
}

/** Whether a key's policy by itself lets a role use it, whatever the role's own policies say. */
export function letsRoleUse(key: CloudResource, use: KeyUse & { readonly roleArn: string }): boolean {
  return letsUse(key, { type: "AWS", value: use.roleArn }, use);
}

function letsUse(key: CloudResource, principal: Principal, { actions, context }: KeyUse): boolean {
  const policy = policyOf(key.inputs, "policy", "resource");
  if (policy === undefined) return false;
  return actions.every((action) => allows(policy, { principal, action, context }));
}
