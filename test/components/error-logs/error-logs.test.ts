import { ErrorLogs, type ErrorLogsArgs } from "../../../components/error-logs";
import { all, deploy, refusals } from "../../support/deploy";

const ARGS: ErrorLogsArgs = { logGroupName: "/ecs/shop", alarmActions: ["topic"] };

async function deployed(args: Partial<ErrorLogsArgs> = {}) {
  return deploy(() => new ErrorLogs("shop", { ...ARGS, ...args }));
}

describe("ErrorLogs", () => {
  it("counts errors as a metric that is 0 while none is logged", async () => {
    const [filter] = all(await deployed(), "aws:cloudwatch/logMetricFilter:LogMetricFilter");

    expect(filter?.inputs).toEqual({
      name: "shop-errors",
      logGroupName: "/ecs/shop",
      pattern: '{ ($.level = "error") || ($.level = "fatal") }',
      metricTransformation: {
        name: "shop-error-lines",
        namespace: "ProofPix/Logs",
        value: "1",
        defaultValue: "0",
        unit: "Count",
      },
    });
  });

  it("warns of unusually many of that very metric", async () => {
    const [alarm] = all(await deployed(), "aws:cloudwatch/metricAlarm:MetricAlarm");

    expect(alarm?.inputs).toMatchObject({
      name: "shop-errors-unusual",
      comparisonOperator: "GreaterThanUpperThreshold",
      metricQueries: [{ metric: { namespace: "ProofPix/Logs", metricName: "shop-error-lines", stat: "Sum" } }, {}],
      alarmActions: ["topic"],
    });
  });

  it("takes another pattern, and edits of its children", async () => {
    const transform = { metricFilter: { name: "others" }, alarm: { evaluationPeriods: 6 } };
    const resources = await deployed({ pattern: "?ERROR ?Exception", transform });

    expect(all(resources, "aws:cloudwatch/logMetricFilter:LogMetricFilter")[0]?.inputs).toMatchObject({
      name: "others",
      pattern: "?ERROR ?Exception",
    });
    expect(all(resources, "aws:cloudwatch/metricAlarm:MetricAlarm")[0]?.inputs).toMatchObject({ evaluationPeriods: 6 });
  });

  it.each([
    ["", "got 0"],
    [" ", "got 0"],
    ["x".repeat(1025), "got 1025"],
  ])("refuses the pattern %j", async (pattern, problem) => {
    expect(await refusals(() => new ErrorLogs("shop", { ...ARGS, pattern }))).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});
