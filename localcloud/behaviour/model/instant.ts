/** A point in time: milliseconds since the epoch, on the clock of the world that it belongs to. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** The start of the period that an instant falls into, as CloudWatch aligns its periods. */
export function periodStart(instant: Instant, periodSeconds: number): Instant {
  const length = periodSeconds * SECOND;
  return Math.floor(instant / length) * length;
}

/** The earliest of some instants; undefined where there is none. */
export function earliest(...instants: readonly (Instant | undefined)[]): Instant | undefined {
  const known = instants.filter((each) => each !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
