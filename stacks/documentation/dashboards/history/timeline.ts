/** The times of a made-up history: few points for weeks, one a minute for the latest hours. */
export interface Timeline {
  /** Last moment, in seconds of Unix time, at a full hour. */
  readonly end: number;
  readonly days: number;
  /** Latest hours with a point for each minute. */
  readonly fineHours: number;
}

export const MINUTE = 60;
const COARSE_MINUTES = 15;

/** Minutes of the whole history. */
export function lengthOf({ days }: Timeline): number {
  return days * 24 * 60;
}

/** Seconds of Unix time at a minute of the history. */
export function timeAt({ end, days }: Timeline, minute: number): number {
  return end - days * 86_400 + minute * MINUTE;
}

/** Whether a minute is one of the latest, of which everything is told. */
export function isFine(timeline: Timeline, minute: number): boolean {
  return minute >= lengthOf(timeline) - timeline.fineHours * 60;
}

/** Minutes that have a point, from one to another. */
export function* pointsOf(timeline: Timeline, from: number, to: number): Generator<number> {
  for (let minute = from; minute <= to; minute += 1) {
    if (isFine(timeline, minute) || minute % COARSE_MINUTES === 0) yield minute;
  }
}

/** Hour of the day, with its part, at a minute. */
export function hourAt(timeline: Timeline, minute: number): number {
  return (timeAt(timeline, minute) / 3600) % 24;
}

/** Something between 0 and 1 that looks random and is always the same. */
export function noise(...seeds: readonly number[]): number {
  const mixed = seeds.reduce(
    (sum, seed, index) => sum + Math.round(seed * 1000) * (374_761_393 + index * 668_265_263),
    0,
  );
  const value = Math.imul(mixed ^ (mixed >>> 13), 1_274_126_177);
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 32;
}
