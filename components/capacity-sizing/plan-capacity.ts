import { ArgumentProblems } from "../shared/validation";
import {
  leastResources,
  RESERVED_MEMORY_MEBIBYTES,
  type ResourceName,
  type Resources,
  tasksPerInstance,
} from "./capacity";
import {
  type CapacityRequest,
  isScaled,
  offersOf,
  type SizedService,
  stepOf,
  surgeOf,
  taskOf,
} from "./capacity-request";
import { explanation } from "./explanation";
import { targetCapacityPercent } from "./headroom";
import { instancesFor } from "./packing";
import { rootVolumeGibibytes } from "./root-volume";
import { validateCapacityRequest } from "./validate";

/** The resource of an instance that the tasks use up first. */
export type LimitedBy = "cpu" | "memory" | "network interfaces";

/** EC2 instances on which the services fit. */
export interface CapacityPlan {
  /** Fewest instances: every service's minimum, one scaling step, and an instance in each zone. */
  readonly minSize: number;
  /** Most instances: every service at its maximum, all of them being deployed at once. */
  readonly maxSize: number;
  /** Share of the instances that tasks take up, in percent; what is left holds one scaling step. */
  readonly targetCapacityPercent: number;
  /** Disk of an instance: the image, and the scratch of as many tasks as fit on the largest type. */
  readonly rootVolumeGibibytes: number;
  /** Memory of an instance that tasks are not given. */
  readonly reservedMemoryMebibytes: number;
  /** Tasks of each service that fit on an instance of the smallest type, were they alone on it. */
  readonly tasksPerInstance: Readonly<Record<string, { readonly count: number; readonly limitedBy: LimitedBy }>>;
  /** The plan in sentences. */
  readonly explanation: readonly string[];
}

/** Instances that the services need in several situations. */
export interface NeededInstances {
  readonly atMinimum: number;
  /** All services at their minimum, after the service with the largest step has scaled once. */
  readonly afterOneStep: number;
  readonly atMaximum: number;
  readonly inRollout: number;
  /** Instances that one scaling step adds. */
  readonly step: number;
}

const LIMITS: Readonly<Record<ResourceName, LimitedBy>> = {
  cpuUnits: "cpu",
  memoryMebibytes: "memory",
  networkInterfaces: "network interfaces",
};

/**
 * EC2 instances on which services always fit: at their minimum with room for one scaling step, and at their maximum
 * while all of them are deployed. Plans with the smallest of the types, since the group may launch any.
 *
 * @throws {pulumi.InputPropertiesError} naming everything that is wrong, and every size that can't hold the services.
 */
export function planCapacity(request: CapacityRequest): CapacityPlan {
  const problems = new ArgumentProblems();
  validateCapacityRequest(request, problems);
  problems.throwIfAny("planCapacity");
  const offer = leastResources(offersOf(request));
  const needed = neededInstances(request.services, offer);
  validateSizes(request, needed, problems);
  problems.throwIfAny("planCapacity");
  const sizes = sizesOf(request, needed);
  const plan = {
    ...sizes,
    targetCapacityPercent: targetCapacityPercent({
      floor: needed.atMinimum,
      ceiling: needed.atMaximum,
      step: needed.step,
      minSize: sizes.minSize,
    }),
    rootVolumeGibibytes: rootVolumeGibibytes(request),
    reservedMemoryMebibytes: RESERVED_MEMORY_MEBIBYTES,
    tasksPerInstance: Object.fromEntries(request.services.map((service) => [service.name, taskLimit(service, offer)])),
  };
  return { ...plan, explanation: explanation(request, plan, needed) };
}

function neededInstances(services: readonly SizedService[], offer: Resources): NeededInstances {
  const instances = (count: (service: SizedService) => number): number =>
    instancesFor(
      services.map((service) => ({ task: taskOf(service), count: count(service) })),
      offer,
    );
  const withStep = services.map((one) =>
    instances((service) => service.minInstances + (service === one ? stepOf(service) : 0)),
  );
  return {
    atMinimum: instances(({ minInstances }) => minInstances),
    afterOneStep: Math.max(...withStep),
    atMaximum: instances(({ maxInstances }) => maxInstances),
    inRollout: instances(surgeOf),
    step: Math.max(...services.map((one) => instances((service) => (service === one ? stepOf(service) : 0)))),
  };
}

/** Bounds of the group: given ones hold, and planned ones give way to them. */
function sizesOf(
  { services, zones, ...decided }: CapacityRequest,
  needed: NeededInstances,
): { readonly minSize: number; readonly maxSize: number } {
  // A service of one task is not worth a second instance; with more, none should fall with a zone.
  const mostTasks = Math.max(...services.map(({ minInstances }) => minInstances));
  const plannedMinimum = Math.max(needed.afterOneStep, Math.min(zones, mostTasks));
  const minSize = decided.minSize ?? Math.min(plannedMinimum, decided.maxSize ?? Infinity);
  return { minSize, maxSize: decided.maxSize ?? Math.max(needed.inRollout, minSize + (isScaled(services) ? 1 : 0)) };
}

/** Records given sizes that can't hold the services. */
function validateSizes(
  { minSize, maxSize }: CapacityRequest,
  needed: NeededInstances,
  problems: ArgumentProblems,
): void {
  problems.require(
    minSize === undefined || minSize >= needed.atMinimum,
    "minSize",
    `must be at least ${needed.atMinimum}, which the services' minimum needs, got ${String(minSize)}; raise it, lower minInstances, or choose larger instance types`,
  );
  problems.require(
    maxSize === undefined || maxSize >= needed.inRollout,
    "maxSize",
    `must be at least ${needed.inRollout}, which the services' maximum needs while all are deployed at once, got ${String(maxSize)}; raise it, lower maxInstances, or choose larger instance types`,
  );
  problems.require(
    minSize === undefined || maxSize === undefined || minSize <= maxSize,
    "maxSize",
    `must be at least minSize (${String(minSize)}), got ${String(maxSize)}`,
  );
}

function taskLimit(service: SizedService, offer: Resources): { readonly count: number; readonly limitedBy: LimitedBy } {
  const { count, limitedBy } = tasksPerInstance(taskOf(service), offer);
  return { count, limitedBy: LIMITS[limitedBy] };
}
