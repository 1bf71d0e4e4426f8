import { fulfils } from "./cluster-query";
import type { PlacementRequest } from "./placement";
import type { Slot } from "./room";

/** What keeps a task from an instance (Amazon ECS Developer Guide, "Amazon ECS API failure reasons"). */
export type Obstacle =
  | "ATTRIBUTE"
  | "MEMBER_OF"
  | "DISTINCT_INSTANCE"
  | "AGENT"
  | "RESOURCE:ENI"
  | "RESOURCE:PORTS"
  | "RESOURCE:MEMORY"
  | "RESOURCE:CPU";

type Check = (slot: Slot, request: PlacementRequest, zoneOf: (subnetId: string) => string) => boolean;

/** What an instance has to pass, the most telling last: the closest instance is the one that passes most. */
const CHECKS: readonly (readonly [Obstacle, Check])[] = [
  [
    "ATTRIBUTE",
    ({ instance }, { requirements, subnets }, zoneOf) =>
      requirements.networkMode !== "awsvpc" || subnets.some((id) => zoneOf(id) === instance.availabilityZone),
  ],
  [
    "MEMBER_OF",
    ({ instance }, { requirements, expressions }) =>
      [...requirements.expressions, ...expressions].every((expression) => fulfils(instance, expression)),
  ],
  [
    "DISTINCT_INSTANCE",
    ({ instance }, { isDistinct, tasksOn }) => !isDistinct || tasksOn(({ id }) => id === instance.id) === 0,
  ],
  ["AGENT", ({ registration }) => registration.agentConnected],
  [
    "RESOURCE:ENI",
    ({ networkInterfaces }, { requirements }) => requirements.networkMode !== "awsvpc" || networkInterfaces > 0,
  ],
  ["RESOURCE:PORTS", ({ ports }, request) => fixedPortsOf(request).every((port) => !ports.has(port))],
  ["RESOURCE:MEMORY", ({ memory }, { requirements }) => memory >= requirements.memory],
  ["RESOURCE:CPU", ({ cpu }, { requirements }) => cpu >= requirements.cpu],
];

/** The first thing that keeps a task from an instance, and how many checks the instance passes before. */
export function obstacleAt(
  slot: Slot,
  request: PlacementRequest,
  zoneOf: (subnetId: string) => string,
): { readonly obstacle: Obstacle | undefined; readonly passed: number } {
  const failed = CHECKS.findIndex(([, check]) => !check(slot, request, zoneOf));
  return { obstacle: CHECKS[failed]?.[0], passed: failed < 0 ? CHECKS.length : failed };
}

function fixedPortsOf({ requirements: { networkMode, ports } }: PlacementRequest): number[] {
  if (networkMode === "awsvpc") return [];
  const fixed = ports.map(({ containerPort, hostPort }) => (networkMode === "host" ? containerPort : hostPort));
  return fixed.filter((port) => port !== 0);
}
