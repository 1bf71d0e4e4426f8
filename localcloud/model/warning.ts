import { AwsError } from "./aws-error";
import type { Operation, Rule } from "./resource-type";

/** A rule about what AWS takes although it goes wrong later: it warns instead of refusing. */
export function warningOf(rule: Rule, consequence: string): Rule {
  return refusedIf(() => false, rule, consequence);
}

/**
 * A rule about what goes wrong later, which is refused only where the provider waits for it.
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

/** Words of a warning, which tell it apart from a refusal. */
export function warningText(consequence: string, problem: string): string {
  return `rehearsal: AWS takes this, but ${consequence}: ${problem}`;
}

/** What comes of a second resource that AWS writes over the first one without a word. */
export const OVERWRITES = "the second one overwrites the first, and the deletion of either takes both away";
