import type { RunningTask } from "../../model/task";
import { sortedBy } from "../../grouping";
import type { ServiceContext } from "./service-context";
import { placementStrategiesOf } from "./strategies";

/**
 * The tasks that the scheduler stops first, so that the rest is as well placed as it can be (Amazon ECS Developer
 * Guide, "Update Amazon ECS service parameters" and "Use strategies to define Amazon ECS task placement"): of the
 * zone with the most tasks; there, by binpack, of the instance that has the most left, else of the one with the most
 * tasks.
 */
export function firstToStop(context: ServiceContext, candidates: readonly RunningTask[], count: number): RunningTask[] {
  if (count === 0) return [];
  if (count >= candidates.length) return [...candidates];
  const chosen: RunningTask[] = [];
  while (chosen.length < count) {
    const beside = context.active().filter((task) => !chosen.includes(task));
    const left = candidates.filter((task) => !chosen.includes(task));
    const [next] = sortedBy(left, ...ranks(context, beside));
    if (next === undefined) break;
    chosen.push(next);
  }
  return chosen;
}

function ranks(context: ServiceContext, beside: readonly RunningTask[]): ((task: RunningTask) => number)[] {
  const inZone = ({ availabilityZone }: RunningTask): number =>
    -beside.filter((other) => other.availabilityZone === availabilityZone).length;
  const onInstance = ({ instanceId }: RunningTask): number =>
    -beside.filter((other) => other.instanceId === instanceId).length;
  const binpack = placementStrategiesOf(context.resource?.inputs ?? {}).find(({ type }) => type === "binpack");
  const packed = binpack === undefined ? onInstance : roomAfter(context, binpack.field);
  return [inZone, packed, ({ createdAt }) => -createdAt];
}

/** What the instance of a task has left once the task has ended; the most comes first. */
function roomAfter(context: ServiceContext, field: string): (task: RunningTask) => number {
  return (task) => {
    const slot = context.room().slotAt(task.instanceId);
    if (slot === undefined) return 0;
    return field.toLowerCase() === "cpu" ? -(slot.cpu + task.cpu) : -(slot.memory + task.memory);
  };
}
