import type { Policies, StackValidation } from "@pulumi/policy";
import { reportAll } from "./reporter";
import type { RunNotes } from "./run-notes";
import { NOTHING_FOUND } from "./shared-pass";
import { STACK_TYPE } from "./stack-index";

/** Name of the policy that ends a run's report. */
export const SUMMARY = "summary-by-severity";

/**
 * A policy that fails nothing and runs last: it says how many violations a run has, by their severity. The engine runs
 * no policy of the stack in an update that a violation has stopped; in a preview it does.
 */
export function summaryPolicy(notes: RunNotes): Policies[number] {
  const validate: StackValidation = ({ resources }, report) => {
    const { summary } = notes;
    const urn = resources.find(({ type }) => type === STACK_TYPE)?.urn ?? "";
    if (summary !== undefined) reportAll(report, [{ kind: "remark", message: summary }], urn);
  };
  return {
    name: SUMMARY,
    description: "Counts the violations of a run by their severity.",
    enforcementLevel: "advisory",
    validateStack: Object.defineProperty(validate, "__pulumiType", {
      get: () => (notes.summary === undefined ? NOTHING_FOUND : undefined),
    }),
  };
}
