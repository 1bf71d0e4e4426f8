import type { RefreshPreferences } from "./refresh-preferences";

/** Instances of a group whose instances are being replaced. */
export interface RefreshCounts {
  readonly desired: number;
  /** Instances that are yet to be replaced, and may be. */
  readonly old: number;
  /** Those in service, as far as new ones are warmed up. */
  readonly healthy: number;
  /** How many may be replaced until the next checkpoint. */
  readonly untilCheckpoint: number;
}

/** What is to be done now. */
export interface RefreshBatch {
  readonly terminated: number;
  /** Instances beyond the desired capacity, so that new ones run before old ones go. */
  readonly surplus: number;
}

/**
 * Instances that are replaced at a time (Amazon EC2 Auto Scaling User Guide, "How an instance refresh works in an Auto
 * Scaling group"): never fewer than the minimum percentage are healthy, never more than the maximum are there. Where
 * the percentages leave no room, one at a time is replaced.
 */
export function refreshBatch(
  { desired, old, healthy, untilCheckpoint }: RefreshCounts,
  {
    minHealthyPercentage,
    maxHealthyPercentage,
  }: Pick<RefreshPreferences, "minHealthyPercentage" | "maxHealthyPercentage">,
): RefreshBatch {
  const replaceable = Math.min(old, untilCheckpoint);
  const most =
    maxHealthyPercentage > 100 ? Math.max(Math.floor((desired * maxHealthyPercentage) / 100), desired + 1) : desired;
  const least = Math.ceil((desired * minHealthyPercentage) / 100);
  const needed = most === desired ? Math.min(least, desired - 1) : least;
  const terminated = Math.max(0, Math.min(replaceable, healthy - needed));
  return { terminated, surplus: Math.min(most - desired, replaceable - terminated) };
}
