import { AnomalyAlarm, type AnomalyAlarmArgs } from "../../../components/anomaly-alarm";
import { all, deploy, refusals } from "../../support/deploy";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const ARGS: AnomalyAlarmArgs = {
  description: "The shop has unusually many orders.",
  metric: { namespace: "Shop", metricName: "Orders", statistic: "Sum" },
  alarmActions: { critical: ["pager"], warning: ["mail"] },
};

async function alarmOf(args: Partial<AnomalyAlarmArgs> = {}) {
  const resources = await deploy(() => new AnomalyAlarm("shop-orders", { ...ARGS, ...args }));
  return all(resources, ALARM)[0]?.inputs;
}

describe("AnomalyAlarm", () => {
  it("compares the metric with the band that is expected of it, both of which return data", async () => {
    const inputs = await alarmOf();

    expect(inputs).toMatchObject({
      name: "shop-orders",
      comparisonOperator: "GreaterThanUpperThreshold",
      thresholdMetricId: "expected",
      evaluationPeriods: 3,
      treatMissingData: "notBreaching",
      metricQueries: [
        {
          id: "value",
          metric: { namespace: "Shop", metricName: "Orders", stat: "Sum", period: 300 },
          returnData: true,
        },
        { id: "expected", expression: "ANOMALY_DETECTION_BAND(value, 3)", returnData: true },
      ],
    });
    expect(inputs).not.toHaveProperty("threshold");
  });

  it("tells the topics of warnings, or those of another severity", async () => {
    expect(await alarmOf()).toMatchObject({ alarmActions: ["mail"], okActions: ["mail"] });
    expect(await alarmOf({ severity: "critical" })).toMatchObject({ alarmActions: ["pager"], okActions: ["pager"] });
  });

  it("looks at both sides, with another width and other periods, where it is told to", async () => {
    const metric = { ...ARGS.metric, dimensions: { Store: "1" } };
    const args = { metric, unusual: "above-or-below", deviations: 2, periodSeconds: 60, evaluationPeriods: 5 } as const;

    expect(await alarmOf(args)).toMatchObject({
      comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
      evaluationPeriods: 5,
      metricQueries: [
        { metric: { period: 60, dimensions: { Store: "1" } } },
        { expression: "ANOMALY_DETECTION_BAND(value, 2)" },
      ],
    });
  });

  it.each([
    ["a band without width", { deviations: 0 }, "deviations: must be more than 0, got 0"],
    ["half minutes", { periodSeconds: 90 }, "periodSeconds: must be a multiple of 60, got 90"],
    ["no period", { evaluationPeriods: 0 }, "evaluationPeriods: must be a whole number from 1, got 0"],
    ["more than a day", { periodSeconds: 3600, evaluationPeriods: 25 }, "must span a day at most, got 90000 seconds"],
  ])("refuses %s", async (_, args, problem) => {
    expect(await refusals(() => new AnomalyAlarm("shop-orders", { ...ARGS, ...args }))).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});
