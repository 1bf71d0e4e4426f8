import { comparisonProblem } from "./pattern-values";
import { parseJson } from "../shared/json";

/** The length that an account has without asking for more (Amazon EventBridge User Guide, "EventBridge quotas"). */
const MAXIMUM_LENGTH = 2048;

/** What EventBridge objects to in an event pattern; undefined where it takes it. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > MAXIMUM_LENGTH) return `Pattern is longer than ${MAXIMUM_LENGTH} characters`;
  const parsed = parseJson(pattern);
  if (!isObject(parsed)) return "Filter is not an object";
  return objectProblem(parsed);
}

function objectProblem(fields: Readonly<Record<string, unknown>>): string | undefined {
  const entries = Object.entries(fields);
  if (entries.length === 0) return "Empty objects are not allowed";
  return first(entries, ([field, value]) => fieldProblem(field, value));
}

/** A field holds the values that fit, or fields of its own (Amazon EventBridge User Guide, "Event patterns"). */
function fieldProblem(field: string, value: unknown): string | undefined {
  if (isObject(value)) return objectProblem(value);
  if (!Array.isArray(value)) return `"${field}" must be an object or an array`;
  if (value.length === 0) return `Empty arrays are not allowed, at "${field}"`;
  if (field === "$or") return alternativesProblem(value);
  return first(value, (each) => valueProblem(field, each));
}

function alternativesProblem(alternatives: readonly unknown[]): string | undefined {
  const problem = first(alternatives, (each) => (isObject(each) ? objectProblem(each) : "$or takes objects"));
  if (problem !== undefined || alternatives.length > 1) return problem;
  return "There must have at least 2 Objects in $or relationship.";
}

function valueProblem(field: string, value: unknown): string | undefined {
  if (Array.isArray(value)) return `Array in array is not allowed, at "${field}"`;
  if (!isObject(value)) return undefined;
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

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
