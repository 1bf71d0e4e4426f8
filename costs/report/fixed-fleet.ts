import { inCents, type Range } from "../model/range";
import { monthlyOf, type ResourceCost } from "../stack/stack-costs";

/** How many of something ran: services and groups by the name that they are called by. */
export interface Ran {
  readonly subject: string;
  /** Mean number over the time of which there are records. */
  readonly mean: number;
  /** Most that ran at once. */
  readonly most: number;
  /** Days of which there are records. */
  readonly days: number;
}

/** What scales, against as many as the peak needs, all the time; in USD a month. */
export interface FleetComparison {
  readonly name: string;
  readonly count: Range;
  /** As many as the bounds allow, all the time. */
  readonly fixed: number;
  /** At the mean number that ran; where there are no records of it, from the least to the most. */
  readonly scaled: Range;
  /** What scaling saves. */
  readonly saved: Range;
  /** Whether the mean was recorded; else the bounds alone say what is possible. */
  readonly isRecorded: boolean;
  readonly days: number;
}

/** Compares what scales with a fixed fleet that is sized for the peak. */
export function againstFixedFleet(costs: readonly ResourceCost[], ran: readonly Ran[]): readonly FleetComparison[] {
  return costs
    .flatMap((each) => comparisonOf(each, ran))
    .sort((one, other) => other.fixed - one.fixed || one.name.localeCompare(other.name));
}

function comparisonOf({ resource, cost }: ResourceCost, ran: readonly Ran[]): FleetComparison[] {
  const monthly = monthlyOf(cost);
  const count = cost.kind === "priced" ? cost.fixed.find((each) => each.count.min < each.count.max)?.count : undefined;
  if (count === undefined) return [];
  const record = ran.find(({ subject }) => subject === resource.text("name") || resource.name.endsWith(`-${subject}`));
  const scaled = record === undefined ? monthly : at(record.mean, count, monthly);
  const saved = inCents({ min: monthly.max - scaled.max, max: monthly.max - scaled.min });
  return [
    {
      name: resource.name,
      count,
      fixed: Math.round(monthly.max * 100) / 100,
      scaled: inCents(scaled),
      saved,
      isRecorded: record !== undefined,
      days: record?.days ?? 0,
    },
  ];
}

/** What a mean number costs: in proportion between the bounds. */
function at(mean: number, count: Range, monthly: Range): Range {
  const share = Math.min(1, Math.max(0, (mean - count.min) / (count.max - count.min)));
  const usd = monthly.min + share * (monthly.max - monthly.min);
  return { min: usd, max: usd };
}
