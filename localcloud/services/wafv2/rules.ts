import type { Operation } from "../../model/resource-type";
import { number, objects, text, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { invalidParameter, NOT_EXACTLY_ONE } from "./refusal";
import { requireOverrideAction, requireRuleAction } from "./rule-action";
import { capacityOf, requireStatement, statementOf, type RuleStatement } from "./statement";

/** AWS WAF Developer Guide, "AWS WAF quotas": capacity of a web ACL; above 1,500 it only costs more. */
const MAXIMUM_CAPACITY = 5000;

/** Capacity of all rules of a web ACL. */
export function totalCapacity(inputs: Properties): number {
  return objects(inputs, "rules").reduce((sum, rule) => sum + capacityOf(statementOf(rule, "rules[]")), 0);
}

/** Refuses rules that AWS WAF can't work with (AWS WAF API Reference, Rule). */
export function requireRules({ inputs }: Operation): void {
  objects(inputs, "rules").forEach((rule, index) => {
    const path = `rules[${index}]`;
    const statement = statementOf(rule, path);
    requireStatement(statement);
    requireFittingAction(rule, path, statement);
  });
}

/** A group's rules have actions of their own, which can be overridden; every other rule has an action. */
function requireFittingAction(rule: Properties, path: string, { kind }: RuleStatement): void {
  const chosen = given(rule, ["action", "overrideAction"]);
  const wanted = kind.isGroup ? "overrideAction" : "action";
  if (chosen.length !== 1 || chosen[0] !== wanted) {
    const named = `${path}: ${kind.input} needs ${wanted}, got ${chosen.length === 0 ? "neither" : chosen.join(", ")}`;
    throw invalidParameter({ reason: NOT_EXACTLY_ONE, field: "RULE", parameter: "Rule", input: named });
  }
  const requireAction = kind.isGroup ? requireOverrideAction : requireRuleAction;
  requireAction(rule, wanted, `${path}.${wanted}`);
}

/** AWS WAF asks rules in the order of their priorities. */
export function requireUniquePriorities({ inputs }: Operation): void {
  const priorities = objects(inputs, "rules").map((rule) => number(rule, "priority"));
  const index = firstRepeated(priorities);
  if (index < 0) return;
  throw invalidParameter({
    reason: "Another rule already has this priority.",
    field: "PRIORITY",
    parameter: String(priorities[index]),
    input: `rules[${index}].priority`,
  });
}

export function requireUniqueRuleNames({ inputs }: Operation): void {
  const names = objects(inputs, "rules").map((rule) => text(rule, "name"));
  const index = firstRepeated(names);
  if (index < 0) return;
  throw invalidParameter({
    reason: "Another rule already has this name.",
    field: "RULE",
    parameter: String(names[index]),
    input: `rules[${index}].name`,
  });
}

export function requireCapacity({ inputs }: Operation): void {
  const capacity = totalCapacity(inputs);
  if (capacity <= MAXIMUM_CAPACITY) return;
  throw invalidParameter({
    reason: "You exceeded the capacity limit for a rule group or web ACL.",
    field: "WEB_ACL",
    parameter: String(capacity),
    input: "rules",
  });
}

function firstRepeated(values: readonly unknown[]): number {
  return values.findIndex((value, index) => values.indexOf(value) < index);
}
