import type { Policies } from "@pulumi/policy";
import { keysIn, type KeyTable } from "./key-table";
import type { Rule } from "./rule";
import { SharedPass } from "./shared-pass";

/**
 * The policies of rules, for `new PolicyPack(name, { policies })`.
 * @param now when the run takes place; exemptions end by its day, in UTC.
 * @param tables which configuration keys the properties of a library's resources come from, to be named in messages.
 */
export function toPolicies(rules: readonly Rule[], now: Date, tables: readonly KeyTable[] = []): Policies {
  const today = now.toISOString().slice(0, "2027-01-31".length);
  const run = { today, keysOf: keysIn(tables), pass: new SharedPass() };
  return rules.map((rule) => rule.toPolicy(run));
}
