import { refuse } from "../../model/aws-error";
import { object, type Properties } from "../../model/values";
import { given } from "../shared/inputs";

/** AWS WAF's code for most of what it refuses. */
export const INVALID_PARAMETER = "WAFInvalidParameterException";

/** AWS WAF's reason for a choice that isn't one. */
export const NOT_EXACTLY_ONE = "You have used none or multiple values for a field that requires exactly one value.";

/** AWS WAF's words for an invalid parameter (AWS WAF API Reference, WAFInvalidParameterException). */
export function invalidParameter(reason: string, field: string, parameter: string): string {
  return `Error reason: ${reason}, field: ${field}, parameter: ${parameter}`;
}

/** The same words for a value, with why it is invalid. */
export function invalidValue(why: string, field: string, parameter: string): string {
  return invalidParameter(`The parameter contains a value that is not valid: ${why}.`, field, parameter);
}

/**
 * An object that has to hold exactly one of several members, with the field and parameter that AWS WAF names for it.
 */
export interface Choice {
  readonly members: readonly string[];
  readonly field: string;
  readonly parameter: string;
}

/** The action of a rule (AWS WAF API Reference, RuleAction). */
export const RULE_ACTION: Choice = {
  members: ["allow", "block", "captcha", "challenge", "count"],
  field: "RULE_ACTION",
  parameter: "RuleAction",
};

/** What replaces the actions of a group's rules (AWS WAF API Reference, OverrideAction). */
export const OVERRIDE_ACTION: Choice = {
  members: ["count", "none"],
  field: "OVERRIDE_ACTION",
  parameter: "OverrideAction",
};

/** The action for a request that no rule matches (AWS WAF API Reference, DefaultAction). */
export const DEFAULT_ACTION: Choice = {
  members: ["allow", "block"],
  field: "DEFAULT_ACTION",
  parameter: "DefaultAction",
};

/**
 * Refuses an object that holds none or several of the members of a choice.
 * @param path path of the object within the inputs; the inputs themselves where it is empty.
 * @param input the object's path as the refusal names it.
 */
export function requireExactlyOne(inputs: Properties, path: string, choice: Choice, input = path): void {
  const chosen = given(path === "" ? inputs : (object(inputs, path) ?? {}), choice.members);
  if (chosen.length === 1) return;
  const { field, parameter, members } = choice;
  const found = chosen.length === 0 ? `none of ${members.join(", ")}` : chosen.join(", ");
  refuse(INVALID_PARAMETER, invalidParameter(NOT_EXACTLY_ONE, field, parameter), `${input}: ${found}`);
}
