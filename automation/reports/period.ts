/** A span of time that a report is about. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** The part of a span that lies in a period, in milliseconds. */
export function overlap({ from, to }: Period, begin: Date, end: Date): number {
  return Math.max(0, Math.min(to.getTime(), end.getTime()) - Math.max(from.getTime(), begin.getTime()));
}

/** Whether a time, as ISO 8601, lies in a period. */
export function isIn({ from, to }: Period, time: string): boolean {
  const at = Date.parse(time);
  return at >= from.getTime() && at < to.getTime();
}
