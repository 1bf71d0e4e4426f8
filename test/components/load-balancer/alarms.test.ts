import {
  applicationTargetAlarms,
  certificateExpiring,
  loadBalancerAlarm,
  networkTargetAlarms,
} from "../../../components/load-balancer/alarms";
import { type AlarmDefinition, metricAlarmArgs } from "../../../components/shared/alarm";

const THRESHOLDS = { serverErrorPercent: 5, responseTime: 2 };
const GROUPS = ["targetgroup/blue/1", "targetgroup/green/2"];

function target(targetGroups: readonly string[]) {
  return { name: "web-enterprise", loadBalancer: "app/web/1", targetGroups };
}

function expressionsOf(alarms: readonly AlarmDefinition[]): Record<string, string> {
  return Object.fromEntries(alarms.map((alarm) => [alarm.name, expressionOf(alarm)]));
}

function expressionOf({ queries }: AlarmDefinition): string {
  const watched = queries.at(-1);
  return watched !== undefined && "expression" in watched ? watched.expression : "";
}

function metricsOf({ queries }: AlarmDefinition) {
  return queries.flatMap((query) => ("metric" in query ? [query] : []));
}

describe("applicationTargetAlarms", () => {
  const alarms = applicationTargetAlarms(target(GROUPS), THRESHOLDS);

  it("adds up both groups in each alarm", () => {
    expect(expressionsOf(alarms)).toEqual({
      "web-enterprise-target-5xx":
        "100 * SUM([FILL(errors0, 0), FILL(errors1, 0)]) / SUM([FILL(requests0, 0), FILL(requests1, 0)])",
      "web-enterprise-target-response-time":
        "SUM([FILL(time0, 0), FILL(time1, 0)]) / SUM([FILL(responses0, 0), FILL(responses1, 0)])",
      "web-enterprise-unhealthy-targets": "SUM([FILL(unhealthy0, 0), FILL(unhealthy1, 0)])",
    });
  });

  it("reads each metric from both groups of this load balancer", () => {
    for (const metrics of alarms.map(metricsOf)) {
      for (const { metric } of metrics) {
        const same = metrics.filter(
          (other) => other.metric.metricName === metric.metricName && other.metric.statistic === metric.statistic,
        );
        expect(same.map((other) => other.metric.dimensions)).toEqual(
          GROUPS.map((group) => ({ LoadBalancer: "app/web/1", TargetGroup: group })),
        );
      }
    }
  });

  it("refers to each of its metrics and to no other", () => {
    for (const alarm of alarms) {
      const ids = metricsOf(alarm).map(({ id }) => id);
      expect(new Set(expressionOf(alarm).match(/[a-z]+\d/g))).toEqual(new Set(ids));
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it("watches one group of a rolling target", () => {
    const [errors] = applicationTargetAlarms(target(["targetgroup/blue/1"]), THRESHOLDS);

    expect(errors && expressionOf(errors)).toBe("100 * SUM([FILL(errors0, 0)]) / SUM([FILL(requests0, 0)])");
  });

  it("rings for 5 % errors in 2 of 5 minutes, 2 s for 5 minutes (SC-3), one sick instance in 2 of 5", () => {
    const limits = alarms.map(({ threshold, datapointsToAlarm, evaluationPeriods }) => [
      threshold,
      datapointsToAlarm,
      evaluationPeriods,
    ]);

    expect(limits).toEqual([
      [5, 2, 5],
      [2, 5, 5],
      [0, 2, 5],
    ]);
  });

  it("takes other thresholds", () => {
    const [errors, time] = applicationTargetAlarms(target(GROUPS), { serverErrorPercent: 1, responseTime: 0.5 });

    expect([errors?.threshold, time?.threshold]).toEqual([1, 0.5]);
  });
});

describe("networkTargetAlarms", () => {
  it("can only watch the instances' health", () => {
    const [alarm, ...others] = networkTargetAlarms(target(["targetgroup/blue/1"]));

    expect(others).toEqual([]);
    expect(alarm && metricsOf(alarm).map(({ metric }) => [metric.namespace, metric.metricName])).toEqual([
      ["AWS/NetworkELB", "UnHealthyHostCount"],
    ]);
  });
});

describe("loadBalancerAlarm", () => {
  it("rings for the load balancer's own errors, as a share of all requests", () => {
    const alarm = loadBalancerAlarm("web", "app/web/1");

    expect(expressionOf(alarm)).toBe("100 * SUM([FILL(errors, 0)]) / SUM([FILL(errors, 0), FILL(requests, 0)])");
    expect(metricsOf(alarm).map(({ metric }) => [metric.metricName, metric.dimensions])).toEqual([
      ["HTTPCode_ELB_5XX_Count", { LoadBalancer: "app/web/1" }],
      ["RequestCount", { LoadBalancer: "app/web/1" }],
    ]);
  });
});

describe("every alarm", () => {
  const everyAlarm = [
    ...applicationTargetAlarms(target(GROUPS), THRESHOLDS),
    ...networkTargetAlarms(target(GROUPS)),
    loadBalancerAlarm("web", "app/web/1"),
    certificateExpiring("web", "arn:aws:acm:eu-central-1:123456789012:certificate/1"),
  ];

  it.each(everyAlarm.map((alarm) => [alarm.name, alarm] as const))(
    "%s has limits that CloudWatch accepts",
    (_, alarm) => {
      expect(alarm.periodSeconds % 60).toBe(0);
      expect(alarm.periodSeconds * alarm.evaluationPeriods).toBeLessThanOrEqual(86_400);
      expect(alarm.datapointsToAlarm ?? 0).toBeLessThanOrEqual(alarm.evaluationPeriods);
      expect(metricsOf(alarm).length).toBeLessThanOrEqual(10);
    },
  );

  it("keeps within the length of a name, two long ones apart", () => {
    const long = (end: string) => metricAlarmArgs(loadBalancerAlarm("w".repeat(300) + end, "app/web/1")).name;

    expect(long("1")).toHaveLength(255);
    expect(long("1")).not.toBe(long("2"));
  });
});
