import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { object, objects, texts, valuesAt, type Properties } from "../../model/values";
import { parseCidr } from "../shared/cidr";
import { given } from "../shared/inputs";

/** Most values in all conditions of a rule (User Guide for Application Load Balancers, "Quotas"). */
const MOST_VALUES = 5;
const MOST_WILDCARDS = 6;

/** Kinds of condition that a rule has at most once (Elastic Load Balancing API Reference, RuleCondition). */
const SINGLE_KINDS = ["hostHeader", "httpRequestMethod", "pathPattern", "sourceIp"] as const;

const KINDS = [...SINGLE_KINDS, "httpHeader", "queryStrings"] as const;

/** Patterns of values (User Guide for Application Load Balancers, "Condition types for listener rules"). */
const PATTERNS: readonly { readonly path: string; readonly allowed: RegExp }[] = [
  { path: "conditions[].hostHeader.values[]", allowed: /^[A-Za-z0-9_\-.*?]+$/ },
  { path: "conditions[].pathPattern.values[]", allowed: /^[A-Za-z0-9_\-.$/~"'@:+;&*?]+$/ },
  { path: "conditions[].httpRequestMethod.values[]", allowed: /^[A-Z_-]{1,40}$/ },
  { path: "conditions[].sourceIp.values[]", allowed: /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*)\/\d{1,3}$/ },
];

export const conditionRules: readonly Rule[] = [
  requireConditions,
  requireOneKindEach,
  requireSingleKinds,
  requireFewValues,
  requireFewWildcards,
  requireValues,
  requireSourceBlocks,
  refuseHostHeader,
  requireAllowedCharacters,
  requireHostsWithDomain,
];

function requireConditions({ inputs }: Operation): void {
  if (objects(inputs, "conditions").length === 0)
    refuse("ValidationError", "A condition must be specified", "conditions");
}

function requireOneKindEach({ inputs }: Operation): void {
  objects(inputs, "conditions").forEach((condition, index) => {
    const kinds = given(condition, KINDS);
    if (kinds.length === 1) return;
    refuse(
      "ValidationError",
      `A condition has exactly one of ${KINDS.join(", ")}, got ${kinds.length}`,
      `conditions[${index}]`,
    );
  });
}

function requireSingleKinds({ inputs }: Operation): void {
  for (const kind of SINGLE_KINDS) {
    const count = objects(inputs, "conditions").filter((condition) => condition[kind] !== undefined).length;
    if (count > 1)
      refuse(
        "ValidationError",
        `A rule can only have one condition of each kind, got ${count} of ${kind}`,
        "conditions",
      );
  }
}

function requireFewValues({ inputs }: Operation): void {
  const count = objects(inputs, "conditions").reduce((sum, condition) => sum + valuesOf(condition), 0);
  if (count > MOST_VALUES)
    refuse("ValidationError", `A rule can only have '${MOST_VALUES}' condition values, got ${count}`, "conditions");
}

/** User Guide for Application Load Balancers, "Quotas": condition wildcards per rule. */
function requireFewWildcards({ inputs }: Operation): void {
  const wildcards = KINDS.flatMap((kind) => valuesAt(inputs, `conditions[].${kind}.values[]`))
    .map(({ value }) => String(value).match(/[*?]/g)?.length ?? 0)
    .reduce((sum, count) => sum + count, 0);
  if (wildcards > MOST_WILDCARDS) {
    refuse(
      "ValidationError",
      `A rule can only have '${MOST_WILDCARDS}' condition wildcards, got ${wildcards}`,
      "conditions",
    );
  }
}

/** Elastic Load Balancing API Reference, RuleCondition: a condition has either values or regular expressions. */
function requireValues({ inputs }: Operation): void {
  objects(inputs, "conditions").forEach((condition, index) => {
    const [kind] = given(condition, KINDS);
    if (kind === undefined || kind === "queryStrings") return;
    const lists = given(object(condition, kind) ?? {}, ["values", "regexValues"]);
    if (lists.length === 1) return;
    refuse(
      "ValidationError",
      `A condition has either values or regexValues, got ${lists.length} of them`,
      `conditions[${index}].${kind}`,
    );
  });
}

/** Elastic Load Balancing API Reference, SourceIpConditionConfig: an IPv4 block has no bits set after its prefix. */
function requireSourceBlocks({ inputs }: Operation): void {
  for (const { path, value } of valuesAt(inputs, "conditions[].sourceIp.values[]")) {
    if (String(value).includes(":") || parseCidr(String(value)) !== undefined) continue;
    refuse("ValidationError", `Condition value '${String(value)}' is not a valid CIDR block`, path);
  }
}

/** Elastic Load Balancing API Reference, HttpHeaderConditionConfig. */
function refuseHostHeader({ inputs }: Operation): void {
  for (const { path, value } of valuesAt(inputs, "conditions[].httpHeader.httpHeaderName")) {
    if (String(value).toLowerCase() !== "host") continue;
    refuse("ValidationError", `An http-header condition can't be on the host header, which has its own kind`, path);
  }
}

function valuesOf(condition: Properties): number {
  const lists = KINDS.flatMap((kind) => [`${kind}.values`, `${kind}.regexValues`]);
  const listed = lists.reduce((sum, list) => sum + texts(condition, list).length, 0);
  return listed + objects(condition, "queryStrings").length;
}

function requireAllowedCharacters({ inputs }: Operation): void {
  for (const { path: at, allowed } of PATTERNS) {
    for (const { path, value } of valuesAt(inputs, at)) {
      if (typeof value === "string" && allowed.test(value)) continue;
      refuse("ValidationError", `Condition value '${String(value)}' contains a character that is not valid`, path);
    }
  }
}

/** A host has a dot, and nothing but letters after the last one. */
function requireHostsWithDomain({ inputs }: Operation): void {
  for (const { path, value } of valuesAt(inputs, "conditions[].hostHeader.values[]")) {
    if (/\.[A-Za-z]+$/.test(String(value))) continue;
    refuse(
      "ValidationError",
      `Condition value '${String(value)}' must contain a '.' with letters only after the last one`,
      path,
    );
  }
}
