import { evaluatedAlarm, evaluatedState } from "../../../../localcloud/services/cloudwatch/alarm-evaluation";
import type { Series } from "../../../../localcloud/services/cloudwatch/metric-math/math-value";
import { metric, ON_METRIC, queries, watched } from "./alarms";

const RANGE = { timestamps: [60, 120, 180, 240, 300], periodSeconds: 60 };

function stateOf(inputs: Readonly<Record<string, unknown>>, values: Readonly<Record<string, Series>>) {
  return evaluatedState(evaluatedAlarm(inputs), ({ metricName }) => values[metricName] ?? [], RANGE);
}

describe("an alarm's inputs", () => {
  it("of one metric are evaluated", () => {
    const alarm = evaluatedAlarm({ ...ON_METRIC, dimensions: { LoadBalancer: "app/web/1" } });

    expect(alarm).toMatchObject({
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
      treatMissingData: "missing",
      periodSeconds: 60,
      queries: [
        {
          metric: {
            namespace: "AWS/ApplicationELB",
            metricName: "HTTPCode_ELB_5XX_Count",
            statistic: "Sum",
            dimensions: { LoadBalancer: "app/web/1" },
          },
        },
      ],
    });
    expect(stateOf(ON_METRIC, { HTTPCode_ELB_5XX_Count: [0, 0, 6, 6, 6] })).toBe("ALARM");
    expect(stateOf(ON_METRIC, { HTTPCode_ELB_5XX_Count: [6, 6, 6, 6, 5] })).toBe("OK");
  });

  it("of an expression are evaluated by the query that returns data", () => {
    const inputs = {
      ...queries(metric("errors"), metric("requests"), watched("100 * errors / requests")),
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      evaluationPeriods: "3",
      datapointsToAlarm: 2,
      threshold: 50,
      treatMissingData: "notBreaching",
    };

    expect(stateOf(inputs, { errors: [0, 0, 1, 0, 1], requests: [1, 1, 2, 2, 2] })).toBe("ALARM");
    expect(stateOf(inputs, { errors: [0, 0, 1, 0, 0], requests: [1, 1, 2, 2, 2] })).toBe("OK");
  });

  it.each([
    ["GreaterThanThreshold", [5, 5, 5, 5, 5], "OK"],
    ["GreaterThanOrEqualToThreshold", [5, 5, 5, 5, 5], "ALARM"],
    ["LessThanThreshold", [5, 5, 5, 5, 5], "OK"],
    ["LessThanThreshold", [4, 4, 4, 4, 4], "ALARM"],
    ["LessThanOrEqualToThreshold", [5, 5, 5, 5, 5], "ALARM"],
  ])("compare by %s", (comparisonOperator, values, state) => {
    expect(stateOf({ ...ON_METRIC, comparisonOperator }, { HTTPCode_ELB_5XX_Count: values })).toBe(state);
  });

  it("of bands can't be evaluated", () => {
    expect(() => evaluatedAlarm({ ...ON_METRIC, comparisonOperator: "GreaterThanUpperThreshold" })).toThrow("bands");
  });
});
