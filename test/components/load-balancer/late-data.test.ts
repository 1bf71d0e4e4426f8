import {
  applicationTargetAlarms,
  loadBalancerAlarm,
  networkTargetAlarms,
} from "../../../components/load-balancer/alarms";
import { type AlarmDefinition, metricAlarmArgs } from "../../../components/shared/alarm";
import type { MetricSource } from "../../../components/shared/metrics";
import { evaluatedAlarm, type WatchedMetric } from "../../../localcloud/services/cloudwatch/alarm-evaluation";
import { stateAfter, type World } from "../../support/alarm-world";

const TARGET = { name: "web", loadBalancer: "app/web/1", targetGroups: ["targetgroup/blue/1", "targetgroup/green/2"] };
const ALARMS = [
  ...applicationTargetAlarms(TARGET, { serverErrorPercent: 5, responseTime: 2 }),
  ...networkTargetAlarms({ ...TARGET, name: "network" }),
  loadBalancerAlarm("web", "app/web/1"),
];
const LATE = [0, 1, 2, 3];

/** Values of a live group while all is bad, and of an idle one, which reports nothing of requests. */
const BAD: Readonly<Record<string, number>> = {
  HTTPCode_Target_5XX_Count: 10,
  HTTPCode_ELB_5XX_Count: 10,
  RequestCount: 100,
  UnHealthyHostCount: 1,
  TargetResponseTime: 3,
};
const WELL: Readonly<Record<string, number>> = { RequestCount: 100, UnHealthyHostCount: 0, TargetResponseTime: 0.1 };

function metricsOf({ queries }: AlarmDefinition): MetricSource[] {
  return queries.flatMap((query) => ("metric" in query ? [query.metric] : []));
}

type DelayOf = (metric: WatchedMetric) => number;

/** All well before minute 0, and bad from then on. */
function worldOf(further: number, live: string, delay: DelayOf): World {
  return {
    further,
    emptySeries: "filled",
    delay,
    value: ({ metricName, statistic, dimensions }, minute) => {
      if (dimensions.TargetGroup !== undefined && dimensions.TargetGroup !== live) return undefined;
      const value = (minute < 0 ? WELL : BAD)[metricName];
      return value !== undefined && statistic === "SampleCount" ? 1 : value;
    },
  };
}

function ringsAfter(definition: AlarmDefinition, world: World): number {
  const alarm = evaluatedAlarm(metricAlarmArgs(definition) as Readonly<Record<string, unknown>>);
  return Array.from({ length: 30 }, (_, minute) => minute).findIndex(
    (minute) => stateAfter(minute, alarm, world) === "ALARM",
  );
}

describe.each(ALARMS.map((alarm) => [alarm.name, alarm] as const))("%s", (_, alarm) => {
  it.each(TARGET.targetGroups)(
    "rings as late as the last of its metrics, each on its own up to 3 minutes: %s",
    (live) => {
      for (const errors of LATE) {
        for (const others of LATE) {
          const delay: DelayOf = ({ metricName }) => (metricName.includes("5XX") ? errors : others);
          const own = metricsOf(alarm).map((metric) => (metric.metricName.includes("5XX") ? errors : others));
          const late = Math.max(...own);

          expect([errors, others, ringsAfter(alarm, worldOf(3, live, delay))]).toEqual([
            errors,
            others,
            // Errors of the load balancer itself count alone where no request is known of.
            alarm.name === "web-load-balancer-5xx" ? 1 + errors : (alarm.datapointsToAlarm ?? NaN) - 1 + late,
          ]);
        }
      }
    },
  );
});

describe("unhealthy targets", () => {
  it("are noticed however little AWS looks back, and whichever group is later than the other", () => {
    const [alarm] = networkTargetAlarms(TARGET);
    if (alarm === undefined) throw new Error("the alarm is missing");
    for (const blue of LATE) {
      for (const green of LATE) {
        const world = worldOf(1, "targetgroup/blue/1", ({ dimensions }) =>
          dimensions.TargetGroup === "targetgroup/blue/1" ? blue : green,
        );
        expect([blue, green, ringsAfter(alarm, world)]).toEqual([blue, green, 1 + blue]);
      }
    }
  });
});
