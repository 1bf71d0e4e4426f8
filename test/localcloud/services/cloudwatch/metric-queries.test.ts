import { describeRules, inLocalCloud } from "../../support";
import { LIMITS, METRIC_ALARM, metric, queries, watched, watchedMetric } from "./alarms";

const INVALID = "ValidationError";
const RATE = [metric("errors"), metric("requests"), watched("100 * errors / requests")];
const BAND = { ...watched("ANOMALY_DETECTION_BAND(errors, 2)", "band") };
const IN_BAND = {
  comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
  threshold: undefined,
  thresholdMetricId: "band",
};

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `m${index}`);
}

function chain(length: number): object[] {
  const links = ids(length).map((id, index) => ({ id, expression: `m${index + 1} * 2` }));
  return [...links.slice(1), { ...links[0], returnData: true }, metric(`m${length}`)];
}

describeRules(METRIC_ALARM, () => ({ inputs: { ...LIMITS, name: "errors", ...queries(...RATE) } }), [
  [
    "a metric besides a list of them",
    { metricName: "errors" },
    {},
    INVALID,
    "MetricName should not be set if list of Metrics is set. (metricName, metricQueries)",
  ],
  [
    "a period besides a list of metrics",
    { period: 60 },
    {},
    INVALID,
    "Period should not be set if list of Metrics is set. (period)",
  ],
  ["a unit besides a list of metrics", { unit: "Count" }, {}, INVALID, "Unit should not be set if list of Metrics"],
  [
    "a query that is nothing",
    queries(...RATE, { id: "other" }),
    queries(...RATE, { id: "other", expression: "errors" }),
    INVALID,
    "Invalid metrics list: exactly one of Expression and MetricStat is needed (metricQueries[3])",
  ],
  [
    "a query that is both",
    queries({ ...watchedMetric("errors"), expression: "1" }),
    queries(watchedMetric("errors")),
    INVALID,
    "(metricQueries[0])",
  ],
  [
    "an unknown statistic",
    queries(watchedMetric("errors", { stat: "Median" })),
    queries(watchedMetric("errors", { stat: "p50" })),
    INVALID,
    "Invalid metrics list: the statistic Median is not supported (metricQueries[0].metric.stat)",
  ],
  [
    "two queries of one id",
    queries(metric("errors"), metric("errors"), watched("errors")),
    queries(metric("errors"), metric("errors2"), watched("errors")),
    INVALID,
    "the id errors is not unique (metricQueries[1].id)",
  ],
  [
    "more than ten metrics",
    queries(...ids(11).map((id) => metric(id)), watched("SUM(METRICS())")),
    queries(...ids(10).map((id) => metric(id)), watched("SUM(METRICS())")),
    INVALID,
    "Alarms on math expressions cannot contain more than 10 individual metrics (metricQueries)",
  ],
  ["more than ten expressions", queries(...chain(11)), queries(...chain(10)), INVALID, "no more than 10 expressions"],
  [
    "no watched query",
    queries({ ...watchedMetric("errors"), returnData: false }),
    queries(watchedMetric("errors")),
    INVALID,
    "Exactly one element of the metrics list should return data. (metricQueries[].returnData)",
  ],
  [
    "two watched queries",
    queries(watchedMetric("errors"), watchedMetric("requests")),
    queries(watchedMetric("errors"), metric("requests")),
    INVALID,
    "Exactly one element of the metrics list should return data.",
  ],
  [
    "an id that no query has",
    queries(metric("errors"), watched("100 * errors / requests")),
    queries(...RATE),
    INVALID,
    "Invalid metrics list: no query has the id requests (metricQueries[1].expression)",
  ],
  [
    "an expression that can't be read",
    queries(metric("errors"), watched("100 * (errors")),
    queries(metric("errors"), watched("100 * (errors)")),
    INVALID,
    "the expression '100 * (errors' can't be read: unexpected end (metricQueries[1].expression)",
  ],
  [
    "several series at once",
    queries(metric("errors"), metric("requests"), watched("[errors, requests]")),
    queries(metric("errors"), metric("requests"), watched("SUM([errors, requests])")),
    INVALID,
    "must return a single time series (metricQueries[2].expression)",
  ],
  [
    "a search",
    queries(watched("SUM(SEARCH('{Web} errors', 'Sum', 60))")),
    queries(metric("errors"), watched("SUM(METRICS())")),
    INVALID,
    "SEARCH is not supported on Metric Alarms. (metricQueries[0].expression)",
  ],
  [
    "expressions in a circle",
    queries(metric("errors"), { id: "one", expression: "two + errors" }, watched("one * 2", "two")),
    queries(metric("errors"), { id: "one", expression: "errors" }, watched("one * 2", "two")),
    INVALID,
    "depends on itself",
  ],
  [
    "queries of more than a day",
    { evaluationPeriods: 289, ...queries(metric("requests"), watchedMetric("errors", { period: 300 })) },
    { evaluationPeriods: 288, ...queries(metric("requests"), watchedMetric("errors", { period: 300 })) },
    INVALID,
    "more than a day",
  ],
  [
    "a band of a query that isn't there",
    { ...IN_BAND, ...queries(watchedMetric("errors"), { ...BAND, id: "other" }) },
    { ...IN_BAND, ...queries(watchedMetric("errors"), BAND) },
    INVALID,
    "must be the id of an ANOMALY_DETECTION_BAND expression, got band (thresholdMetricId)",
  ],
  [
    "a band of another expression",
    { ...IN_BAND, ...queries(watchedMetric("errors"), watched("errors * 2", "band")) },
    { ...IN_BAND, ...queries(watchedMetric("errors"), BAND) },
    INVALID,
    "must be the id of an ANOMALY_DETECTION_BAND expression",
  ],
  [
    "a band that isn't returned",
    { ...IN_BAND, ...queries(watchedMetric("errors"), { ...BAND, returnData: false }) },
    { ...IN_BAND, ...queries(watchedMetric("errors"), BAND) },
    INVALID,
    "Exactly two elements of the metrics list should return data.",
  ],
  [
    "a comparison without band with one",
    { ...IN_BAND, comparisonOperator: "GreaterThanThreshold", ...queries(watchedMetric("errors"), BAND) },
    { ...IN_BAND, comparisonOperator: "GreaterThanUpperThreshold", ...queries(watchedMetric("errors"), BAND) },
    INVALID,
    "ComparisonOperator GreaterThanThreshold is not for ranges (comparisonOperator, thresholdMetricId)",
  ],
]);

describe("an alarm on queries", () => {
  it("in SQL is not modelled", () => {
    const inputs = { ...LIMITS, name: "errors", ...queries(watched("SELECT MAX(errors) FROM Web")) };

    expect(() => inLocalCloud().create(METRIC_ALARM, inputs)).toThrow("doesn't model");
  });
});
