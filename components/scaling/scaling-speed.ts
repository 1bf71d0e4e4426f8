import type { ArgumentProblems } from "../shared/validation";

/** How many instances one scaling event adds or takes away, and how long the next one waits. */
export interface ScalingSpeed {
  /** Instances that one event adds. @default 2 */
  readonly addedInstances?: number;
  /** Seconds after adding in which nothing is added, unless more is called for. @default 300 */
  readonly upCooldownSeconds?: number;
  /** Instances that one event takes away. @default 1 */
  readonly removedInstances?: number;
  /** Seconds after taking away in which nothing is taken away. @default 600 */
  readonly downCooldownSeconds?: number;
}

/** Speed of a target that gives none. */
export const DEFAULT_SPEED: Required<ScalingSpeed> = {
  addedInstances: 2,
  upCooldownSeconds: 300,
  removedInstances: 1,
  downCooldownSeconds: 600,
};

const INSTANCES = { smallest: 1, largest: 1000 };
const SECONDS = { smallest: 0, largest: 86_400 };

/** Records what is wrong with a speed. */
export function validateSpeed(speed: ScalingSpeed, problems: ArgumentProblems): void {
  for (const key of Object.keys(DEFAULT_SPEED) as (keyof ScalingSpeed)[]) {
    const { smallest, largest } = key.endsWith("Seconds") ? SECONDS : INSTANCES;
    const value = speed[key];
    problems.require(
      value === undefined || (Number.isInteger(value) && value >= smallest && value <= largest),
      `speed.${key}`,
      `must be a whole number from ${smallest} to ${largest}, got ${String(value)}`,
    );
  }
}
