import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, objects, text, valuesAt, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import {
  INVALID_PARAMETER,
  invalidParameter,
  invalidValue,
  NOT_EXACTLY_ONE,
  OVERRIDE_ACTION,
  requireExactlyOne,
  RULE_ACTION,
} from "./invalid-parameter";
import { capacityOf, requireStatement, statementOf, type RuleStatement } from "./statement";

/** AWS WAF Developer Guide, "AWS WAF quotas": capacity of a web ACL; more than 1,500 units cost more. */
const MAXIMUM_CAPACITY = 5000;

/** Words that no part of a label may be (AWS WAF Developer Guide, "Label syntax and naming requirements"). */
const RESERVED_LABELS = ["awswaf", "aws", "waf", "rulegroup", "webacl", "regexpatternset", "ipset", "managed"];

/** AWS WAF API Reference, ImmunityTimeProperty: the shortest one of a challenge. */
const LEAST_CHALLENGE_SECONDS = 300;

/** What AWS WAF refuses about each rule of a web ACL, and about all of them (AWS WAF API Reference, Rule). */
export const ruleRules: readonly Rule[] = [requireRules, requireUniqueNames, requireUniquePriorities];

/** What AWS WAF refuses in labels, challenges and countries. */
export const ruleDetailRules: readonly Rule[] = [
  refuseReservedLabels,
  requireLabelKeys,
  requireImmunity,
  requireCountries,
];

/** Capacity of all rules of a web ACL. */
export function totalCapacity(inputs: Properties): number {
  return objects(inputs, "rules").reduce((sum, rule) => sum + capacityOf(statementOf(rule, "rules[]")), 0);
}

function requireRules({ inputs }: Operation): void {
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
  const needed = kind.isGroup ? "overrideAction" : "action";
  if (chosen.length !== 1 || chosen[0] !== needed) {
    refuse(
      INVALID_PARAMETER,
      invalidParameter(NOT_EXACTLY_ONE, "RULE", "Rule"),
      `${path}: ${kind.input} needs ${needed}, got ${chosen.length === 0 ? "neither" : chosen.join(", ")}`,
    );
  }
  requireExactlyOne(rule, needed, kind.isGroup ? OVERRIDE_ACTION : RULE_ACTION, `${path}.${needed}`);
}

/** AWS WAF evaluates rules in the order of their priorities. */
function requireUniquePriorities({ inputs }: Operation): void {
  const priorities = objects(inputs, "rules").map((rule) => number(rule, "priority"));
  const index = firstRepeated(priorities);
  if (index < 0) return;
  refuse(
    INVALID_PARAMETER,
    invalidParameter("Another rule already has this priority.", "PRIORITY", String(priorities[index])),
    `rules[${index}].priority`,
  );
}

function requireUniqueNames({ inputs }: Operation): void {
  const names = objects(inputs, "rules").map((rule) => text(rule, "name"));
  const index = firstRepeated(names);
  if (index < 0) return;
  refuse(
    INVALID_PARAMETER,
    invalidParameter("Another rule already has this name.", "RULE", String(names[index])),
    `rules[${index}].name`,
  );
}

function firstRepeated(values: readonly unknown[]): number {
  return values.findIndex((value, index) => values.indexOf(value) < index);
}

export function requireCapacity({ inputs }: Operation): void {
  const capacity = totalCapacity(inputs);
  if (capacity <= MAXIMUM_CAPACITY) return;
  refuse(
    INVALID_PARAMETER,
    invalidParameter("You exceeded the capacity limit for a rule group or web ACL.", "WEB_ACL", String(capacity)),
    "rules",
  );
}

function refuseReservedLabels({ inputs }: Operation): void {
  for (const { path, value } of valuesAt(inputs, "rules[].ruleLabels[].name")) {
    const label = String(value);
    if (!label.split(":").some((part) => RESERVED_LABELS.includes(part))) continue;
    refuse(INVALID_PARAMETER, invalidValue("a part of it is reserved", "LABEL", label), path);
  }
}

/** AWS WAF API Reference, LabelMatchStatement: namespaces end with a colon, labels don't. */
function requireLabelKeys({ inputs }: Operation): void {
  for (const { path, value } of valuesAt(inputs, "rules[].statement.labelMatchStatement.key")) {
    const scopePath = path.replace(/\.key$/, ".scope");
    const scope = valuesAt(inputs, "rules[].statement.labelMatchStatement.scope").find(
      (each) => each.path === scopePath,
    );
    const isNamespace = scope?.value === "NAMESPACE";
    if (String(value).endsWith(":") === isNamespace) continue;
    const why = isNamespace ? "a namespace ends with a colon" : "a label ends without one";
    refuse(INVALID_PARAMETER, invalidValue(why, "LABEL_MATCH_STATEMENT", String(value)), path);
  }
}

function requireImmunity({ inputs }: Operation): void {
  const paths = ["challengeConfig", "rules[].challengeConfig"].map(
    (config) => `${config}.immunityTimeProperty.immunityTime`,
  );
  for (const { path, value } of paths.flatMap((each) => valuesAt(inputs, each))) {
    if (Number(value) >= LEAST_CHALLENGE_SECONDS) continue;
    const why = `at least ${LEAST_CHALLENGE_SECONDS} seconds`;
    refuse(INVALID_PARAMETER, invalidValue(why, "CHALLENGE_CONFIG", String(value)), path);
  }
}

/** The provider's schema: at least one country. */
function requireCountries({ inputs }: Operation): void {
  for (const { path, value } of valuesAt(inputs, "rules[].statement.geoMatchStatement")) {
    if (valuesAt({ value }, "value.countryCodes[]").length > 0) continue;
    refuse(
      INVALID_PARAMETER,
      invalidValue("at least one country", "GEO_MATCH_STATEMENT", "none"),
      `${path}.countryCodes`,
    );
  }
}
