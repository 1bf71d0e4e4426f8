import { metricAlarm } from "../../../../localcloud/services/cloudwatch/metric-alarm";
import { difference } from "../../../../localcloud/provider/difference";
import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, type TestCloud } from "../../support";
import { LIMITS, metric, METRIC_ALARM, ON_METRIC, watched, watchedMetric } from "./alarms";

const INVALID = "ValidationError";

function prepared(cloud: TestCloud) {
  cloud.create(METRIC_ALARM, { ...ON_METRIC, name: "taken" });
  return { inputs: { ...ON_METRIC, name: "errors" } };
}

describeLimits(METRIC_ALARM, [
  ["name", "x".repeat(256), "x".repeat(255), "ValidationError", "at 'alarmName'"],
  ["comparisonOperator", "GreaterThan", "GreaterThanThreshold", "ValidationError", "at 'comparisonOperator'"],
  ["evaluationPeriods", 0, 1, "ValidationError", "Value '0' at 'evaluationPeriods'"],
  ["treatMissingData", "notbreaching", "notBreaching", "ValidationError", "[breaching, notBreaching, ignore, missing]"],
  ["statistic", "p99", "Maximum", "ValidationError", "[SampleCount, Average, Sum, Minimum, Maximum]"],
  ["period", 45, 30, "ValidationError", "Period must be 10, 20, 30 or a multiple of 60"],
  ["period", 90, 120, "ValidationError", "Period must be 10, 20, 30 or a multiple of 60"],
  ["metricQueries[1].metric.period", 5, 10, "ValidationError", "Period must be 10, 20, 30"],
  ["metricQueries[0].id", "Errors", "errors_2", "ValidationError", "at 'metrics.1.member.id'"],
  [
    "metricQueries[0].expression",
    "x".repeat(2049),
    "x".repeat(2048),
    "ValidationError",
    "at 'metrics.1.member.expression'",
  ],
  ["metricQueries[1].metric.dimensions.TargetGroup", "", "t", "ValidationError", "dimensions.1.member.value'"],
  ["metricQueries[1].metric.unit", "s", "Seconds", "ValidationError", "at 'metrics.2.member.metricStat.unit'"],
  ["namespace", ":AWS", "AWS/ECS", "ValidationError", "at 'namespace'"],
  ["alarmActions", Array(6).fill("arn"), Array(5).fill("arn"), "ValidationError", "less than or equal to 5"],
]);

describeRules(METRIC_ALARM, prepared, [
  ["no metric", { metricName: undefined }, {}, INVALID, "MetricName must not be null (metricName, metricQueries)"],
  [
    "a dimension's name that begins with a colon",
    { dimensions: { ":Service": "web" } },
    { dimensions: { Service: "web" } },
    INVALID,
    "(dimensions",
  ],
  [
    "a dimension of blanks",
    { dimensions: { Service: "  " } },
    { dimensions: { Service: " a " } },
    INVALID,
    "(dimensions",
  ],
  ["a name with a line break", { name: "a\nb" }, { name: "a b" }, INVALID, "(name)"],
  ["no namespace", { namespace: undefined }, {}, INVALID, "Namespace must not be null (namespace)"],
  ["no period", { period: undefined }, {}, INVALID, "Period must not be null (period)"],
  [
    "no statistic",
    { statistic: undefined },
    { statistic: undefined, extendedStatistic: "p99" },
    INVALID,
    "Exactly one of Statistic and ExtendedStatistic must be specified (statistic, extendedStatistic)",
  ],
  ["two statistics", { extendedStatistic: "p99" }, {}, INVALID, "Exactly one of Statistic and ExtendedStatistic"],
  [
    "an unknown statistic",
    { statistic: undefined, extendedStatistic: "p101" },
    { statistic: undefined, extendedStatistic: "p100" },
    INVALID,
    "The value p101 for parameter ExtendedStatistic is not supported. (extendedStatistic)",
  ],
  [
    "no comparison",
    { comparisonOperator: undefined },
    {},
    INVALID,
    "ComparisonOperator must not be null (comparisonOperator)",
  ],
  ["no threshold", { threshold: undefined }, { threshold: 0 }, INVALID, "Threshold must not be null (threshold)"],
  [
    "a comparison with a band but a fixed threshold",
    { comparisonOperator: "GreaterThanUpperThreshold" },
    {},
    INVALID,
    "ComparisonOperators for ranges require ThresholdMetricId to be set",
  ],
  ["two thresholds", { thresholdMetricId: "band" }, {}, INVALID, "Threshold and ThresholdMetricId cannot both be set"],
  [
    "no number of periods",
    { evaluationPeriods: undefined },
    { evaluationPeriods: 1 },
    INVALID,
    "EvaluationPeriods must not be null (evaluationPeriods)",
  ],
  [
    "more bad periods than it looks at",
    { datapointsToAlarm: 4 },
    { datapointsToAlarm: 3 },
    INVALID,
    "DatapointsToAlarm must be less than or equal to EvaluationPeriods (datapointsToAlarm)",
  ],
  [
    "minutes of more than a day",
    { period: 300, evaluationPeriods: 289 },
    { period: 300, evaluationPeriods: 288 },
    INVALID,
    "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400)",
  ],
  [
    "hours of more than a week",
    { period: 3600, evaluationPeriods: 169 },
    { period: 3600, evaluationPeriods: 168 },
    INVALID,
    "more than seven days (EvaluationPeriods * Period must be <= 604800)",
  ],
]);

