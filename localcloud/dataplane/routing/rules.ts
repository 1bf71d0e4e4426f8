import type { RuleAction } from "./actions";
import type { Condition } from "./conditions";
import type { RequestFacts } from "./request";

/** A rule of a listener, or what the listener does with requests that meet no rule. */
export interface Rule {
  readonly arn: string;
  /** Undefined for the default, which comes last. */
  readonly priority?: number;
  readonly conditions: readonly Condition[];
  readonly action: RuleAction;
}

/** Rules in the order in which they are tried: the lowest priority first, the default last. */
export function inOrder(rules: readonly Rule[]): Rule[] {
  return [...rules].sort((one, other) => (one.priority ?? Infinity) - (other.priority ?? Infinity));
}

/**
 * The first rule all of whose conditions a request meets (User Guide for Application Load Balancers, "Listener rules").
 *
 * @param rules in order
 */
export function matchingRule(rules: readonly Rule[], request: RequestFacts): Rule | undefined {
  return rules.find(({ conditions }) => conditions.every((meets) => meets(request)));
}
