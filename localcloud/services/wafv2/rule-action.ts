import type { Properties } from "../../model/values";
import { requireExactlyOne } from "./exactly-one";

/** Refuses an action that is none, or several at once (AWS WAF API Reference, RuleAction). */
export function requireRuleAction(holder: Properties, input: string, path: string): void {
  const members = ["allow", "block", "captcha", "challenge", "count"];
  requireExactlyOne(holder, input, { members, field: "RULE_ACTION", parameter: "RuleAction" }, path);
}

/** What becomes of the actions of a group's rules (AWS WAF API Reference, OverrideAction). */
export function requireOverrideAction(holder: Properties, input: string, path: string): void {
  const choice = { members: ["count", "none"], field: "OVERRIDE_ACTION", parameter: "OverrideAction" };
  requireExactlyOne(holder, input, choice, path);
}

/** What becomes of a request that no rule decided about (AWS WAF API Reference, DefaultAction). */
export function requireDefaultAction(inputs: Properties): void {
  const choice = { members: ["allow", "block"], field: "DEFAULT_ACTION", parameter: "DefaultAction" };
  requireExactlyOne(inputs, "defaultAction", choice);
}
