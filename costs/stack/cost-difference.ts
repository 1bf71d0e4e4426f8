import { difference, inCents, type Range } from "../model/range";
import { datesOf } from "../prices/table";
import { PlainStack } from "./plain-stack";
import {
  costsOf,
  estimatedCount,
  monthlyOf,
  type ResourceCost,
  totalOf,
  type Unpriced,
  unpricedOf,
} from "./stack-costs";
import type { StackResource } from "./stack-resource";

/** What a change does to the cost of a resource, in USD a month. */
export interface CostChange {
  readonly urn: string;
  readonly name: string;
  readonly type: string;
  readonly before: Range;
  readonly after: Range;
  readonly difference: Range;
}

/** What a change does to the cost of a stack, in USD a month, about. It has no values of properties. */
export interface CostDifference {
  readonly before: Range;
  readonly after: Range;
  readonly difference: Range;
  /** The largest first. */
  readonly changes: readonly CostChange[];
  /** What costs something and is in no sum. */
  readonly unpriced: readonly Unpriced[];
  /** How many resources have a price that follows from another size or region. */
  readonly estimated: number;
  /** Days of the oldest and of the newest price. */
  readonly prices: { readonly oldest: string; readonly newest: string };
}

/** A resource before and after a change; without the one it is created, without the other it is deleted. */
export interface ChangedResource {
  readonly before?: StackResource | undefined;
  readonly after?: StackResource | undefined;
}

/** Less than this in USD a month is no change. */
const SMALLEST = 0.005;

/**
 * Compares what a stack costs before and after a change. All of its resources are needed, also those that stay: what a
 * service costs is by its task definition.
 */
export function costDifference(resources: readonly ChangedResource[], region: string): CostDifference {
  const before = costsOf(
    new PlainStack(
      resources.flatMap((each) => each.before ?? []),
      region,
    ),
  );
  const after = costsOf(
    new PlainStack(
      resources.flatMap((each) => each.after ?? []),
      region,
    ),
  );
  return {
    before: inCents(totalOf(before)),
    after: inCents(totalOf(after)),
    difference: inCents(difference(totalOf(after), totalOf(before))),
    changes: changesOf(before, after),
    unpriced: unpricedOf(after),
    estimated: estimatedCount(after),
    prices: datesOf(),
  };
}

function changesOf(before: readonly ResourceCost[], after: readonly ResourceCost[]): readonly CostChange[] {
  const [old, now] = [byUrn(before), byUrn(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .flatMap((urn) => changeOf(urn, old.get(urn), now.get(urn)))
    .sort((one, other) => sizeOf(other.difference) - sizeOf(one.difference) || one.name.localeCompare(other.name));
}

function changeOf(urn: string, old: ResourceCost | undefined, now: ResourceCost | undefined): CostChange[] {
  const resource = (now ?? old)?.resource;
  const [before, after] = [monthlyOf(old?.cost), monthlyOf(now?.cost)];
  const change = difference(after, before);
  if (resource === undefined || sizeOf(change) < SMALLEST) return [];
  const { name, type } = resource;
  return [{ urn, name, type, before: inCents(before), after: inCents(after), difference: inCents(change) }];
}

function byUrn(costs: readonly ResourceCost[]): ReadonlyMap<string, ResourceCost> {
  return new Map(costs.map((each) => [each.resource.urn, each]));
}

function sizeOf({ min, max }: Range): number {
  return Math.max(Math.abs(min), Math.abs(max));
}
