import { offeredResources, type Resources } from "./capacity";
import { instanceType } from "./instance-types";

/** The size of a service, by which instances are planned. */
export interface SizedService {
  /** Name of the service, for explanations. */
  readonly name: string;
  /** CPU of one task, 1024 to a virtual CPU. */
  readonly cpuUnits: number;
  /** Memory of one task. */
  readonly memoryMebibytes: number;
  /** Scratch disk of one task. */
  readonly storageGibibytes: number;
  /** Fewest tasks. */
  readonly minInstances: number;
  /** Most tasks, except those that a rollout adds. */
  readonly maxInstances: number;
  /** Most tasks during a rollout, in percent of the desired ones: `maximumPercent` of a rolling one, else 200. */
  readonly surgePercent: number;
  /** Tasks that one scaling event adds; 0 where nothing scales the service. */
  readonly scalingStep: number;
}

/** Services to run, and the instances that may run them. */
export interface CapacityRequest {
  /** EC2 instance types that the group may launch, all of one architecture. */
  readonly instanceTypes: readonly string[];
  /** Services that share the instances. */
  readonly services: readonly SizedService[];
  /** Availability zones that the instances are in. */
  readonly zones: number;
  /**
   * Whether the account setting `awsvpcTrunking` is on, so that tasks share network interfaces. It has to be on before
   * an instance joins its cluster.
   */
  readonly networkInterfaceTrunking: boolean;
  /** Fewest instances. @default - as many as the plan needs */
  readonly minSize?: number;
  /** Most instances. @default - as many as the plan needs */
  readonly maxSize?: number;
}

/** A task of a service; each has a network interface of its own in `awsvpc` mode. */
export function taskOf({ cpuUnits, memoryMebibytes }: SizedService): Resources {
  return { cpuUnits, memoryMebibytes, networkInterfaces: 1 };
}

/** Tasks that one scaling event adds to a service at its minimum: never more than its maximum leaves. */
export function stepOf({ minInstances, maxInstances, scalingStep }: SizedService): number {
  return Math.max(Math.min(scalingStep, maxInstances - minInstances), 0);
}

/** Whether any of the services is scaled. */
export function isScaled(services: readonly SizedService[]): boolean {
  return services.some((service) => stepOf(service) > 0);
}

/** Most tasks of a service during a rollout at its maximum. */
export function surgeOf({ maxInstances, surgePercent }: SizedService): number {
  return Math.floor((maxInstances * surgePercent) / 100);
}

/** The resources that an instance of each type of a request offers to tasks. */
export function offersOf({ instanceTypes, networkInterfaceTrunking }: CapacityRequest): Resources[] {
  const types = instanceTypes.flatMap((name) => instanceType(name) ?? []);
  return types.map((type) => offeredResources(type, networkInterfaceTrunking));
}
