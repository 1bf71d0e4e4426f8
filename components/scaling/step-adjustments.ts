import type { ScalingStep } from "./scaling-trigger";

/** One step of a policy; bounds are offsets from the alarm's threshold, the lower one included. */
export interface StepAdjustment {
  readonly lowerBound: number;
  /** Undefined: up to any value. */
  readonly upperBound: number | undefined;
  /** Instances that are added, or taken away where less than zero. */
  readonly instances: number;
}

/** Steps from an alarm's threshold on, each ending where the next begins. */
export function stepAdjustments(threshold: number, steps: readonly ScalingStep[], first: number): StepAdjustment[] {
  const all = [{ above: threshold, instances: first }, ...steps];
  return all.map(({ above, instances }, index) => {
    const next = all[index + 1];
    return {
      lowerBound: offset(above, threshold),
      upperBound: next === undefined ? undefined : offset(next.above, threshold),
      instances,
    };
  });
}

/**
 * The distance from the threshold, rounded to 9 digits: binary fractions differ in the last ones, and the upper bound
 * of a step has to equal the lower bound of the next.
 */
function offset(value: number, threshold: number): number {
  return Number((value - threshold).toFixed(9));
}
