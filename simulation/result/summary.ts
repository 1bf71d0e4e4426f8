import { HOUR, type Instant, MINUTE, SECOND } from "../../localcloud/behaviour/model/instant";
import type { ScalingActivity } from "../../localcloud/behaviour/model/scaling";
import type { ServiceModel } from "../model/service-model";
import type { Held } from "./conditions";
import type { Reaction } from "./reactions";
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
  /** The minimum of the service's scaling. */
  readonly leastTasks: number;
  readonly fewestTasks: number;
  readonly mostTasks: number;
  /** Percent of the CPU that tasks had. */
  readonly utilisation: number;
  /** The same over the minutes in which more tasks ran than the least: what scaling is accountable for. */
  readonly scaledUtilisation: number | undefined;
  readonly taskHours: number;
  /** Tasks of a fixed fleet that carries the peak at {@link FLEET_UTILISATION}, and its hours. */
  readonly fixedFleet: number;
  readonly fixedFleetHours: number;
  readonly mostQueued: number;
  readonly ups: number;
  readonly downs: number;
  /** Percent of the requests that were answered while tasks were added or taken away; undefined where none were. */
  readonly scalingAvailability: number | undefined;
  /** Seconds from the condition of each scale-up until its last task was in service. */
  readonly reactions: readonly number[];
  /** How often a condition held and nothing was added, or not all of it came into service. */
  readonly unanswered: number;
  /** Minutes for which a condition held at the longest, cooldowns included. */
  readonly longestHeldMinutes: number;
}

/** Utilisation for which a fixed fleet is sized (SC-12: 60 to 70 %). */
export const FLEET_UTILISATION = 0.65;

/** What happened to a service's number of tasks. */
export interface ScalingStep {
  readonly at: Instant;
  readonly from: number;
  readonly to: number;
  /** When the service had reached that number. */
  readonly endedAt?: Instant;
}

/** What a summary is made of. */
export interface SummaryArgs {
  readonly service: string;
  /** Minutes of this service. */
  readonly samples: readonly Sample[];
  readonly steps: readonly ScalingStep[];
  readonly held: readonly Held[];
  readonly reactions: readonly Reaction[];
  readonly model: ServiceModel;
  /** CPU units of a task. */
  readonly cpu: number;
  readonly leastTasks: number;
}

/** Sums up what a service did. */
export function summaryOf(args: SummaryArgs): ServiceSummary {
  const { service, samples, steps, leastTasks } = args;
  const requests = sum(samples, "requests");
  const scaled = samples.filter(({ tasks }) => tasks > leastTasks);
  const fixedFleet = fleetFor(Math.max(0, ...samples.map(({ work }) => work / 60)), args);
  return {
    service,
    requests,
    failed: sum(samples, "failed"),
    availability: availabilityOf(samples) ?? 100,
    worstP95: Math.max(0, ...samples.map(({ p95 }) => p95)),
    medianP95: percentile(
      samples.map(({ p95, requests: count }) => ({ seconds: p95, count })),
      0.5,
    ),
    leastTasks,
    fewestTasks: Math.min(...samples.map(({ tasks }) => tasks)),
    mostTasks: Math.max(...samples.map(({ tasks }) => tasks)),
    utilisation: utilisationOf(samples),
    scaledUtilisation: scaled.length === 0 ? undefined : utilisationOf(scaled),
    taskHours: (sum(samples, "tasks") * MINUTE) / HOUR,
    fixedFleet,
    fixedFleetHours: (fixedFleet * samples.length * MINUTE) / HOUR,
    mostQueued: Math.max(0, ...samples.map(({ queued }) => queued)),
    ups: steps.filter(({ from, to }) => to > from).length,
    downs: steps.filter(({ from, to }) => to < from).length,
    scalingAvailability: availabilityOf(samples.filter(({ at }) => isScaling(at, args))),
    ...reacted(args),
  };
}

type Reacted = Pick<ServiceSummary, "reactions" | "unanswered" | "longestHeldMinutes">;

function reacted({ reactions, held }: SummaryArgs): Reacted {
  return {
    reactions: reactions.flatMap(({ from, inServiceAt }) =>
      inServiceAt === undefined ? [] : [(inServiceAt - from) / SECOND],
    ),
    unanswered: reactions.filter(({ inServiceAt }) => inServiceAt === undefined).length,
    longestHeldMinutes: Math.max(0, ...held.map(({ from, until }) => (until - from) / MINUTE)),
  };
}

/**
 * Tasks of a fixed fleet that carries the busiest minute at {@link FLEET_UTILISATION}: what tasks use without work counts
 * too.
 */
function fleetFor(cpuSecondsPerSecond: number, { cpu, model, leastTasks }: SummaryArgs): number {
  const useful = Math.max(1, FLEET_UTILISATION * cpu - model.idleCpu);
  return Math.max(leastTasks, Math.ceil((cpuSecondsPerSecond * 1024) / useful));
}

/** How long after a task was taken away its requests may still fail: the default of target groups' deregistration delay. */
const DRAINING = 5 * MINUTE;

/**
 * Whether a minute belongs to a scaling event: while a condition holds, from then until all is in service, or until a task
 * has drained.
 */
function isScaling(at: Instant, { steps, reactions, held }: SummaryArgs): boolean {
  const end = at + MINUTE;
  return (
    held.some(({ from, until }) => end >= from && at < until) ||
    reactions.some(({ from, inServiceAt = Infinity }) => end > from && at < inServiceAt) ||
    steps.some((step) => step.to < step.from && end > step.at && at < step.at + DRAINING)
  );
}

function availabilityOf(samples: readonly Sample[]): number | undefined {
  const requests = sum(samples, "requests");
  return requests === 0 ? undefined : (100 * (requests - sum(samples, "failed"))) / requests;
}

/** Scaling steps of a service, from the activities of Application Auto Scaling. */
export function stepsOf(resourceId: string, activities: readonly ScalingActivity[]): ScalingStep[] {
  return activities
    .filter((activity) => activity.resourceId === resourceId && activity.status !== "Failed")
    .flatMap(({ startedAt, endedAt, capacityBefore, capacityAfter }) =>
      capacityBefore === undefined || capacityAfter === undefined
        ? []
        : [{ at: startedAt, from: capacityBefore, to: capacityAfter, ...(endedAt === undefined ? {} : { endedAt }) }],
    );
}

function utilisationOf(samples: readonly Sample[]): number {
  const had = sum(samples, "cpuHad");
  return had === 0 ? 0 : (100 * sum(samples, "cpuUsed")) / had;
}

function sum(samples: readonly Sample[], field: "requests" | "failed" | "tasks" | "cpuUsed" | "cpuHad"): number {
  return samples.reduce((total, sample) => total + sample[field], 0);
}
