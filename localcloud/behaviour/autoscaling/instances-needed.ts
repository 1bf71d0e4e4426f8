import { instanceType } from "../../../components/capacity-sizing/instance-types";
import { visibleMemoryMebibytes } from "../../../components/capacity-sizing/capacity";
import type { Parameters } from "../parameters";
import type { ScalingSettings } from "./capacity-providers";
import type { LaunchSpecification } from "./launch-specification";

/** What a task takes of an instance, or an instance has for tasks. */
export interface TaskResources {
  /** CPU units. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  readonly networkInterfaces: number;
}

const RESOURCES = ["cpu", "memory", "networkInterfaces"] as const;

/** The least and the most of each resource that the types of a group have. */
export interface InstanceOffers {
  readonly smallest: TaskResources;
  readonly largest: TaskResources;
}

/** What new instances of a group offer; undefined where none of their types is known. */
export function instanceOffers(
  { instanceTypes, agent }: LaunchSpecification,
  { networkInterfaceTrunking }: Parameters,
): InstanceOffers | undefined {
  const offers = instanceTypes.flatMap((name) => {
    const type = instanceType(name);
    if (type === undefined) return [];
    const { taskInterfaces, trunkedTaskInterfaces = taskInterfaces } = type;
    return {
      cpu: type.virtualCpus * 1024,
      memory: Math.max(visibleMemoryMebibytes(type) - agent.reservedMemoryMebibytes, 0),
      networkInterfaces: networkInterfaceTrunking ? trunkedTaskInterfaces : taskInterfaces,
    };
  });
  if (offers.length === 0) return undefined;
  return { smallest: extremes(offers, Math.min), largest: extremes(offers, Math.max) };
}

function extremes(offers: readonly TaskResources[], choose: (...values: number[]) => number): TaskResources {
  const of = (name: (typeof RESOURCES)[number]): number => choose(...offers.map((offer) => offer[name]));
  return { cpu: of("cpu"), memory: of("memory"), networkInterfaces: of("networkInterfaces") };
}

/**
 * Instances that are to be added for tasks that wait: tasks of one size are packed onto new instances, and the size
 * that needs most of them counts. Sizes that don't fit the smallest type are left out, since they could wait for ever
 * (Amazon ECS Developer Guide, "Amazon ECS managed scaling behavior").
 */
export function instancesToAdd(
  waiting: readonly TaskResources[],
  { smallest, largest }: InstanceOffers,
  { minimumStep, maximumStep }: Pick<ScalingSettings, "minimumStep" | "maximumStep">,
): number {
  const counts = new Map<string, { readonly size: TaskResources; count: number }>();
  for (const size of waiting) {
    const key = RESOURCES.map((name) => size[name]).join(" ");
    const known = counts.get(key) ?? { size, count: 0 };
    known.count += 1;
    counts.set(key, known);
  }
  const needed = [...counts.values()]
    .filter(({ size }) => tasksOn(smallest, size) >= 1)
    .map(({ size, count }) => Math.ceil(count / tasksOn(largest, size)));
  return needed.length === 0 ? 0 : Math.max(minimumStep, Math.min(maximumStep, Math.max(...needed)));
}

/** Tasks of a size that an instance holds. */
function tasksOn(offer: TaskResources, size: TaskResources): number {
  return Math.min(...RESOURCES.map((name) => (size[name] === 0 ? Infinity : Math.floor(offer[name] / size[name]))));
}
