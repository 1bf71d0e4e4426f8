import type { CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag } from "../../model/values";
import { fail } from "../shared/policy-error";
import { allows } from "../shared/policy-evaluation";
import type { Principal } from "../shared/policy-principal";
import { policyOf, type PolicyDemand } from "../shared/policy-rules";

/**
 * The policy has to let its author change it again (AWS KMS Developer Guide, "Key policies in AWS KMS", policy lockout
 * safety check). The local cloud doesn't know which identity asks, so it accepts any identity of the account.
 */
export const requireManageable: PolicyDemand = (policy, { inputs, accountId }: Operation) => {
  if (flag(inputs, "bypassPolicyLockoutSafetyCheck") === true) return;
  const principalsOfTheAccount = policy.statements
    .flatMap(({ principals }) => principals)
    .filter(({ type, value }) => type === "AWS" && (value === "*" || value.includes(accountId)));
  const manager = principalsOfTheAccount.find((principal) => allows(policy, { principal, action: "kms:PutKeyPolicy" }));
  if (manager === undefined) {
    fail("The new key policy will not allow you to update the key policy in the future.", "Statement");
  }
};

/** How somebody uses a key. */
export interface KeyUse {
  /** Actions such as `kms:Decrypt`; the policy has to allow all of them. */
  readonly actions: readonly string[];
  /** Condition keys that the caller is known to send. */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * Whether a key's policy lets a service use it. The policy that KMS gives a key without one lets no service use it.
 * @param use its service is a principal such as `logs.eu-west-1.amazonaws.com`.
 */
export function letsServiceUse(key: CloudResource, use: KeyUse & { readonly service: string }): boolean {
  return letsUse(key, { type: "Service", value: use.service }, use);
}

/** Whether a key's policy lets a role use it without the role's own policies. */
export function letsRoleUse(key: CloudResource, use: KeyUse & { readonly roleArn: string }): boolean {
  return letsUse(key, { type: "AWS", value: use.roleArn }, use);
}

function letsUse(key: CloudResource, principal: Principal, { actions, context }: KeyUse): boolean {
  const policy = policyOf(key.inputs, "policy", "resource");
  if (policy === undefined) return false;
  return actions.every((action) => allows(policy, { principal, action, context }));
}
