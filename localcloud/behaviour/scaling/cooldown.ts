import type { Instant } from "../model/instant";
import { SECOND } from "../model/instant";

/** The last scaling activity in a direction. */
export interface LastActivity {
  /** When it ended; undefined while it goes on. */
  readonly endedAt: Instant | undefined;
  /** Capacity that it added, or took away if negative. */
  readonly adjustment: number;
  /** Seconds after it in which the policy that it came from waits. */
  readonly cooldownSeconds: number;
}

/** Whether an activity goes on, or its cooldown does. */
export function isCooling(activity: LastActivity | undefined, now: Instant): boolean {
  if (activity === undefined) return false;
  return activity.endedAt === undefined || now < activity.endedAt + activity.cooldownSeconds * SECOND;
}

/** The last activities in both directions. */
export interface LastActivities {
  readonly out: LastActivity | undefined;
  readonly in: LastActivity | undefined;
}

/**
 * The capacity that a policy may set while cooldowns last; undefined where it has to wait.
 *
 * During the cooldown of a scale-out, what it added counts as a part of the next one, so that only a larger step adds,
 * and only the difference. A scale-in waits for the end of any cooldown. A scale-out doesn't wait for that of a
 * scale-in (Application Auto Scaling API Reference, StepScalingPolicyConfiguration, Cooldown).
 *
 * @param wanted the capacity that follows from another, without bounds
 */
export function allowedCapacity(
  capacity: number,
  wanted: (capacity: number) => number,
  last: LastActivities,
  now: Instant,
): number | undefined {
  const isAfterOut = isCooling(last.out, now);
  const direct = wanted(capacity);
  if (direct === capacity) return undefined;
  if (direct < capacity) return isAfterOut || isCooling(last.in, now) ? undefined : direct;
  if (!isAfterOut || last.out === undefined) return direct;
  const together = wanted(capacity - last.out.adjustment);
  return together > capacity ? together : undefined;
}

/**
 * The same for a step policy of a group of instances, which has no cooldown: what a scale-out added counts as a part
 * of the next one as long as its instances warm up, and no scale-in begins; what a scale-in takes away counts as
 * there until it is gone, so that it isn't taken away twice (Amazon EC2 Auto Scaling User Guide, "Step and simple
 * scaling policies", instance warmup). The cooldown of a scale-out is its warmup.
 */
export function capacityInWarmup(
  capacity: number,
  wanted: (capacity: number) => number,
  last: LastActivities,
  now: Instant,
): number | undefined {
  const isGoingIn = last.in !== undefined && last.in.endedAt === undefined;
  const direct = allowedCapacity(capacity, wanted, { out: last.out, in: undefined }, now);
  if (direct === undefined || direct >= capacity || !isGoingIn) return direct;
  const together = wanted(capacity - last.in.adjustment);
  return together < capacity ? together : undefined;
}
