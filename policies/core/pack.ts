import type { Policies } from "@pulumi/policy";
import { formerPolicies } from "./former-names";
import { keysIn, type KeyTable } from "./key-table";
import type { Rule } from "./rule";
import { RunNotes } from "./run-notes";
import { SharedPass } from "./shared-pass";
import { summaryPolicy } from "./summary";

/**
 * Turns rules into policies for `new PolicyPack(name, { policies })`, and adds a summary and the rules' former names.
 * @param now the time of the run; its day in UTC decides which exemptions have expired.
 * @param tables the configuration keys from which properties of a library's resources come, for messages.
 */
export function toPolicies(rules: readonly Rule[], now: Date, tables: readonly KeyTable[] = []): Policies {
  const today = now.toISOString().slice(0, "2027-01-31".length);
  const run = { today, keysOf: keysIn(tables), pass: new SharedPass(), notes: new RunNotes() };
  return [...rules.map((rule) => rule.toPolicy(run)), ...formerPolicies(rules), summaryPolicy(run.notes)];
}
