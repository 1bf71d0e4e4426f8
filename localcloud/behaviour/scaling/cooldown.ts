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
  last: { readonly out: LastActivity | undefined; readonly in: LastActivity | undefined },
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
