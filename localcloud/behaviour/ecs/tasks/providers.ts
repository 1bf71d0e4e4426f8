import type { CloudReader } from "../../../model/resource";
import { number, objects, text, type Properties } from "../../../model/values";
import { attachmentOf, isFargateProvider } from "../../../services/ecs/capacity-provider-lookup";
import { sortedBy } from "../../grouping";

/** Where a task is to run. */
export interface Capacity {
  readonly launchType: "EC2" | "FARGATE";
  /** None where a launch type was asked for. */
  readonly capacityProvider?: string;
}

/** An item of a capacity provider strategy (Amazon ECS API Reference, CapacityProviderStrategyItem). */
export interface StrategyItem {
  readonly capacityProvider: string;
  readonly base: number;
  readonly weight: number;
}

/**
 * The strategy of a service or task: its own, else its cluster's default one; empty where it has a launch type (Amazon
 * ECS API Reference, CreateService, capacityProviderStrategy).
 */
export function strategyOf(inputs: Properties, clusterName: string, cloud: CloudReader): StrategyItem[] {
  if (text(inputs, "launchType") !== undefined) return [];
  const own = itemsOf(inputs, "capacityProviderStrategies");
  if (own.length > 0) return own;
  return itemsOf(attachmentOf(clusterName, cloud)?.inputs ?? {}, "defaultCapacityProviderStrategies");
}

function itemsOf(inputs: Properties, input: string): StrategyItem[] {
  return objects(inputs, input).map((item) => ({
    capacityProvider: text(item, "capacityProvider") ?? "",
    base: number(item, "base") ?? 0,
    weight: number(item, "weight") ?? 0,
  }));
}

/**
 * Where the next task runs: bases are filled first, then tasks are shared by weight (CapacityProviderStrategyItem).
 * @param tasksOf tasks that a capacity provider has of the service already
 */
export function nextCapacity(
  strategy: readonly StrategyItem[],
  launchType: string | undefined,
  tasksOf: (capacityProvider: string) => number,
): Capacity {
  const chosen = strategy.find(({ capacityProvider, base }) => tasksOf(capacityProvider) < base) ?? byWeight();
  if (chosen === undefined) return { launchType: launchType === "FARGATE" ? "FARGATE" : "EC2" };
  const { capacityProvider } = chosen;
  return { launchType: isFargateProvider(capacityProvider) ? "FARGATE" : "EC2", capacityProvider };

  function byWeight(): StrategyItem | undefined {
    const weighed = strategy.filter(({ weight }) => weight > 0);
    const share = ({ capacityProvider, base, weight }: StrategyItem): number =>
      (tasksOf(capacityProvider) + 1 - base) / weight;
    return sortedBy(weighed, share)[0];
  }
}
