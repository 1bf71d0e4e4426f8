import { durationSeconds } from "./quantity";
import type { ArgumentProblems } from "./validation";

/** Smallest and largest value that AWS accepts. */
export interface Bounds {
  readonly smallest: number;
  readonly largest: number;
}

/** Whether a value is a whole number within bounds. */
export function isWholeWithin(value: number, { smallest, largest }: Bounds): boolean {
  return Number.isInteger(value) && value >= smallest && value <= largest;
}

/** Records a value that is given and not a whole number within bounds. */
export function requireWhole(
  problems: ArgumentProblems,
  propertyPath: string,
  value: number | undefined,
  bounds: Bounds,
): void {
  problems.require(
    value === undefined || isWholeWithin(value, bounds),
    propertyPath,
    `must be a whole number from ${bounds.smallest} to ${bounds.largest}, got ${String(value)}`,
  );
}

/**
 * Records a duration that is given and not a whole number of seconds within bounds.
 * @returns its seconds where nothing is wrong with it.
 */
export function requireSeconds(
  problems: ArgumentProblems,
  propertyPath: string,
  duration: string | undefined,
  bounds: Bounds,
): number | undefined {
  if (duration === undefined) return undefined;
  const seconds = problems.attempt(propertyPath, () => durationSeconds(duration));
  if (seconds === undefined || isWholeWithin(seconds, bounds)) return seconds;
  problems.add(
    propertyPath,
    `must be whole seconds from "${bounds.smallest}s" to "${bounds.largest}s", got "${duration}"`,
  );
  return undefined;
}

/** Records a percentage that is given and not within bounds in tenths. */
export function requireTenths(
  problems: ArgumentProblems,
  propertyPath: string,
  percent: number | undefined,
  { smallest, largest }: Bounds,
): void {
  problems.require(
    percent === undefined ||
      (percent >= smallest && percent <= largest && Number.isInteger(Number((percent * 10).toFixed(6)))),
    propertyPath,
    `must be a percentage from ${smallest} to ${largest} in tenths, got ${String(percent)}`,
  );
}

/** Records a duration that is given and not a whole number of minutes within bounds. */
export function requireMinutes(
  problems: ArgumentProblems,
  propertyPath: string,
  duration: string | undefined,
  bounds: Bounds,
): void {
  if (duration === undefined || (duration === "0m" && bounds.smallest === 0)) return;
  const seconds = problems.attempt(propertyPath, () => durationSeconds(duration));
  problems.require(
    seconds === undefined || isWholeWithin(seconds / 60, bounds),
    propertyPath,
    `must be whole minutes from "${bounds.smallest}m" to "${bounds.largest}m", got "${duration}"`,
  );
}
