import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { flag, objects, type Properties, text } from "../../model/values";
import { given, NotModelledError } from "../shared/inputs";
import { INVALID, refuseMetrics } from "./refusal";
import { type MathExpression, parseMath } from "./metric-math/math-expression";
import { MathError } from "./metric-math/syntax";
import { isStatistic } from "./metric-source";

/** Amazon CloudWatch API Reference, MetricDataQuery: in an alarm, as many metrics and as many expressions. */
const MAXIMUM_OF_EACH_KIND = 10;

/** Refuses queries that CloudWatch can't use, whatever their expressions say. */
export function requireQueries({ inputs }: Operation): void {
  const queries = objects(inputs, "metricQueries");
  queries.forEach((query, index) => {
    requireQuery(query, `metricQueries[${index}]`);
  });
  requireOwnIds(queries);
  requireFew(queries);
}

function requireQuery(query: Properties, path: string): void {
  const chosen = given(query, ["expression", "metric"]);
  if (chosen.length !== 1) refuseMetrics("exactly one of Expression and MetricStat is needed", path);
  if (/^\s*SELECT\s/i.test(text(query, "expression") ?? "")) {
    const file = "services/cloudwatch/metric-queries.ts";
    throw new NotModelledError("alarms on Metrics Insights queries", [`${path}.expression`], file);
  }
  const statistic = text(query, "metric.stat");
  if (statistic === undefined || isStatistic(statistic)) return;
  refuseMetrics(`the statistic ${statistic} is not supported`, `${path}.metric.stat`);
}

function requireOwnIds(queries: readonly Properties[]): void {
  const ids = queries.map((query) => text(query, "id"));
  const index = ids.findIndex((id, position) => ids.indexOf(id) < position);
  if (index >= 0) refuseMetrics(`the id ${String(ids[index])} is not unique`, `metricQueries[${index}].id`);
}

function requireFew(queries: readonly Properties[]): void {
  const metrics = queries.filter((query) => given(query, ["metric"]).length > 0);
  if (metrics.length > MAXIMUM_OF_EACH_KIND) {
    refuse(
      INVALID,
      `Alarms on math expressions cannot contain more than ${MAXIMUM_OF_EACH_KIND} individual metrics`,
      "metricQueries",
    );
  }
  if (queries.length - metrics.length <= MAXIMUM_OF_EACH_KIND) return;
  refuseMetrics(`no more than ${MAXIMUM_OF_EACH_KIND} expressions`, "metricQueries");
}

/** An alarm watches one query; with an anomaly detection band, the band is the other one. */
export function requireWatchedQuery({ inputs }: Operation): void {
  const queries = objects(inputs, "metricQueries");
  if (queries.length === 0) return;
  const watched = queries.filter((query) => flag(query, "returnData") === true);
  const hasBand = text(inputs, "thresholdMetricId") !== undefined;
  if (watched.length === (hasBand ? 2 : 1)) return;
  refuse(
    INVALID,
    hasBand
      ? "Exactly two elements of the metrics list should return data."
      : "Exactly one element of the metrics list should return data.",
    "metricQueries[].returnData",
  );
}

/** The expression of a query, and its input. */
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
    if (missing !== undefined) refuseMetrics(`no query has the id ${missing}`, input);
    if (math.functions.has("SEARCH")) refuse(INVALID, "SEARCH is not supported on Metric Alarms.", input);
    if (isWatched && math.isSeveral) refuseMetrics("the expression must return a single time series", input);
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
    refuseMetrics(`the expression '${expression}' can't be read: ${error.message}`, input);
  }
}

function refuseCircles(expressions: readonly Located[]): void {
  for (const expression of expressions) {
    if (!reachedFrom(expression, expressions).has(expression.id)) continue;
    refuseMetrics(`the expression ${expression.id} depends on itself`, expression.input);
  }
}

/** Ids of all queries that an expression uses, directly or through other expressions. */
function reachedFrom({ math }: Located, expressions: readonly Located[]): ReadonlySet<string> {
  const reached = new Set(math.ids);
  // Additions to a set are visited too.
  for (const id of reached) {
    for (const next of expressions.find((each) => each.id === id)?.math.ids ?? []) reached.add(next);
  }
  return reached;
}
