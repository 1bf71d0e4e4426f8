import { text } from "../../../model/values";
import type { RunningInstance } from "../../model/instance";
import type { HostPort } from "../../model/task";
import { sortedBy } from "../../grouping";
import type { TaskRequirements } from "./definition";
import type { TasksDraft } from "./draft";
import { lostZones, zoneKey } from "./hosts";
import { obstacleAt, type Obstacle } from "./obstacles";
import type { Capacity } from "./providers";
import type { Room, Slot } from "./room";
import { ranksOf, type PlacementStrategy } from "./strategies";

/** Host ports that ECS chooses from (Amazon ECS API Reference, PortMapping, hostPort). */
const FIRST_DYNAMIC_PORT = 32_768;

/** A task that wants a place. */
export interface PlacementRequest {
  readonly requirements: TaskRequirements;
  readonly capacity: Capacity;
  readonly clusterArn: string;
  /** Subnets of its network configuration; none without `awsvpc`. */
  readonly subnets: readonly string[];
  readonly strategies: readonly PlacementStrategy[];
  /** Expressions of the service or of RunTask that an instance has to fulfil. */
  readonly expressions: readonly string[];
  /** Whether no two tasks of its group may share an instance. */
  readonly isDistinct: boolean;
  /** How many tasks of its group run in a zone. */
  readonly tasksInZone: (availabilityZone: string) => number;
  /** How many tasks of its group run on instances that are alike. */
  readonly tasksOn: (isAlike: (instance: RunningInstance) => boolean) => number;
}

/** Where a task is placed. */
export interface Placement {
  readonly instanceId?: string;
  readonly availabilityZone: string;
  readonly subnetId: string;
  readonly privateAddress: string;
  readonly hostPorts?: readonly HostPort[];
}

/** Why a task finds no place: what the closest instance lacks, or that there is no instance or address. */
export interface NoPlace {
  readonly obstacle: Obstacle | "NO_INSTANCE" | "NO_ADDRESS" | "NO_CAPACITY";
  readonly instanceArn?: string;
}

/** Places a task on Fargate or on an instance (Amazon ECS Developer Guide, "How Amazon ECS places tasks"). */
export function place(draft: TasksDraft, room: Room, request: PlacementRequest): Placement | NoPlace {
  return request.capacity.launchType === "FARGATE"
    ? placeOnFargate(draft, room, request)
    : placeOnInstance(draft, room, request);
}

export function isPlaced(placed: Placement | NoPlace): placed is Placement {
  return !("obstacle" in placed);
}

/** Fargate spreads tasks across the zones of their subnets. */
function placeOnFargate(
  draft: TasksDraft,
  room: Room,
  { subnets, tasksInZone }: PlacementRequest,
): Placement | NoPlace {
  const lost = lostZones(draft.situation.running);
  const zoned = subnets
    .map((subnetId) => ({ subnetId, availabilityZone: zoneOf(draft, subnetId), region: regionOf(draft, subnetId) }))
    .filter((zone) => !lost.has(zoneKey(zone)));
  if (zoned.length === 0) return { obstacle: "NO_CAPACITY" };
  for (const { subnetId, availabilityZone } of sortedBy(zoned, (each) => tasksInZone(each.availabilityZone))) {
    const privateAddress = room.takeAddress(subnetId);
    if (privateAddress !== undefined) return { availabilityZone, subnetId, privateAddress };
  }
  return { obstacle: "NO_ADDRESS" };
}

function placeOnInstance(draft: TasksDraft, room: Room, request: PlacementRequest): Placement | NoPlace {
  const slots = room.slotsOf(request.clusterArn, request.capacity.capacityProvider);
  const hindered = slots.map((slot) => ({ slot, ...obstacleAt(slot, request, (id) => zoneOf(draft, id)) }));
  const valid = hindered.filter(({ obstacle }) => obstacle === undefined).map(({ slot }) => slot);
  const [best] = sortedBy(valid, ...ranksOf(request, draft.situation.draw));
  if (best !== undefined) return placeAt(draft, room, best, request);
  const [closest] = sortedBy(hindered, ({ passed }) => -passed);
  if (closest?.obstacle === undefined) return { obstacle: "NO_INSTANCE" };
  return { obstacle: closest.obstacle, instanceArn: closest.slot.registration.arn };
}

function placeAt(draft: TasksDraft, room: Room, slot: Slot, request: PlacementRequest): Placement | NoPlace {
  const { instance } = slot;
  const placed = { instanceId: instance.id, availabilityZone: instance.availabilityZone };
  if (request.requirements.networkMode !== "awsvpc") {
    const hostPorts = hostPortsAt(slot, request.requirements);
    room.take(
      slot,
      request.requirements,
      hostPorts.map(({ hostPort }) => hostPort),
    );
    return { ...placed, subnetId: instance.subnetId, privateAddress: instance.privateAddress, hostPorts };
  }
  const subnets = request.subnets.filter((id) => zoneOf(draft, id) === instance.availabilityZone);
  for (const subnetId of sortedBy(subnets, (id) => (id === instance.subnetId ? 0 : 1))) {
    const privateAddress = room.takeAddress(subnetId);
    if (privateAddress === undefined) continue;
    room.take(slot, request.requirements, []);
    return { ...placed, subnetId, privateAddress };
  }
  return { obstacle: "NO_ADDRESS" };
}

/** The ports of an instance that lead to a task's containers: the ones asked for, else free ones. */
function hostPortsAt(slot: Slot, { networkMode, ports }: TaskRequirements): HostPort[] {
  const used = new Set([...slot.ports, ...ports.map(({ hostPort }) => hostPort)]);
  let next = FIRST_DYNAMIC_PORT;
  return ports.map(({ container, containerPort, hostPort }) => {
    if (networkMode === "host") return { container, containerPort, hostPort: containerPort };
    if (hostPort !== 0) return { container, containerPort, hostPort };
    while (used.has(next)) next++;
    return { container, containerPort, hostPort: next++ };
  });
}

function regionOf({ situation: { cloud } }: TasksDraft, subnetId: string): string {
  return cloud.find("aws:ec2/subnet:Subnet", subnetId)?.region ?? "";
}

/** Zone of a subnet. */
export function zoneOf(draft: TasksDraft, subnetId: string): string {
  const subnet = draft.situation.cloud.find("aws:ec2/subnet:Subnet", subnetId);
  return text(subnet?.computed ?? {}, "availabilityZone") ?? text(subnet?.inputs ?? {}, "availabilityZone") ?? "";
}
