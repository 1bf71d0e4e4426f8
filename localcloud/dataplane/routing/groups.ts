import type { WeightedGroup } from "../../services/lb/traffic-weights";
import { stickyId } from "./sticky-cookies";

/**
 * The target group that gets a request: the one that its client sticks to, else one by weight (Elastic Load Balancing
 * API Reference, TargetGroupTuple). Undefined where every weight is 0.
 *
 * @param stuck id of the group that the client sticks to
 * @param random from 0 to less than 1
 * @param canTake whether a group has a target for a client that sticks to it
 */
export function chooseGroup(
  groups: readonly WeightedGroup[],
  stuck: string | undefined,
  random: number,
  canTake: (arn: string) => boolean = () => true,
): string | undefined {
  const sticky = stuck === undefined ? undefined : groups.find(({ arn }) => stickyId(arn) === stuck);
  if (sticky !== undefined && canTake(sticky.arn)) return sticky.arn;
  return byWeight(groups, ({ weight }) => weight, random)?.arn;
}

/** One of several by weight; undefined where every weight is 0. */
export function byWeight<Item>(
  items: readonly Item[],
  weightOf: (item: Item) => number,
  random: number,
): Item | undefined {
  const total = items.reduce((sum, item) => sum + weightOf(item), 0);
  let left = random * total;
  for (const item of items) {
    const weight = weightOf(item);
    if (weight > 0 && left < weight) return item;
    left -= weight;
  }
  // Rounding may leave a little of the last one's weight.
  return total > 0 ? items.findLast((item) => weightOf(item) > 0) : undefined;
}
