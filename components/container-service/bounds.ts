import { durationSeconds } from "../shared/quantity";
import type { ArgumentProblems } from "../shared/validation";

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
