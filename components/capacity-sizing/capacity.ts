import type { InstanceType } from "./instance-types";

/** Resources that an instance offers to tasks, or that one task uses. */
export interface Resources {
  /** 1024 to a virtual CPU. */
  readonly cpuUnits: number;
  readonly memoryMebibytes: number;
  readonly networkInterfaces: number;
}

export type ResourceName = keyof Resources;

export const RESOURCE_NAMES = ["cpuUnits", "memoryMebibytes", "networkInterfaces"] as const;

/**
 * Memory that tasks are not given although the instance has it, in MiB: ECS's and CloudWatch's agents need it. It
 * becomes `ECS_RESERVED_MEMORY`.
 */
export const RESERVED_MEMORY_MEBIBYTES = 256;

/**
 * Memory that an instance never shows to ECS, since firmware and kernel hold it: a share, and as much again on the
 * smallest type as on the largest. AWS documents no figures but an m4.large's, 7,985 of 8,192 MiB (Amazon ECS Developer
 * Guide, "Reserving Amazon ECS Linux container instance memory"). Types on Nitro show less: 3,704 of 4,096 MiB of a
 * c5.large and 378,652 of 393,216 of an m5.24xlarge were seen, which no share alone describes.
 */
const HELD_MEMORY_SHARE = 0.05;
const HELD_MEMORY_MEBIBYTES = 256;

/** Memory that an instance of a type shows to ECS, in MiB. */
export function visibleMemoryMebibytes({ memoryMebibytes }: InstanceType): number {
  return Math.max(memoryMebibytes - Math.ceil(memoryMebibytes * HELD_MEMORY_SHARE) - HELD_MEMORY_MEBIBYTES, 0);
}

/** The resources that an instance of a type offers to tasks. */
export function offeredResources(type: InstanceType, networkInterfaceTrunking: boolean): Resources {
  const { taskInterfaces, trunkedTaskInterfaces } = type;
  return {
    cpuUnits: type.virtualCpus * 1024,
    memoryMebibytes: Math.max(visibleMemoryMebibytes(type) - RESERVED_MEMORY_MEBIBYTES, 0),
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

/** Tasks of one size that an instance holds, and the resource that they use up first. */
export function tasksPerInstance(
  task: Resources,
  offer: Resources,
): { readonly count: number; readonly limitedBy: ResourceName } {
  const counts = RESOURCE_NAMES.map((name) => ({ count: Math.floor(offer[name] / task[name]), limitedBy: name }));
  return counts.reduce((least, each) => (each.count < least.count ? each : least));
}
