import { AwsError } from "./aws-error";
import type { Operation, Rule } from "./resource-type";

/** Turns a rule into one that warns, for what AWS accepts although it fails later. */
export function warningOf(rule: Rule, consequence: string): Rule {
  return refusedIf(() => false, rule, consequence);
}

/**
 * Turns a rule into one that refuses some operations, and warns of the others: the provider may wait for what fails
 * later.
 * @param isRefused whether AWS or the provider refuses; elsewhere the rule warns.
 * @param consequence what goes wrong, as it follows "AWS takes this, but".
 */
export function refusedIf(isRefused: (operation: Operation) => boolean, rule: Rule, consequence: string): Rule {
  return (operation) => {
    if (isRefused(operation)) {
      rule(operation);
      return;
    }
    try {
      rule(operation);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      operation.warn(warningText(consequence, error.message));
    }
  };
}

/** The message of a warning, which can't be taken for a refusal. */
export function warningText(consequence: string, problem: string): string {
  return `rehearsal: AWS takes this, but ${consequence}: ${problem}`;
}

/** What happens when AWS writes a second resource over the first one without an error. */
export const OVERWRITES = "the second one overwrites the first, and the deletion of either takes both away";
