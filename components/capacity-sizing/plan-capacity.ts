import { ArgumentProblems } from "../shared/validation";
import {
  leastResources,
  offeredResources,
  RESERVED_MEMORY_MEBIBYTES,
  type ResourceName,
  type Resources,
  tasksPerInstance,
} from "./capacity";
import { type CapacityRequest, type SizedService, surgeOf, taskOf } from "./capacity-request";
import { explanation } from "./explanation";
import { targetCapacityPercent } from "./headroom";
import { instanceType } from "./instance-types";
import { instancesFor } from "./packing";
import { validateRequest } from "./validate-request";

/** What ends first on an instance. */
export type LimitedBy = "cpu" | "memory" | "network interfaces";

/** EC2 instances that suffice. */
export interface CapacityPlan {
  /** Fewest instances: every service's minimum, one scaling step, and an instance in each zone. */
  readonly minSize: number;
  /** Most instances: every service at its maximum, all of them being deployed at once. */
  readonly maxSize: number;
  /** Share of the instances that tasks take up, in percent; what is left holds one scaling step. */
  readonly targetCapacityPercent: number;
  /** Disk of an instance: the image, and the scratch of as many tasks as fit. */
  readonly rootVolumeGibibytes: number;
  /** Memory of an instance that tasks are not given. */
  readonly reservedMemoryMebibytes: number;
  /** Tasks of each service that fit on an instance of the smallest type, were they alone on it. */
  readonly tasksPerInstance: Readonly<Record<string, { readonly count: number; readonly limitedBy: LimitedBy }>>;
  /** The same for people, a sentence each. */
  readonly explanation: readonly string[];
}

/** Instances that are needed at points of the services' lives. */
export interface NeededInstances {
  readonly atMinimum: number;
  /** At the minimum, when the service with the largest step has scaled once. */
  readonly afterOneStep: number;
  readonly atMaximum: number;
  readonly inRollout: number;
  /** For one scaling step alone. */
  readonly step: number;
}

/** Size of the ECS-optimised image's own disk, which is the least that it starts with. */
const IMAGE_GIBIBYTES = 30;

const LIMITS: Readonly<Record<ResourceName, LimitedBy>> = {
  cpuUnits: "cpu",
  memoryMebibytes: "memory",
  networkInterfaces: "network interfaces",
};

/**
 * EC2 instances on which services always fit: at their minimum with room for one scaling step, and at their maximum while
 * all of them are deployed. Plans with the smallest of the types, since the group may launch any.
 *
 * @throws {pulumi.InputPropertiesError} naming everything that is wrong, and every size that can't hold the services.
 */
export function planCapacity(request: CapacityRequest): CapacityPlan {
  validateRequest(request);
  const offer = leastOffer(request);
  const needed = neededInstances(request.services, offer);
  const isScaled = request.services.some(({ scalingStep }) => scalingStep > 0);
  const planned = plannedSizes(request, needed, isScaled);
  const sizes = { minSize: request.minSize ?? planned.minSize, maxSize: request.maxSize ?? planned.maxSize };
  validateSizes(request, needed, sizes);
  const plan = {
    ...sizes,
    targetCapacityPercent: targetCapacityPercent({
      floor: needed.atMinimum,
      ceiling: needed.atMaximum,
      step: needed.step,
      minSize: sizes.minSize,
    }),
    rootVolumeGibibytes: IMAGE_GIBIBYTES + scratchGibibytes(request.services, offer),
    reservedMemoryMebibytes: RESERVED_MEMORY_MEBIBYTES,
    tasksPerInstance: Object.fromEntries(request.services.map((service) => [service.name, taskLimit(service, offer)])),
  };
  return { ...plan, explanation: explanation(request, plan, needed) };
}

function leastOffer({ instanceTypes, networkInterfaceTrunking }: CapacityRequest): Resources {
  const types = instanceTypes.flatMap((name) => instanceType(name) ?? []);
  return leastResources(types.map((type) => offeredResources(type, networkInterfaceTrunking)));
}

function neededInstances(services: readonly SizedService[], offer: Resources): NeededInstances {
  const instances = (count: (service: SizedService) => number): number =>
    instancesFor(
      services.map((service) => ({ task: taskOf(service), count: count(service) })),
      offer,
    );
  const withStep = services.map((one) =>
    instances((service) => service.minInstances + (service === one ? service.scalingStep : 0)),
  );
  return {
    atMinimum: instances(({ minInstances }) => minInstances),
    afterOneStep: Math.max(...withStep),
    atMaximum: instances(({ maxInstances }) => maxInstances),
    inRollout: instances(surgeOf),
    step: Math.max(...services.map((one) => instances((service) => (service === one ? service.scalingStep : 0)))),
  };
}

function plannedSizes(
  { services, zones }: CapacityRequest,
  needed: NeededInstances,
  isScaled: boolean,
): { readonly minSize: number; readonly maxSize: number } {
  // A service of one task is not worth a second instance; with more, none should fall with a zone.
  const mostTasks = Math.max(...services.map(({ minInstances }) => minInstances));
  const minSize = Math.max(needed.afterOneStep, Math.min(zones, mostTasks));
  return { minSize, maxSize: Math.max(needed.inRollout, minSize + (isScaled ? 1 : 0)) };
}

/** Sizes that somebody decided on and that can't hold the services. */
function validateSizes(
  { minSize, maxSize }: CapacityRequest,
  needed: NeededInstances,
  sizes: { readonly minSize: number; readonly maxSize: number },
): void {
  const problems = new ArgumentProblems();
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
    sizes.minSize <= sizes.maxSize,
    "maxSize",
    `must be at least minSize (${sizes.minSize}), got ${sizes.maxSize}`,
  );
  problems.throwIfAny("Invalid capacity request");
}

/** Scratch of the tasks that fit at once: never more tasks than network interfaces, nor more of one service than fit. */
function scratchGibibytes(services: readonly SizedService[], offer: Resources): number {
  const each = services.map((service) => taskLimit(service, offer).count * service.storageGibibytes);
  const largest = Math.max(...services.map(({ storageGibibytes }) => storageGibibytes));
  return Math.ceil(
    Math.min(
      each.reduce((sum, gibibytes) => sum + gibibytes, 0),
      offer.networkInterfaces * largest,
    ),
  );
}

function taskLimit(service: SizedService, offer: Resources): { readonly count: number; readonly limitedBy: LimitedBy } {
  const { count, limitedBy } = tasksPerInstance(taskOf(service), offer);
  return { count, limitedBy: LIMITS[limitedBy] };
}
