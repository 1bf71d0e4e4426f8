import type { Outcome, Situation } from "../model/controller";
import { SECOND } from "../model/instant";
import type { RunningChange, RunningReader } from "../model/running";
import type { ScalingActivity, ScalingMemory } from "../model/scaling";
import { isCooling, type LastActivity } from "../scaling/cooldown";
import type { ScaledService } from "./scaled-service";

/** How many activities of a service are kept; AWS keeps those of six weeks (DescribeScalingActivities). */
const KEPT_ACTIVITIES = 100;

/** A change of a service's capacity, and why. */
export interface CapacityChange {
  readonly capacity: number;
  readonly cause: string;
  /** @default 0 */
  readonly cooldownSeconds?: number;
}

export type Direction = "in" | "out";

/** What is remembered of the last activity in a direction. */
export function lastActivity(
  { target }: ScaledService,
  direction: Direction,
  running: RunningReader,
): LastActivity | undefined {
  const memory = running.find("scalingMemory", memoryId(target.id, target.region, direction));
  if (memory === undefined) return undefined;
  const activity = running.find("scalingActivity", memory.activityId ?? "");
  return {
    endedAt: activity === undefined ? memory.lastActivityAt : activity.endedAt,
    adjustment: memory.lastAdjustment,
    cooldownSeconds: memory.cooldownSeconds ?? 0,
  };
}

/** Begins an activity, which takes the place of one that goes on. */
export function begunActivity(
  scaled: ScaledService,
  { capacity, cause, cooldownSeconds = 0 }: CapacityChange,
  { now, running, draw }: Pick<Situation, "now" | "running" | "draw">,
): RunningChange[] {
  const { target, resourceId } = scaled;
  const direction: Direction = capacity > scaled.capacity ? "out" : "in";
  const id = draw(32);
  const activity: ScalingActivity = {
    id,
    resourceId,
    region: target.region,
    description: `Setting desired count to ${capacity}.`,
    cause,
    startedAt: now,
    status: "InProgress",
    statusMessage: `Successfully set desired count to ${capacity}. Waiting for change to be fulfilled by ecs.`,
    capacityBefore: scaled.capacity,
    capacityAfter: capacity,
  };
  const memory: ScalingMemory = {
    id: memoryId(target.id, target.region, direction),
    lastActivityAt: now,
    lastAdjustment: capacity - scaled.capacity + stillCounted(scaled, direction, running, now),
    activityId: id,
    cooldownSeconds,
  };
  return [
    ...overridden(scaled, running, now),
    ...forgotten(scaled, running),
    ...(direction === "out" ? [{ kind: "scalingMemory", id: memoryId(target.id, target.region, "in") } as const] : []),
    { kind: "scalingMemory", id: memory.id, value: memory },
    { kind: "scalingActivity", id, value: activity },
  ];
}

/** What a scale-out added whose cooldown lasts: the next one counts it as its own. */
function stillCounted(scaled: ScaledService, direction: Direction, running: RunningReader, now: number): number {
  const last = direction === "out" ? lastActivity(scaled, "out", running) : undefined;
  return last !== undefined && isCooling(last, now) ? last.adjustment : 0;
}

/** Ends activities whose tasks run, or that wait for too long. */
export function endedActivities(situation: Situation): Outcome {
  const { now, running, parameters } = situation;
  const open = running
    .all("scalingMemory")
    .flatMap(({ activityId }) => running.find("scalingActivity", activityId ?? "") ?? [])
    .filter(({ status, resourceId }) => status === "InProgress" && resourceId.startsWith("service/"));
  if (open.length === 0) return {};
  const ended = open.flatMap((activity) => endOf(activity, situation) ?? []);
  const waiting = open.filter(({ id }) => !ended.some((each) => each.id === id));
  return {
    changes: ended.map((value) => ({ kind: "scalingActivity", id: value.id, value })),
    ...(waiting.length === 0
      ? {}
      : {
          wakeAt: Math.max(
            now + 1,
            Math.min(...waiting.map(({ startedAt }) => startedAt + parameters.unfulfilledAfterSeconds * SECOND)),
          ),
        }),
  };
}

function endOf(activity: ScalingActivity, { now, running, parameters }: Situation): ScalingActivity | undefined {
  const { capacityBefore = 0, capacityAfter = 0, startedAt } = activity;
  const count = runningTasks(activity, running);
  const isFulfilled = capacityAfter > capacityBefore ? count >= capacityAfter : count <= capacityAfter;
  const set = `Successfully set desired count to ${capacityAfter}.`;
  if (isFulfilled) {
    const statusMessage = `${set} Change successfully fulfilled by ecs.`;
    return { ...activity, status: "Successful", endedAt: now, statusMessage };
  }
  if (now < startedAt + parameters.unfulfilledAfterSeconds * SECOND) return undefined;
  return { ...activity, status: "Unfulfilled", endedAt: now, statusMessage: `${set} Not fulfilled by ecs in time.` };
}

function runningTasks({ resourceId, region }: ScalingActivity, running: RunningReader): number {
  const [, cluster = "", service = ""] = resourceId.split("/");
  const suffix = `:service/${cluster}/${service}`;
  return running
    .all("task")
    .filter((task) => task.lastStatus === "RUNNING" && task.region === region && task.serviceArn?.endsWith(suffix))
    .length;
}

function overridden({ resourceId, target }: ScaledService, running: RunningReader, now: number): RunningChange[] {
  return activitiesOf(resourceId, target.region, running)
    .filter(({ status }) => status === "InProgress")
    .map((activity) => ({
      kind: "scalingActivity",
      id: activity.id,
      value: { ...activity, status: "Overridden", endedAt: now, statusMessage: "Another scaling activity began." },
    }));
}

function forgotten({ resourceId, target }: ScaledService, running: RunningReader): RunningChange[] {
  return activitiesOf(resourceId, target.region, running)
    .slice(0, -(KEPT_ACTIVITIES - 1))
    .map(({ id }) => ({ kind: "scalingActivity", id }));
}

function activitiesOf(resourceId: string, region: string, running: RunningReader): ScalingActivity[] {
  return running.all("scalingActivity").filter((each) => each.resourceId === resourceId && each.region === region);
}

function memoryId(targetId: string, region: string, direction: Direction): string {
  return `${region}|${targetId}|${direction}`;
}
