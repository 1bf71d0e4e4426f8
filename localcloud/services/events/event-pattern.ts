import { isIP } from "node:net";
import { isProperties, type Properties } from "../../model/values";
import { parseJson } from "../shared/inputs";

/** The default quota of an account (Amazon EventBridge User Guide, "EventBridge quotas"). */
const MAXIMUM_LENGTH = 2048;

/** What is wrong with an event pattern; undefined if EventBridge accepts it. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > MAXIMUM_LENGTH) return `Pattern is longer than ${MAXIMUM_LENGTH} characters`;
  const parsed = parseJson(pattern);
  if (!isProperties(parsed)) return "Filter is not an object";
  return objectProblem(parsed);
}

function objectProblem(fields: Properties): string | undefined {
  const entries = Object.entries(fields);
  if (entries.length === 0) return "Empty objects are not allowed";
  return first(entries, ([field, value]) => fieldProblem(field, value));
}

/** A field holds the values that fit, or fields of its own (Amazon EventBridge User Guide, "Event patterns"). */
function fieldProblem(field: string, value: unknown): string | undefined {
  if (isProperties(value)) return objectProblem(value);
  if (!Array.isArray(value)) return `"${field}" must be an object or an array`;
  if (value.length === 0) return `Empty arrays are not allowed, at "${field}"`;
  if (field === "$or") return alternativesProblem(value);
  return first(value, (each) => valueProblem(field, each));
}

function alternativesProblem(alternatives: readonly unknown[]): string | undefined {
  const problem = first(alternatives, (each) => (isProperties(each) ? objectProblem(each) : "$or takes objects"));
  if (problem !== undefined || alternatives.length > 1) return problem;
  return "There must have at least 2 Objects in $or relationship.";
}

function valueProblem(field: string, value: unknown): string | undefined {
  if (Array.isArray(value)) return `Array in array is not allowed, at "${field}"`;
  if (!isProperties(value)) return undefined;
  const [operator = "", ...others] = Object.keys(value);
  if (others.length > 0) return `Only one key allowed in match expression, at "${field}"`;
  const problem = comparisonProblem(operator, value[operator]);
  return problem === undefined ? undefined : `${problem}, at "${field}"`;
}

function first<Item>(items: readonly Item[], problemOf: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

type ValueProblem = (value: unknown) => string | undefined;

/**
 * What is wrong with the operand of each comparison (Amazon EventBridge User Guide, "Comparison operators for use in
 * event patterns"). `$or` is none of them: it stands in place of a field.
 */
const OPERATORS: Readonly<Record<string, ValueProblem>> = {
  "anything-but": anythingBut,
  cidr: (value) => (isBlock(value) ? undefined : "Malformed CIDR, one '/' required"),
  "equals-ignore-case": (value) => textOr(value, "equals-ignore-case"),
  exists: (value) => (typeof value === "boolean" ? undefined : "exists match pattern must be either true or false."),
  numeric,
  prefix: affix("prefix"),
  suffix: affix("suffix"),
  wildcard: (value) => textOr(value, "wildcard") ?? wildcard(String(value)),
};

/** What is wrong with `{ operator: value }`; undefined if EventBridge accepts it. */
export function comparisonProblem(operator: string, value: unknown): string | undefined {
  const problemOf = OPERATORS[operator];
  return problemOf === undefined ? `Unrecognized match type ${operator}` : problemOf(value);
}

function textOr(value: unknown, operator: string): string | undefined {
  return typeof value === "string" ? undefined : `${operator} match pattern must be a string`;
}

/** A text, or one in any case as `{ "equals-ignore-case": … }`. */
function affix(operator: string): ValueProblem {
  return (value) => textOr(isProperties(value) ? value["equals-ignore-case"] : value, operator);
}

function wildcard(value: string): string | undefined {
  return value.includes("**") ? `Consecutive wildcard characters at pos ${value.indexOf("**")}` : undefined;
}

/** Texts or numbers, or one comparison of texts. */
function anythingBut(value: unknown): string | undefined {
  if (isProperties(value)) return anythingButAlike(value);
  const values = listOf(value);
  if (values.length === 0) return "Empty lists are not allowed";
  const isPlain = values.every((each) => typeof each === "string" || typeof each === "number");
  return isPlain ? undefined : "Value of anything-but must be an array or single string/number value.";
}

/** A comparison whose value may be a list. */
function anythingButAlike(value: Properties): string | undefined {
  const [operator = "", ...others] = Object.keys(value);
  if (others.length > 0 || !["prefix", "suffix", "equals-ignore-case", "wildcard"].includes(operator)) {
    return `Unsupported anything-but pattern: ${operator}`;
  }
  const operands = listOf(value[operator]);
  if (operands.length === 0) return "Empty lists are not allowed";
  return operands.map((each) => comparisonProblem(operator, each)).find((each) => each !== undefined);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** A comparison, or a lower and an upper bound. */
function numeric(value: unknown): string | undefined {
  if (!Array.isArray(value)) return "Value of numeric must be an array.";
  const given = value as unknown[];
  const operators = given.filter((_, index) => index % 2 === 0).join(" ");
  const bounds = given.filter((_, index) => index % 2 === 1);
  if (!/^(?:=|[<>]=?|>=? <=?)$/.test(operators)) return `Bad numeric range operator: ${JSON.stringify(given)}`;
  if (given.length % 2 === 1 || bounds.some((bound) => typeof bound !== "number")) {
    return "Value of numeric must be numbers";
  }
  const [lower, upper] = bounds.map(Number);
  return lower !== undefined && upper !== undefined && lower >= upper ? "Bottom must be less than top" : undefined;
}

function isBlock(value: unknown): boolean {
  const [address = "", prefix = "", ...rest] = String(value).split("/");
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return typeof value === "string" && rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= most;
}
