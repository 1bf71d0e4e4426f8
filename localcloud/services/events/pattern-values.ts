import { isIP } from "node:net";

type ValueProblem = (value: unknown) => string | undefined;

/**
 * What stands behind each comparison beside equality (Amazon EventBridge User Guide, "Comparison operators for use in
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

/** What EventBridge objects to in `{ operator: value }`; undefined where it takes it. */
export function comparisonProblem(operator: string, value: unknown): string | undefined {
  const problemOf = OPERATORS[operator];
  return problemOf === undefined ? `Unrecognized match type ${operator}` : problemOf(value);
}

function textOr(value: unknown, operator: string): string | undefined {
  return typeof value === "string" ? undefined : `${operator} match pattern must be a string`;
}

/** A text, or one in any case as `{ "equals-ignore-case": … }`. */
function affix(operator: string): ValueProblem {
  return (value) => textOr(isObject(value) ? value["equals-ignore-case"] : value, operator);
}

function wildcard(value: string): string | undefined {
  return value.includes("**") ? `Consecutive wildcard characters at pos ${value.indexOf("**")}` : undefined;
}

/** Texts or numbers, or one comparison of texts. */
function anythingBut(value: unknown): string | undefined {
  if (isObject(value)) return anythingButAlike(value);
  const values = listOf(value);
  if (values.length === 0) return "Empty lists are not allowed";
  const isPlain = values.every((each) => typeof each === "string" || typeof each === "number");
  return isPlain ? undefined : "Value of anything-but must be an array or single string/number value.";
}

/** A comparison whose value may be a list. */
function anythingButAlike(value: Readonly<Record<string, unknown>>): string | undefined {
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

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
