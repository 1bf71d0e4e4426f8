import type { ScalingTrigger } from "../../../components/scaling";
import { scalingPlan } from "../../../components/scaling/scaling-plan";
import { sounds } from "./support/alarms";
import { problemsOf, SERVICE } from "./support/triggers";

/** The two triggers of docs/scaling.md. */
const REQUESTS_PER_TASK: ScalingTrigger = {
  name: "requests-per-task",
  unit: "requests a minute",
  measure: () => ({
    metrics: {
      requests0: { namespace: "AWS/ApplicationELB", metricName: "RequestCount", statistic: "Sum" },
      healthy0: { namespace: "AWS/ApplicationELB", metricName: "HealthyHostCount", statistic: "Average" },
    },
    expression: "SUM([FILL(requests0, 0)]) / SUM([FILL(healthy0, 0)])",
  }),
  above: 1000,
  aboveFor: "2m",
  steps: [{ above: 2000, instances: 6 }],
  below: 300,
  belowFor: "10m",
  whenMissing: 0,
};

const OLDEST_MESSAGE: ScalingTrigger = {
  name: "oldest-message",
  unit: "s",
  measure: () => ({
    metrics: { age: { namespace: "AWS/SQS", metricName: "ApproximateAgeOfOldestMessage", statistic: "Maximum" } },
  }),
  above: 60,
  aboveFor: "3m",
  below: 5,
  belowFor: "10m",
  whenMissing: 0,
};

describe("triggers of one's own (SC-5)", () => {
  const policies = scalingPlan("web", SERVICE, [REQUESTS_PER_TASK, OLDEST_MESSAGE]);
  const minutes = (values: Readonly<Record<string, number>>) => (id: string) =>
    Array<number>(10).fill(values[id] ?? NaN);

  function after(values: Readonly<Record<string, number>>): string[] {
    return policies
      .flatMap(({ alarms }) => alarms)
      .filter((alarm) => sounds(alarm, minutes(values)))
      .map(({ name }) => name);
  }

  it("are plugged in as data", () => {
    expect(problemsOf([REQUESTS_PER_TASK, OLDEST_MESSAGE])).toEqual([]);
    expect(policies.map(({ name }) => name)).toEqual([
      "web-scale-up",
      "web-scale-up-requests-per-task",
      "web-scale-down",
    ]);
  });

  it.each([
    [{ requestsPerTask_requests0: 5000, requestsPerTask_healthy0: 4 }, ["web-scale-up-requests-per-task"]],
    [{ oldestMessage: 61 }, ["web-scale-up-oldest-message"]],
    [{ requestsPerTask_requests0: 1000, requestsPerTask_healthy0: 4, oldestMessage: 1 }, ["web-scale-down"]],
    [{ requestsPerTask_requests0: 1000, requestsPerTask_healthy0: 4, oldestMessage: 30 }, []],
    [{}, ["web-scale-down"]],
  ])("with %j set off %j", (values, names) => {
    expect(after(values)).toEqual(names);
  });
});
