import { number, objects, type Properties, text } from "../../model/values";
import { NotModelledError } from "../shared/inputs";
import { type AlarmLimits, type AlarmState, alarmState, type MissingData } from "./alarm-state";
import { evaluatedQuery, type MathQuery } from "./metric-math/evaluate";
import type { MathRange } from "./metric-math/function-values";
import type { Series } from "./metric-math/math-value";
import { syntaxOf } from "./metric-math/parser";

/** A metric that an alarm names. */
export interface WatchedMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly statistic: string;
  readonly dimensions: Properties;
}

/** An alarm that can be evaluated. */
export interface EvaluatedAlarm extends AlarmLimits {
  /** Such as `GreaterThanThreshold`. */
  readonly comparison: string;
  readonly threshold: number;
  readonly periodSeconds: number;
  readonly queries: readonly (MathQuery & { readonly metric: WatchedMetric | undefined })[];
  /** Id of the query that is compared with the threshold. */
  readonly watched: string;
}

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

/** Id of an alarm's only metric, which has none of its own. */
const ONLY = "metric";

/**
 * Reads the inputs of an alarm that CloudWatch accepts, for its evaluation.
 *
 * @throws {NotModelledError} for bands, which need what AWS has learnt of the metric.
 */
export function evaluatedAlarm(inputs: Properties): EvaluatedAlarm {
  const comparison = text(inputs, "comparisonOperator") ?? "";
  const compare = COMPARISONS[comparison];
  if (compare === undefined) {
    throw new NotModelledError("bands", ["comparisonOperator"], "services/cloudwatch/alarm-evaluation.ts");
  }
  const threshold = number(inputs, "threshold") ?? 0;
  const evaluationPeriods = number(inputs, "evaluationPeriods") ?? 1;
  return {
    comparison,
    threshold,
    isBreaching: (value) => compare(value, threshold),
    evaluationPeriods,
    datapointsToAlarm: number(inputs, "datapointsToAlarm") ?? evaluationPeriods,
    treatMissingData: (text(inputs, "treatMissingData") ?? "missing") as MissingData,
    ...(text(inputs, "metricName") === undefined ? queried(inputs) : single(inputs)),
  };
}

/**
 * State of an alarm, by values of its metrics.
 *
 * @param metric values of a metric, one for each period of the range; the id is that of its query.
 * @param range what CloudWatch looks at: more periods than the alarm's own, how many AWS doesn't say.
 */
export function evaluatedState(
  alarm: EvaluatedAlarm,
  metric: (metric: WatchedMetric, id: string) => Series,
  range: MathRange,
  previous?: AlarmState,
): AlarmState {
  return alarmState(watchedPoints(alarm, metric, range), alarm, previous);
}

/**
 * What an alarm compares with its threshold, by values of its metrics.
 *
 * @throws {MathError} for an expression whose values aren't modelled.
 */
export function watchedPoints(
  alarm: EvaluatedAlarm,
  metric: (metric: WatchedMetric, id: string) => Series,
  range: MathRange,
): Series {
  const [only, ...others] = alarm.queries;
  if (only?.metric !== undefined && others.length === 0) return metric(only.metric, only.id);
  const values = (id: string): Series => {
    const query = alarm.queries.find((each) => each.id === id);
    return query?.metric === undefined ? [] : metric(query.metric, id);
  };
  return evaluatedQuery(alarm.queries, alarm.watched, values, range);
}

type Watching = Pick<EvaluatedAlarm, "periodSeconds" | "queries" | "watched">;

function single(inputs: Properties): Watching {
  const metric = metricOf(inputs, text(inputs, "statistic") ?? text(inputs, "extendedStatistic"));
  return {
    periodSeconds: number(inputs, "period") ?? 60,
    queries: [{ id: ONLY, math: undefined, metric }],
    watched: ONLY,
  };
}

function queried(inputs: Properties): Watching {
  const queries = objects(inputs, "metricQueries");
  const periods = queries.flatMap((query) => number(query, "period") ?? number(query, "metric.period") ?? []);
  return {
    periodSeconds: periods[0] ?? 60,
    queries: queries.map(queryOf),
    watched: text(queries.find(({ returnData }) => returnData === true) ?? {}, "id") ?? "",
  };
}

function queryOf(query: Properties): EvaluatedAlarm["queries"][number] {
  const expression = text(query, "expression");
  const id = text(query, "id") ?? "";
  if (expression !== undefined && expression !== "") return { id, math: syntaxOf(expression), metric: undefined };
  const [metric = {}] = [query.metric as Properties | undefined];
  return { id, math: undefined, metric: metricOf(metric, text(metric, "stat")) };
}

function metricOf(metric: Properties, statistic = ""): WatchedMetric {
  return {
    namespace: text(metric, "namespace") ?? "",
    metricName: text(metric, "metricName") ?? "",
    statistic,
    dimensions: (metric.dimensions ?? {}) as Properties,
  };
}
