import { AwsError } from "../../../model/aws-error";
import { number, objects, text, type Properties } from "../../../model/values";
import { evaluatedQuery, type MathQuery } from "../../../services/cloudwatch/metric-math/evaluate";
import { syntaxOf } from "../../../services/cloudwatch/metric-math/parser";
import { MathError } from "../../../services/cloudwatch/metric-math/syntax";
import { isStatistic } from "../../../services/cloudwatch/metric-source";
import { type ApiContext, reading } from "../../operation";
import { metricNamed } from "./metric-names";

/** What all queries of a request share. */
interface Asked {
  readonly queries: readonly Properties[];
  readonly region: string;
  readonly from: number;
  readonly to: number;
  readonly context: ApiContext;
}

/**
 * Amazon CloudWatch API Reference, GetMetricData: periods that have values, the newest first unless the request says
 * otherwise.
 */
export const getMetricData = reading(({ input, region }, context) => {
  const queries = objects(input, "MetricDataQueries");
  const [from, to] = [number(input, "StartTime") ?? 0, number(input, "EndTime") ?? context.now];
  if (from >= to) throw new AwsError("InvalidParameterCombination", "StartTime must be less than EndTime.");
  const asked: Asked = { queries, region, from, to, context };
  return {
    MetricDataResults: queries
      .filter(({ ReturnData = true }) => ReturnData === true)
      .map((query) => resultOf(query, asked, input.ScanBy === "TimestampAscending")),
  };
});

function resultOf(query: Properties, asked: Asked, isAscending: boolean): Properties {
  const period = periodOf(query, asked.queries);
  const starts = startsOf(asked, period);
  const points = pointsOf(query, asked, starts, period);
  const found = points.flatMap((value, index) => (value === undefined ? [] : [{ at: starts[index] ?? 0, value }]));
  const ordered = isAscending ? found : found.reverse();
  return {
    Id: query.Id,
    Label: text(query, "Label") ?? text(query, "MetricStat.Metric.MetricName") ?? query.Id,
    Timestamps: ordered.map(({ at }) => at),
    Values: ordered.map(({ value }) => value),
    StatusCode: "Complete",
  };
}

/** An expression without a period has that of the metrics. */
function periodOf(query: Properties, queries: readonly Properties[]): number {
  const stated = (each: Properties): number | undefined => number(each, "MetricStat.Period") ?? number(each, "Period");
  const period = stated(query) ?? queries.map(stated).find((each) => each !== undefined);
  if (period !== undefined && period > 0) return period;
  throw new AwsError("ValidationError", `The query ${String(query.Id)} must have a period.`);
}

/** Beginnings of the periods that overlap with what is asked for. */
function startsOf({ from, to }: Asked, periodSeconds: number): number[] {
  const length = periodSeconds * 1000;
  const first = Math.floor(from / length) * length;
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / length)) }, (_, index) => first + index * length);
}

function pointsOf(
  query: Properties,
  { queries, region, context }: Asked,
  timestamps: readonly number[],
  periodSeconds: number,
): readonly (number | undefined)[] {
  const [first = 0] = timestamps;
  const metric = (id: string): (number | undefined)[] => {
    const stat = queries.find((each) => each.Id === id)?.MetricStat as Properties | undefined;
    if (stat === undefined) return [];
    const identity = metricNamed((stat.Metric ?? {}) as Properties, region);
    const end = first + timestamps.length * periodSeconds * 1000;
    return context.metrics.values(identity, statisticOf(stat), periodSeconds, first, end);
  };
  try {
    const id = text(query, "Id") ?? "";
    return evaluatedQuery(queries.map(mathQuery), id, metric, { timestamps, periodSeconds });
  } catch (error) {
    if (!(error instanceof MathError)) throw error;
    throw new AwsError("ValidationError", `Error in expression '${String(query.Id)}': ${error.message}`);
  }
}

function statisticOf(stat: Properties): string {
  const statistic = text(stat, "Stat") ?? "";
  if (isStatistic(statistic)) return statistic;
  throw new AwsError("ValidationError", `The value ${statistic} for parameter MetricStat.Stat is not supported.`);
}

function mathQuery(query: Properties): MathQuery {
  const expression = text(query, "Expression");
  return { id: text(query, "Id") ?? "", math: expression === undefined ? undefined : syntaxOf(expression) };
}
