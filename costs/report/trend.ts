import { inCents, type Range } from "../model/range";
import { PlainStack } from "../stack/plain-stack";
import { costsOf, totalOf } from "../stack/stack-costs";
import type { StackResource } from "../stack/stack-resource";

/** The state that an update left. */
export interface RecordedState {
  readonly version: number;
  readonly endedAt: string;
  readonly resources: readonly StackResource[];
}

/** What an environment cost after an update, in USD a month, at the prices of today's table. */
export interface TrendPoint {
  readonly version: number;
  readonly endedAt: string;
  readonly monthly: Range;
}

/** What the recorded states cost, the oldest first; an update that changed nothing about the cost is left out. */
export function trendOf(states: readonly RecordedState[], region: string): readonly TrendPoint[] {
  const points = [...states]
    .sort((one, other) => one.version - other.version)
    .map(({ version, endedAt, resources }) => ({
      version,
      endedAt,
      monthly: inCents(totalOf(costsOf(new PlainStack(resources, region)))),
    }));
  return points.filter(({ monthly }, place) => {
    const before = points[place - 1]?.monthly;
    return before?.min !== monthly.min || before.max !== monthly.max;
  });
}
