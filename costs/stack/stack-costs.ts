import type { Cost } from "../model/cost";
import { NOTHING, type Range, sum } from "../model/range";
import type { CostedResource } from "../model/resource";
import { costOf } from "../resources/cost-of";
import type { PlainStack } from "./plain-stack";

/** A resource and what it costs. */
export interface ResourceCost {
  readonly resource: CostedResource;
  readonly cost: Cost;
}

/** What each resource of a stack costs. */
export function costsOf(stack: PlainStack): readonly ResourceCost[] {
  return stack.everything.map((resource) => ({ resource, cost: costOf(resource, stack) }));
}

/** USD a month of what is paid whatever the load is; nothing for what has no price. */
export function monthlyOf(cost: Cost | undefined): Range {
  return cost?.kind === "priced" ? cost.monthly : NOTHING;
}

export function totalOf(costs: readonly ResourceCost[]): Range {
  return sum(costs.map(({ cost }) => monthlyOf(cost)));
}

/** What has no price: a type, its resources and why. */
export interface Unpriced {
  readonly type: string;
  readonly names: readonly string[];
  readonly reason: string;
}

/** Types and parts that cost something and are in no sum, each reason once. */
export function unpricedOf(costs: readonly ResourceCost[]): readonly Unpriced[] {
  const found = new Map<string, { type: string; names: string[]; reason: string }>();
  for (const { resource, cost } of costs) {
    for (const reason of reasonsOf(cost)) {
      const key = `${resource.type} ${reason}`;
      const known = found.get(key) ?? { type: resource.type, names: [], reason };
      known.names.push(resource.name);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

function reasonsOf(cost: Cost): readonly string[] {
  if (cost.kind === "unpriced") return [cost.reason];
  return cost.kind === "priced" ? cost.missing : [];
}

/** How many resources have a price that was not read in their region. */
export function estimatedCount(costs: readonly ResourceCost[]): number {
  return costs.filter(({ cost }) => {
    return cost.kind === "priced" && cost.fixed.some(({ price }) => price.basis !== "listed");
  }).length;
}
