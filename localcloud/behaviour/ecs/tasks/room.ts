import { addressesInUse, freeAddress } from "../../addresses";
import { groupedBy } from "../../grouping";
import type { ContainerInstance, RunningInstance } from "../../model/instance";
import type { RunningTask } from "../../model/task";
import type { TaskRequirements } from "./definition";
import type { TasksDraft } from "./draft";

/** Ports that an instance keeps for itself (Amazon ECS API Reference, PortMapping, hostPort). */
const RESERVED_PORTS = [22, 2375, 2376, 51_678, 51_679, 51_680];

/** What an instance has left for tasks. */
export interface Slot {
  readonly instance: RunningInstance;
  readonly registration: ContainerInstance;
  readonly cpu: number;
  readonly memory: number;
  readonly networkInterfaces: number;
  readonly ports: ReadonlySet<number>;
}

/** Room for tasks, while a look places some. */
export class Room {
  private readonly slots: Map<string, Slot>;
  private readonly addresses: Set<string>;

  constructor(private readonly draft: TasksDraft) {
    const occupying = draft.all().filter(({ lastStatus }) => lastStatus !== "STOPPED");
    const byInstance = groupedBy(occupying, ({ instanceId }) => instanceId ?? "");
    this.slots = new Map(
      draft.situation.running.all("instance").flatMap((instance) => {
        const slot = slotOf(instance, byInstance.get(instance.id) ?? []);
        return slot === undefined ? [] : [[instance.id, slot]];
      }),
    );
    this.addresses = addressesInUse(draft.situation.running);
    for (const { privateAddress } of occupying) this.addresses.add(privateAddress);
  }

  /** Instances that take new tasks of a cluster, of one capacity provider where it is named. */
  slotsOf(clusterArn: string, capacityProvider: string | undefined): Slot[] {
    return [...this.slots.values()].filter(
      ({ registration }) =>
        registration.clusterArn === clusterArn &&
        (capacityProvider === undefined || registration.capacityProvider === capacityProvider),
    );
  }

  /** What an instance has left; undefined where it takes no new task. */
  slotAt(instanceId: string | undefined): Slot | undefined {
    return this.slots.get(instanceId ?? "");
  }

  /** Gives a task what it requires of an instance. */
  take(slot: Slot, requirements: TaskRequirements, ports: readonly number[]): void {
    this.slots.set(slot.instance.id, {
      ...slot,
      cpu: slot.cpu - requirements.cpu,
      memory: slot.memory - requirements.memory,
      networkInterfaces: slot.networkInterfaces - (requirements.networkMode === "awsvpc" ? 1 : 0),
      ports: new Set([...slot.ports, ...ports]),
    });
  }

  /** Takes a free address of a subnet; undefined where none is left. */
  takeAddress(subnetId: string): string | undefined {
    const address = freeAddress(subnetId, this.addresses, this.draft.situation.cloud);
    if (address !== undefined) this.addresses.add(address);
    return address;
  }
}

/**
 * What an instance has left; undefined where it takes no new task: it leaves, is drained (Amazon ECS Developer Guide,
 * "Draining Amazon ECS container instances") or no longer answers.
 */
function slotOf(instance: RunningInstance, tasks: readonly RunningTask[]): Slot | undefined {
  const registration = instance.containerInstance;
  if (registration?.status !== "ACTIVE" || instance.lifecycleState !== "InService") return undefined;
  if (instance.healthStatus === "Unhealthy") return undefined;
  const sum = (amount: (task: RunningTask) => number): number => tasks.reduce((total, task) => total + amount(task), 0);
  return {
    instance,
    registration,
    cpu: registration.registeredCpu - sum(({ cpu }) => cpu),
    memory: registration.registeredMemory - sum(({ memory }) => memory),
    networkInterfaces: registration.taskNetworkInterfaces - sum((task) => (hasOwnInterface(task, instance) ? 1 : 0)),
    ports: new Set([
      ...RESERVED_PORTS,
      ...tasks.flatMap(({ hostPorts = [] }) => hostPorts.map(({ hostPort }) => hostPort)),
    ]),
  };
}

function hasOwnInterface(task: RunningTask, instance: RunningInstance): boolean {
  return task.privateAddress !== instance.privateAddress;
}
