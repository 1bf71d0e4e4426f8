import { HOUR, type Instant, MINUTE, SECOND } from "../../localcloud/behaviour/model/instant";
import type { ScalingActivity } from "../../localcloud/behaviour/model/scaling";
import type { ServiceModel } from "../model/service-model";
import { percentile, type Sample } from "./recorder";

/** What a service came to over a simulation. */
export interface ServiceSummary {
  readonly service: string;
  readonly requests: number;
  readonly failed: number;
  /** Percent of requests that were answered. */
  readonly availability: number;
  /** Seconds: the 95th percentile of all minutes' 95th percentiles is not one; this is the highest of a minute. */
  readonly worstP95: number;
  readonly medianP95: number;
  readonly fewestTasks: number;
  readonly mostTasks: number;
  /** Percent of the CPU that tasks had. */
  readonly utilisation: number;
  /** The same over the minutes in which more tasks ran than at the fewest: what scaling is accountable for. */
  readonly scaledUtilisation: number | undefined;
  readonly taskHours: number;
  /** Tasks of a fixed fleet that carries the peak at {@link FLEET_UTILISATION}, and its hours. */
  readonly fixedFleet: number;
  readonly fixedFleetHours: number;
  readonly mostQueued: number;
  readonly ups: number;
  readonly downs: number;
  /** Seconds from the condition of each scale-up until its last task was in service. */
  readonly reactions: readonly number[];
}

/** Utilisation for which a fixed fleet is sized (SC-12: 60 to 70 %). */
export const FLEET_UTILISATION = 0.65;

/** What happened to a service's number of tasks. */
export interface ScalingStep {
  readonly at: Instant;
  readonly from: number;
  readonly to: number;
}

/** Sums up what a service did. */
export function summaryOf(
  service: string,
  samples: readonly Sample[],
  steps: readonly ScalingStep[],
  reactions: readonly number[],
  {
    peakRate,
    model,
    cpu,
    leastTasks,
  }: { readonly peakRate: number; readonly model: ServiceModel; readonly cpu: number; readonly leastTasks: number },
): ServiceSummary {
  const own = samples.filter((sample) => sample.service === service);
  const requests = sum(own, "requests");
  const failed = sum(own, "failed");
  const fewestTasks = Math.min(...own.map(({ tasks }) => tasks));
  const scaled = own.filter(({ tasks }) => tasks > fewestTasks);
  const hours = (own.length * MINUTE) / HOUR;
  const fixedFleet = Math.max(
    leastTasks,
    Math.ceil((peakRate * model.cpuSecondsPerRequest * 1024) / cpu / FLEET_UTILISATION),
  );
  return {
    service,
    requests,
    failed,
    availability: requests === 0 ? 100 : (100 * (requests - failed)) / requests,
    worstP95: Math.max(0, ...own.map(({ p95 }) => p95)),
    medianP95: percentile(
      own.map(({ p95, requests: count }) => ({ seconds: p95, count })),
      0.5,
    ),
    fewestTasks,
    mostTasks: Math.max(...own.map(({ tasks }) => tasks)),
    utilisation: utilisationOf(own),
    scaledUtilisation: scaled.length === 0 ? undefined : utilisationOf(scaled),
    taskHours: (sum(own, "tasks") * MINUTE) / HOUR,
    fixedFleet,
    fixedFleetHours: fixedFleet * hours,
    mostQueued: Math.max(0, ...own.map(({ queued }) => queued)),
    ups: steps.filter(({ from, to }) => to > from).length,
    downs: steps.filter(({ from, to }) => to < from).length,
    reactions,
  };
}

/** Scaling steps of a service, from the activities of Application Auto Scaling. */
export function stepsOf(resourceId: string, activities: readonly ScalingActivity[]): ScalingStep[] {
  return activities
    .filter((activity) => activity.resourceId === resourceId && activity.status !== "Failed")
    .flatMap(({ startedAt, capacityBefore, capacityAfter }) =>
      capacityBefore === undefined || capacityAfter === undefined
        ? []
        : [{ at: startedAt, from: capacityBefore, to: capacityAfter }],
    );
}

/**
 * How long each scale-up took: from when its condition held, which is before CloudWatch knew of it by the delay of its
 * metrics, until as many targets were healthy as it asked for (SC-12).
 */
export function reactionsOf(
  steps: readonly ScalingStep[],
  arrivals: readonly Instant[],
  metricDelaySeconds: number,
): number[] {
  return steps
    .filter(({ from, to }) => to > from)
    .flatMap(({ at, from, to }) => {
      const arrived = arrivals.filter((each) => each > at)[to - from - 1];
      return arrived === undefined ? [] : [(arrived - at) / SECOND + metricDelaySeconds];
    });
}

function utilisationOf(samples: readonly Sample[]): number {
  const had = sum(samples, "cpuHad");
  return had === 0 ? 0 : (100 * sum(samples, "cpuUsed")) / had;
}

function sum(samples: readonly Sample[], field: "requests" | "failed" | "tasks" | "cpuUsed" | "cpuHad"): number {
  return samples.reduce((total, sample) => total + sample[field], 0);
}
