import { durationSeconds } from "../../shared/quantity";
import type { ArgumentProblems } from "../../shared/validation";

/** Smallest and largest value that AWS accepts. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Requires a whole number within a range, where one is given. */
export function requireInteger(
  problems: ArgumentProblems,
  path: string,
  value: number | undefined,
  { from, to }: Range,
): void {
  if (value === undefined) return;
  const holds = Number.isInteger(value) && value >= from && value <= to;
  problems.require(holds, path, `must be a whole number from ${from} to ${to}, got ${value}`);
}

/** Seconds of a duration, required to be whole and within a range; undefined where none is given or it is not one. */
export function requireSeconds(
  problems: ArgumentProblems,
  path: string,
  text: string | undefined,
  { from, to }: Range,
): number | undefined {
  if (text === undefined) return undefined;
  const seconds = problems.attempt(path, () => durationSeconds(text));
  if (seconds === undefined) return undefined;
  const holds = Number.isInteger(seconds) && seconds >= from && seconds <= to;
  problems.require(holds, path, `must be ${from} to ${to} whole seconds, got ${JSON.stringify(text)}`);
  return seconds;
}
