import { inCents, type Range, sum } from "../model/range";
import { monthlyOf, type ResourceCost } from "../stack/stack-costs";
import { type Kind, kindOf } from "./kinds";

/** What the resources of a kind cost, in USD a month. */
export interface KindCost {
  readonly kind: Kind;
  readonly monthly: Range;
  readonly resources: number;
}

/** What resources cost by what they are for, the dearest first. */
export function byKind(costs: readonly ResourceCost[]): readonly KindCost[] {
  const priced = costs.filter(({ cost }) => monthlyOf(cost).max > 0);
  const kinds = new Map<Kind, ResourceCost[]>();
  for (const each of priced) {
    const kind = kindOf(each.resource.type);
    kinds.set(kind, [...(kinds.get(kind) ?? []), each]);
  }
  return [...kinds]
    .map(([kind, some]) => ({
      kind,
      monthly: inCents(sum(some.map(({ cost }) => monthlyOf(cost)))),
      resources: some.length,
    }))
    .sort((one, other) => other.monthly.max - one.monthly.max);
}
