import type { Ran } from "./fixed-fleet";

/** A change of how many of something run. */
export interface CountChange {
  readonly subject: string;
  /** Time in ISO 8601. */
  readonly startedAt: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

const DAY = 86_400_000;

/** How many of each subject ran, weighed by time, from the first record of it until `now`. */
export function ranBy(changes: readonly CountChange[], now: Date): readonly Ran[] {
  const subjects = [...new Set(changes.map(({ subject }) => subject))];
  return subjects.flatMap((subject) => ranOf(subject, changes, now));
}

function ranOf(subject: string, changes: readonly CountChange[], now: Date): Ran[] {
  const own = changes
    .flatMap((each) =>
      each.subject === subject && each.to !== undefined ? [{ at: Date.parse(each.startedAt), to: each.to }] : [],
    )
    .sort((one, other) => one.at - other.at);
  const [first] = own;
  const end = Math.max(now.getTime(), own.at(-1)?.at ?? 0);
  if (first === undefined || end <= first.at) return [];
  const weighed = own.map(({ at, to }, place) => to * ((own[place + 1]?.at ?? end) - at));
  const span = end - first.at;
  const mean = weighed.reduce((sum, each) => sum + each, 0) / span;
  return [{ subject, mean, most: Math.max(...own.map(({ to }) => to)), days: span / DAY }];
}
