import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentProblems } from "../shared/validation";
import { requireWhole } from "../shared/bounds";

/** What the tasks run on: Fargate, or EC2 instances. */
export type Capacity = FargateCapacity | CapacityProviderCapacity;

/** AWS runs the tasks; no instances to manage. */
export interface FargateCapacity {
  readonly kind: "fargate";
  /**
   * Runs part of the tasks on spare capacity, up to 70 % cheaper; AWS takes it back with two minutes' notice.
   * @default - every task runs on demand
   */
  readonly spot?: FargateSpot;
  /**
   * Resource that attaches Fargate to the cluster; the service is created after it.
   * @default - Fargate is attached already
   */
  readonly attachment?: pulumi.Resource;
}

/** How tasks are divided between on-demand and spare capacity. */
export interface FargateSpot {
  /** Tasks that always run on demand, before any goes to spare capacity. @default - `minInstances` */
  readonly onDemandBase?: number;
  /** Share of on-demand tasks beyond the base; 0 puts all of those on spare capacity. @default 1 */
  readonly onDemandWeight?: number;
  /** Share of spare-capacity tasks beyond the base. @default 1 */
  readonly weight?: number;
}

/** EC2 instances run the tasks, scaled by a capacity provider. */
export interface CapacityProviderCapacity {
  readonly kind: "capacity-provider";
  /** Name of the capacity provider. */
  readonly name: pulumi.Input<string>;
  /**
   * Resource that attaches the provider to the cluster; the service is created after it.
   * @default - the provider is attached already
   */
  readonly attachment?: pulumi.Resource;
}

/** Properties of the task definition and the service that follow from a capacity. */
export interface CapacitySettings {
  readonly compatibility: "FARGATE" | "EC2";
  readonly service: Pick<
    aws.ecs.ServiceArgs,
    "capacityProviderStrategies" | "orderedPlacementStrategies" | "platformVersion"
  >;
}

/** Largest values in a strategy (Amazon ECS API Reference, "CapacityProviderStrategyItem"). */
const LARGEST_BASE = 100_000;
const LARGEST_WEIGHT = 1000;

/** Zones first, for availability and because rebalancing demands it; then as few instances as will do. */
export const INSTANCE_PLACEMENT: readonly { readonly type: string; readonly field: string }[] = [
  { type: "spread", field: "attribute:ecs.availability-zone" },
  { type: "binpack", field: "memory" },
];

const KINDS: readonly unknown[] = ["fargate", "capacity-provider"] satisfies Capacity["kind"][];

/** Records what is wrong with a capacity. Programs that aren't type-checked may give anything. */
export function validateCapacity(capacity: Capacity, problems: ArgumentProblems): void {
  const kind: unknown = typeof capacity === "string" ? capacity : capacity.kind;
  if (typeof capacity === "string" || !KINDS.includes(kind)) {
    problems.add("capacity", wrongKind(kind));
    return;
  }
  if (capacity.kind !== "fargate" || capacity.spot === undefined) return;
  const { onDemandBase, onDemandWeight, weight } = capacity.spot;
  requireWhole(problems, "capacity.spot.onDemandBase", onDemandBase, { smallest: 0, largest: LARGEST_BASE });
  requireWhole(problems, "capacity.spot.onDemandWeight", onDemandWeight, { smallest: 0, largest: LARGEST_WEIGHT });
  requireWhole(problems, "capacity.spot.weight", weight, { smallest: 1, largest: LARGEST_WEIGHT });
}

/**
 * AWS knows EC2 as a launch type, which a service with a capacity provider may not have (Amazon ECS API Reference,
 * "CreateService": launchType).
 */
function wrongKind(kind: unknown): string {
  const rule = `must be of kind "fargate" or "capacity-provider", got ${kind === undefined ? "nothing" : JSON.stringify(kind)}`;
  const isEc2 = typeof kind === "string" && kind.toLowerCase() === "ec2";
  return isEc2
    ? `${rule}; EC2 is a launch type, and instances come from a capacity provider: give \`instances.<group>\` of a ClusterCapacity, or { kind: "capacity-provider", name: "…" }`
    : `${rule}; give \`fargate\` or \`instances.<group>\` of a ClusterCapacity`;
}

/** Settings of a validated capacity. A strategy, never a launch type, so that a later change replaces nothing. */
export function capacitySettings(capacity: Capacity, minInstances: number): CapacitySettings {
  if (capacity.kind === "fargate") {
    return {
      compatibility: "FARGATE",
      service: { platformVersion: "LATEST", capacityProviderStrategies: fargateStrategies(capacity, minInstances) },
    };
  }
  return {
    compatibility: "EC2",
    service: {
      capacityProviderStrategies: [{ capacityProvider: capacity.name, weight: 1 }],
      orderedPlacementStrategies: [...INSTANCE_PLACEMENT],
    },
  };
}

function fargateStrategies(
  { spot }: FargateCapacity,
  minInstances: number,
): aws.types.input.ecs.ServiceCapacityProviderStrategy[] {
  if (spot === undefined) return [{ capacityProvider: "FARGATE", weight: 1 }];
  return [
    {
      capacityProvider: "FARGATE",
      base: spot.onDemandBase ?? minInstances,
      weight: spot.onDemandWeight ?? 1,
    },
    { capacityProvider: "FARGATE_SPOT", weight: spot.weight ?? 1 },
  ];
}
