import type { Operation } from "../../model/resource-type";
import { flag, objects, text, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { NotModelledError } from "../shared/not-modelled";
import { invalid, invalidMetrics } from "./invalid";
import { isStatistic } from "./statistics";

/** Amazon CloudWatch API Reference, MetricDataQuery: in an alarm, as many metrics and as many expressions. */
const MAXIMUM_OF_EACH_KIND = 10;

/** Refuses queries of which CloudWatch can make nothing, their expressions aside. */
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
  if (chosen.length !== 1) throw invalidMetrics("exactly one of Expression and MetricStat is needed", path);
  if (/^\s*SELECT\s/i.test(text(query, "expression") ?? "")) {
    const file = "services/cloudwatch/metric-queries.ts";
    throw new NotModelledError("alarms on Metrics Insights queries", [`${path}.expression`], file);
  }
  const statistic = text(query, "metric.stat");
  if (statistic === undefined || isStatistic(statistic)) return;
  throw invalidMetrics(`the statistic ${statistic} is not supported`, `${path}.metric.stat`);
}

function requireOwnIds(queries: readonly Properties[]): void {
  const ids = queries.map((query) => text(query, "id"));
  const index = ids.findIndex((id, position) => ids.indexOf(id) < position);
  if (index >= 0) throw invalidMetrics(`the id ${String(ids[index])} is not unique`, `metricQueries[${index}].id`);
}

function requireFew(queries: readonly Properties[]): void {
  const metrics = queries.filter((query) => given(query, ["metric"]).length > 0);
  if (metrics.length > MAXIMUM_OF_EACH_KIND) {
    throw invalid(
      `Alarms on math expressions cannot contain more than ${MAXIMUM_OF_EACH_KIND} individual metrics`,
      "metricQueries",
    );
  }
  if (queries.length - metrics.length <= MAXIMUM_OF_EACH_KIND) return;
  throw invalidMetrics(`no more than ${MAXIMUM_OF_EACH_KIND} expressions`, "metricQueries");
}

/** An alarm watches one query; with an anomaly detection band, the band is the other one. */
export function requireWatchedQuery({ inputs }: Operation): void {
  const queries = objects(inputs, "metricQueries");
  if (queries.length === 0) return;
  const watched = queries.filter((query) => flag(query, "returnData") === true);
  const hasBand = text(inputs, "thresholdMetricId") !== undefined;
  if (watched.length === (hasBand ? 2 : 1)) return;
  throw invalid(
    hasBand
      ? "Exactly two elements of the metrics list should return data."
      : "Exactly one element of the metrics list should return data.",
    "metricQueries[].returnData",
  );
}
