import type { InstanceType } from "./instance-types";

/** What tasks may use of an instance, or what one task uses. */
export interface Resources {
  /** 1024 to a virtual CPU. */
  readonly cpuUnits: number;
  readonly memoryMebibytes: number;
  readonly networkInterfaces: number;
}

export type ResourceName = keyof Resources;

export const RESOURCE_NAMES = ["cpuUnits", "memoryMebibytes", "networkInterfaces"] as const;

/**
 * Memory that tasks are not given although the instance has it, in MiB: ECS's and CloudWatch's agents need it. It becomes
 * `ECS_RESERVED_MEMORY`.
 */
export const RESERVED_MEMORY_MEBIBYTES = 256;

/**
 * Share of its memory that an instance never shows to ECS, since firmware and kernel hold it, and the least that it is.
 * ECS registers 7,985 MiB of an m4.large with 8,192 (Amazon ECS Developer Guide, "Reserving Amazon ECS Linux container
 * instance memory"), which is 2.5 %; types on Nitro show less, and what is planned must fit on any.
 */
const HELD_MEMORY_SHARE = 0.07;
const LEAST_HELD_MEMORY_MEBIBYTES = 128;

/** What an instance of a type offers to tasks. */
export function offeredResources(type: InstanceType, networkInterfaceTrunking: boolean): Resources {
  const { memoryMebibytes: memory, taskInterfaces, trunkedTaskInterfaces } = type;
  const held = Math.max(Math.ceil(memory * HELD_MEMORY_SHARE), LEAST_HELD_MEMORY_MEBIBYTES);
  return {
    cpuUnits: type.virtualCpus * 1024,
    memoryMebibytes: Math.max(memory - held - RESERVED_MEMORY_MEBIBYTES, 0),
    networkInterfaces: networkInterfaceTrunking ? (trunkedTaskInterfaces ?? taskInterfaces) : taskInterfaces,
  };
}

/** The least of each resource that instances of several types offer, since a group may launch any of them. */
export function leastResources(offers: readonly Resources[]): Resources {
  const least = (name: ResourceName): number => Math.min(...offers.map((offer) => offer[name]));
  return {
    cpuUnits: least("cpuUnits"),
    memoryMebibytes: least("memoryMebibytes"),
    networkInterfaces: least("networkInterfaces"),
  };
}

/** How many tasks of one size an instance holds, and which resource ends first. */
export function tasksPerInstance(
  task: Resources,
  offer: Resources,
): { readonly count: number; readonly limitedBy: ResourceName } {
  const counts = RESOURCE_NAMES.map((name) => ({ count: Math.floor(offer[name] / task[name]), limitedBy: name }));
  return counts.reduce((least, each) => (each.count < least.count ? each : least));
}
