import { DescribeScalableTargetsCommand } from "@aws-sdk/client-application-auto-scaling";
import { DescribeServicesCommand, type Service } from "@aws-sdk/client-ecs";
import type { AutomationContext } from "../context";
import { DeploymentProblem } from "../model/problem";
import type { TargetBounds } from "./count";
import { type DeployedService, resourceIdOf } from "./deployed-services";

/** An ECS service as it is now. */
export interface ServiceState {
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** Whether nothing is left to start, to stop or to roll out. */
  readonly isSteady: boolean;
  /** What ECS told last, newest first. */
  readonly events: readonly { readonly at: Date; readonly message: string }[];
}

type Names = Pick<DeployedService, "clusterName" | "name" | "serviceName">;

/**
 * Reads a service.
 * @throws {DeploymentProblem} `no-such-deployment` where ECS doesn't know it.
 */
export async function serviceState(
  { name, clusterName, serviceName }: Names,
  { ecs }: AutomationContext["aws"],
): Promise<ServiceState> {
  const { services = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: clusterName, services: [serviceName] }),
  );
  const [found] = services;
  if (found !== undefined && found.status === "ACTIVE") return stateOf(found);
  throw new DeploymentProblem(
    "no-such-deployment",
    `ECS has no service ${serviceName}, which the stack names ${name}`,
    "Look for drift, and deploy the environment again.",
  );
}

/** What DescribeServices tells (Amazon ECS API Reference, Service). */
export function stateOf(service: Service): ServiceState {
  const { desiredCount: desired = 0, runningCount: running = 0, pendingCount: pending = 0 } = service;
  const isSteady = isRolledOut(service) && running === desired && pending === 0;
  const events = (service.events ?? []).flatMap(({ createdAt: at, message }) =>
    at === undefined || message === undefined ? [] : [{ at, message }],
  );
  return { desired, running, pending, isSteady, events };
}

function isRolledOut({ deployments = [] }: Service): boolean {
  return deployments.length <= 1 && deployments.every(({ rolloutState }) => rolloutState !== "IN_PROGRESS");
}

/** The bounds between which Application Auto Scaling keeps a service; undefined where nothing scales it. */
export async function targetBounds(
  service: Names,
  { applicationAutoScaling }: AutomationContext["aws"],
): Promise<TargetBounds | undefined> {
  const { ScalableTargets: [target] = [] } = await applicationAutoScaling.send(
    new DescribeScalableTargetsCommand({
      ServiceNamespace: "ecs",
      ResourceIds: [resourceIdOf(service)],
      ScalableDimension: "ecs:service:DesiredCount",
    }),
  );
  if (target?.MinCapacity === undefined || target.MaxCapacity === undefined) return undefined;
  return { minCapacity: target.MinCapacity, maxCapacity: target.MaxCapacity };
}
