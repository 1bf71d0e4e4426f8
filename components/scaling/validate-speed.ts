import type { ArgumentProblems } from "../shared/validation";
import { DEFAULT_SPEED, type ScalingSpeed } from "./scaling-plan";

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