describeWarnings(METRIC_ALARM, prepared, [
  [
    "a name that another one has",
    { name: "taken" },
    { name: "taken-2" },
    'CloudWatch metric alarm "taken" already exists (name)',
  ],
]);

describe("an alarm", () => {
  it("is known by its name", () => {
    const cloud = inLocalCloud();
    const alarm = cloud.create(METRIC_ALARM, { ...ON_METRIC, name: "errors" });

    expect(cloud.outputs(alarm)).toMatchObject({
      id: "errors",
      arn: "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors",
      actionsEnabled: true,
      treatMissingData: "missing",
    });
  });

  it("of a name can be in another region too", () => {
    const cloud = inLocalCloud();
    cloud.create(METRIC_ALARM, { ...ON_METRIC, name: "errors" });

    expect(() => cloud.create(METRIC_ALARM, { ...ON_METRIC, name: "errors" }, "eu-west-2")).not.toThrow();
  });

  it("changes, and is asked the same then", () => {
    const cloud = inLocalCloud();
    const alarm = cloud.create(METRIC_ALARM, { ...ON_METRIC, name: "errors" });

    expect(cloud.outputs(cloud.update(alarm, { threshold: 10 }))).toMatchObject({ id: "errors", threshold: 10 });
    expect(() => cloud.update(alarm, { datapointsToAlarm: 4 })).toThrow("DatapointsToAlarm");
  });

  it("on PromQL queries is not modelled", () => {
    const inputs = { ...LIMITS, name: "errors", evaluationInterval: 60 };

    expect(() => inLocalCloud().create(METRIC_ALARM, inputs)).toThrow("doesn't model");
  });
});

describe("a second alarm of one name", () => {
  it("overwrites the first one, until that is deleted", () => {
    const cloud = inLocalCloud();
    const alarm = cloud.create(METRIC_ALARM, { ...ON_METRIC, name: "errors" });
    const second = cloud.create(METRIC_ALARM, { ...ON_METRIC, name: "errors", threshold: 7 });

    expect(cloud.warnings).toEqual([expect.stringContaining('CloudWatch metric alarm "errors" already exists')]);
    expect(cloud.cloud.state.ofType(METRIC_ALARM)).toEqual([second]);

    cloud.delete(alarm);
    cloud.create(METRIC_ALARM, { ...ON_METRIC, name: "errors" });

    expect(cloud.warnings).toHaveLength(1);
  });
});

describe("a change of an alarm", () => {
  const queries = [metric("errors"), metric("requests"), watched("errors / requests")];
  const before = { metricQueries: queries, alarmActions: ["a", "b"], okActions: ["a", "b"] };

  function changed(after: object): readonly string[] {
    const { added, removed, changed: between } = difference(metricAlarm, before, { ...before, ...after });
    return [...added, ...removed, ...between];
  }

  it.each([
    ["another order of queries", { metricQueries: [...queries].reverse() }],
    [
      "a query that says that it returns no data",
      { metricQueries: [{ ...metric("errors"), returnData: false }, ...queries.slice(1)] },
    ],
    ["another order of actions", { alarmActions: ["b", "a"], okActions: ["b", "a"] }],
  ])("isn't %s", (_, after) => {
    expect(changed(after)).toEqual([]);
  });

  it.each([
    [
      "another metric",
      { metricQueries: [metric("errors", { stat: "Maximum" }), ...queries.slice(1)] },
      ["metricQueries"],
    ],
    [
      "a query that returns data now",
      { metricQueries: [watchedMetric("errors"), ...queries.slice(1)] },
      ["metricQueries"],
    ],
    ["a query less", { metricQueries: queries.slice(1) }, ["metricQueries"]],
    [
      "one metric instead of queries",
      { metricQueries: undefined, metricName: "errors" },
      ["metricQueries", "metricName"],
    ],
    ["another topic", { alarmActions: ["a", "c"] }, ["alarmActions"]],
    ["no topic", { okActions: [] }, ["okActions"]],
    ["a topic for missing data", { insufficientDataActions: ["a"] }, ["insufficientDataActions"]],
  ])("is %s", (_, after, names) => {
    expect(new Set(changed(after))).toEqual(new Set(names));
  });
});
