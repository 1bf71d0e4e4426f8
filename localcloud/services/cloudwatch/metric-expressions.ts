import type { Operation } from "../../model/resource-type";
import { flag, objects, text } from "../../model/values";
import { invalid, invalidMetrics } from "./invalid";
import { MathError } from "./metric-math/math-error";
import { parseMath, type MathExpression } from "./metric-math/math-expression";

/** A query's expression, and where it is. */
interface Located {
  readonly id: string;
  readonly isWatched: boolean;
  readonly input: string;
  readonly math: MathExpression;
}

/** Refuses expressions that CloudWatch can't read or evaluate for an alarm. */
export function requireExpressions({ inputs }: Operation): void {
  const ids = objects(inputs, "metricQueries").map((query) => text(query, "id") ?? "");
  const expressions = expressionsOf(inputs);
  for (const { input, math, isWatched } of expressions) {
    const missing = [...math.ids].find((id) => !ids.includes(id));
    if (missing !== undefined) throw invalidMetrics(`no query has the id ${missing}`, input);
    if (math.functions.has("SEARCH")) throw invalid("SEARCH is not supported on Metric Alarms.", input);
    if (isWatched && math.isSeveral) throw invalidMetrics("the expression must return a single time series", input);
  }
  refuseCircles(expressions);
}

function expressionsOf(inputs: Operation["inputs"]): Located[] {
  return objects(inputs, "metricQueries").flatMap((query, index) => {
    const expression = text(query, "expression");
    if (expression === undefined || expression === "") return [];
    const input = `metricQueries[${index}].expression`;
    const isWatched = flag(query, "returnData") === true;
    return [{ id: text(query, "id") ?? "", input, isWatched, math: mathOf(expression, input) }];
  });
}

function mathOf(expression: string, input: string): MathExpression {
  try {
    return parseMath(expression);
  } catch (error) {
    if (!(error instanceof MathError)) throw error;
    throw invalidMetrics(`the expression '${expression}' can't be read: ${error.message}`, input);
  }
}

function refuseCircles(expressions: readonly Located[]): void {
  for (const expression of expressions) {
    if (!reachedFrom(expression, expressions).has(expression.id)) continue;
    throw invalidMetrics(`the expression ${expression.id} depends on itself`, expression.input);
  }
}

/** Ids of all queries that an expression works with, by way of other expressions too. */
function reachedFrom({ math }: Located, expressions: readonly Located[]): ReadonlySet<string> {
  const reached = new Set(math.ids);
  // Additions to a set are visited too.
  for (const id of reached) {
    for (const next of expressions.find((each) => each.id === id)?.math.ids ?? []) reached.add(next);
  }
  return reached;
}
