import { RESOURCE_NAMES, type Resources } from "../../../components/capacity-sizing/capacity";
import type { TaskCount } from "../../../components/capacity-sizing/packing";

/** How much of each resource is used on each instance. */
type Instances = readonly Resources[];

const EMPTY: Resources = { cpuUnits: 0, memoryMebibytes: 0, networkInterfaces: 0 };

/**
 * The fewest instances on which all tasks find a place whatever happens: found by trying every order of the tasks and
 * every instance with room for each. For few tasks only.
 */
export function fewestThatSuffice(counts: readonly TaskCount[], offer: Resources): number {
  let instances = 1;
  while (canRefuse(counts, Array<Resources>(instances).fill(EMPTY), offer, new Set())) instances += 1;
  return instances;
}

/** Whether some order and some choice of instances leave a task without a place. */
function canRefuse(left: readonly TaskCount[], used: Instances, offer: Resources, seen: Set<string>): boolean {
  const situation = `${left.map(({ count }) => count).join()} ${used.map(shown).sort().join()}`;
  if (seen.has(situation)) return false;
  seen.add(situation);
  return left.some(({ task, count }, size) => {
    if (count === 0) return false;
    const after = left.map((each, index) => (index === size ? { ...each, count: count - 1 } : each));
    const placed = used.flatMap((instance, index) => {
      const sum = plus(instance, task);
      return RESOURCE_NAMES.every((name) => sum[name] <= offer[name]) ? [used.with(index, sum)] : [];
    });
    return placed.length === 0 || placed.some((instances) => canRefuse(after, instances, offer, seen));
  });
}

function shown(used: Resources): string {
  return RESOURCE_NAMES.map((name) => used[name]).join("/");
}

function plus(one: Resources, other: Resources): Resources {
  return {
    cpuUnits: one.cpuUnits + other.cpuUnits,
    memoryMebibytes: one.memoryMebibytes + other.memoryMebibytes,
    networkInterfaces: one.networkInterfaces + other.networkInterfaces,
  };
}
