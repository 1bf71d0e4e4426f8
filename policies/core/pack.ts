import type { Policies } from "@pulumi/policy";
import type { Rule } from "./rule";
import { SharedPass } from "./shared-pass";

/**
 * The policies of rules, for `new PolicyPack(name, { policies })`.
 * @param now when the run takes place; exemptions end by its day, in UTC.
 */
export function toPolicies(rules: readonly Rule[], now: Date): Policies {
  const run = { today: now.toISOString().slice(0, "2027-01-31".length), pass: new SharedPass() };
  return rules.map((rule) => rule.toPolicy(run));
}
