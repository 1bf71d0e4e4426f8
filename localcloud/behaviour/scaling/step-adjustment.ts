import { number, type Properties } from "../../model/values";

/** How a policy changes a capacity; the two services name the types alike. */
export interface CapacityChange {
  readonly adjustmentType: string;
  readonly adjustment: number;
  /** @default 0 */
  readonly minimumMagnitude?: number;
}

/**
 * The adjustment of the step into which a breach falls; undefined where none does. Above the threshold the lower bound
 * belongs to the step and the upper doesn't, below it is the other way round (Application Auto Scaling User Guide, "How
 * step scaling works", step adjustments).
 * @param breach the metric minus the threshold of the alarm
 */
export function stepAdjustment(steps: readonly Properties[], breach: number): number | undefined {
  const step = steps.find((each) => {
    const lower = number(each, "metricIntervalLowerBound") ?? -Infinity;
    const upper = number(each, "metricIntervalUpperBound") ?? Infinity;
    return breach >= 0 ? breach >= lower && breach < upper : breach > lower && breach <= upper;
  });
  return step === undefined ? undefined : number(step, "scalingAdjustment");
}

/** The capacity after a change, before bounds (the same, "Scaling adjustment types"). */
export function changedCapacity(
  capacity: number,
  { adjustmentType, adjustment, minimumMagnitude = 0 }: CapacityChange,
) {
  if (adjustmentType === "ExactCapacity") return adjustment;
  if (adjustmentType === "ChangeInCapacity") return capacity + adjustment;
  const share = roundedPercent((capacity * adjustment) / 100);
  const magnitude = adjustment === 0 ? 0 : Math.max(Math.abs(share), minimumMagnitude);
  return capacity + Math.sign(adjustment) * magnitude;
}

/**
 * Parts of one count as one, beyond that they are cut off: 12.7 becomes 12, 0.67 becomes 1, -0.58 becomes -1 and -6.67
 * becomes -6 (the same).
 */
function roundedPercent(change: number): number {
  if (change === 0) return 0;
  return Math.abs(change) < 1 ? Math.sign(change) : Math.trunc(change);
}

/** One value for the newest ones of a metric, as the policy aggregates them. @default "Average" */
export function aggregated(values: readonly number[], type = "Average"): number | undefined {
  if (values.length === 0) return undefined;
  if (type === "Maximum") return Math.max(...values);
  if (type === "Minimum") return Math.min(...values);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
