import { RESOURCE_NAMES, type ResourceName, type Resources } from "./capacity";

/** Tasks of one size that run at once. */
export interface TaskCount {
  readonly task: Resources;
  readonly count: number;
}

/**
 * Instances on which all tasks find a place, in whatever order and wherever ECS puts them, as long as it uses an
 * instance that has room: spreading over zones and packing by memory are wishes that it gives up where they can't be
 * had.
 *
 * Why it suffices: an instance refuses a task only when one resource has less left than the task needs, so that the
 * tasks on it hold more than the rest of that resource. In multiples of the largest unit in which all sizes can be
 * counted, every other task holds a share of what it takes to refuse, the whole of it at most; with the shares of all
 * others added up, as many instances as their whole sum refuse, and one more doesn't. So there are never more instances
 * than tasks.
 */
export function instancesFor(counts: readonly TaskCount[], offer: Resources): number {
  const present = bySize(counts).filter(({ count }) => count > 0);
  const unit = commonUnits(present.map(({ task }) => task));
  const room = inUnits(offer, unit);
  const tasks = present.map(({ task, count }) => ({ task: inUnits(task, unit), count }));
  return Math.max(0, ...tasks.map(({ task }) => instancesForLast(task, tasks, room)));
}

/** Tasks of one size counted together: many services have few sizes. */
function bySize(counts: readonly TaskCount[]): TaskCount[] {
  const sizes = new Map<string, TaskCount>();
  for (const { task, count } of counts) {
    const size = RESOURCE_NAMES.map((name) => task[name]).join(" ");
    sizes.set(size, { task, count: count + (sizes.get(size)?.count ?? 0) });
  }
  return [...sizes.values()];
}

/** Instances of which at least one takes a task when all others have their place. */
function instancesForLast(last: Resources, tasks: readonly TaskCount[], room: Resources): number {
  const scarce = RESOURCE_NAMES.filter(
    (name) => othersTotal(last, tasks, (task) => share(name, task, last, room)) >= 1,
  );
  const refused = othersTotal(last, tasks, (task) =>
    Math.max(0, ...scarce.map((name) => share(name, task, last, room))),
  );
  return Math.floor(refused) + 1;
}

/** Sum over all tasks but the last one. Binary fractions must not turn a whole number into a little less. */
function othersTotal(last: Resources, tasks: readonly TaskCount[], value: (task: Resources) => number): number {
  return tasks.reduce((sum, { task, count }) => sum + value(task) * count, 0) - value(last) + 1e-9;
}

/**
 * Which part of an instance's refusal of `last` for want of one resource a task accounts for: never more than the
 * whole, however large the task, since it is on one instance alone.
 */
function share(name: ResourceName, task: Resources, last: Resources, room: Resources): number {
  return Math.min(1, task[name] / (room[name] - last[name] + 1));
}

/** The largest amount of each resource of which every task needs a multiple. */
function commonUnits(tasks: readonly Resources[]): Resources {
  const unit = (name: ResourceName): number => tasks.map((task) => task[name]).reduce(commonDivisor, 0) || 1;
  return {
    cpuUnits: unit("cpuUnits"),
    memoryMebibytes: unit("memoryMebibytes"),
    networkInterfaces: unit("networkInterfaces"),
  };
}

function inUnits(resources: Resources, unit: Resources): Resources {
  return {
    cpuUnits: Math.floor(resources.cpuUnits / unit.cpuUnits),
    memoryMebibytes: Math.floor(resources.memoryMebibytes / unit.memoryMebibytes),
    networkInterfaces: Math.floor(resources.networkInterfaces / unit.networkInterfaces),
  };
}

function commonDivisor(first: number, second: number): number {
  return second === 0 ? first : commonDivisor(second, first % second);
}
