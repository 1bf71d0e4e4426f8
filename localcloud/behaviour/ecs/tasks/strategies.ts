import { objects, text, type Properties } from "../../../model/values";
import { attributeOf } from "./cluster-query";
import type { RunningInstance } from "../../model/instance";
import type { PlacementRequest } from "./placement";
import type { Slot } from "./room";

/** A placement strategy (Amazon ECS API Reference, PlacementStrategy). */
export interface PlacementStrategy {
  readonly type: string;
  readonly field: string;
}

const ZONE = "ecs.availability-zone";
const DIGITS_OF_DRAW = 8;

/**
 * What applies where no strategy is given: the zone with the fewest tasks, there the instance with the fewest (Amazon
 * ECS Developer Guide, "Update Amazon ECS service parameters").
 */
const DEFAULT_STRATEGIES: readonly PlacementStrategy[] = [
  { type: "spread", field: `attribute:${ZONE}` },
  { type: "spread", field: "instanceId" },
];

/** The placement strategies of a service. */
export function placementStrategiesOf(inputs: Properties): PlacementStrategy[] {
  return objects(inputs, "orderedPlacementStrategies").map((strategy) => ({
    type: text(strategy, "type") ?? "",
    field: text(strategy, "field") ?? "",
  }));
}

/** How good instances are for a task, one strategy after the other; the lowest is the best. */
export function ranksOf(request: PlacementRequest, draw: (digits: number) => string): ((slot: Slot) => number)[] {
  const strategies = request.strategies.length > 0 ? request.strategies : DEFAULT_STRATEGIES;
  return strategies.map((strategy) => rankOf(strategy, request, draw));
}

function rankOf(
  { type, field }: PlacementStrategy,
  request: PlacementRequest,
  draw: (digits: number) => string,
): (slot: Slot) => number {
  if (type === "binpack") return ({ cpu, memory }) => (field.toLowerCase() === "cpu" ? cpu : memory);
  if (type === "random") return drawnRank(draw);
  const valueOf = (instance: RunningInstance): string | undefined =>
    ["instanceId", "host"].includes(field) ? instance.id : attributeOf(instance, field.replace(/^attribute:/, ""));
  return ({ instance }) => {
    const value = valueOf(instance);
    return request.tasksOn((other) => valueOf(other) === value);
  };
}

/** A rank that is drawn once for each instance. */
function drawnRank(draw: (digits: number) => string): (slot: Slot) => number {
  const ranks = new Map<string, number>();
  return ({ instance: { id } }) => {
    const rank = ranks.get(id) ?? Number.parseInt(draw(DIGITS_OF_DRAW), 16);
    ranks.set(id, rank);
    return rank;
  };
}
