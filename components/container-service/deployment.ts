import type * as aws from "@pulumi/aws";
import type { ArgumentProblems } from "../shared/validation";
import { type Bounds, isWholeWithin, requireWhole } from "./bounds";

/** How new tasks take over from old ones. */
export type Deployment = RollingDeployment;

/** Replaces tasks some at a time, and rolls back by itself when new ones don't become healthy. */
export interface RollingDeployment {
  readonly strategy: "rolling";
  /**
   * Lower bound of healthy tasks during a deployment, in percent of the desired number, rounded up. Below 100 a
   * deployment needs less spare capacity, and serves with fewer tasks while it lasts.
   * @default 100
   */
  readonly minimumHealthyPercent?: number;
  /**
   * Upper bound of tasks during a deployment, in percent of the desired number, rounded down; the surplus costs money
   * while the deployment lasts. At 100, zones are not rebalanced.
   * @default 200
   */
  readonly maximumPercent?: number;
}

/** What a deployment means to the service. */
export type DeploymentSettings = Pick<
  aws.ecs.ServiceArgs,
  | "availabilityZoneRebalancing"
  | "deploymentCircuitBreaker"
  | "deploymentConfiguration"
  | "deploymentController"
  | "deploymentMaximumPercent"
  | "deploymentMinimumHealthyPercent"
>;

const MINIMUM_HEALTHY: Bounds = { smallest: 0, largest: 100 };
const MAXIMUM: Bounds = { smallest: 100, largest: 200 };

/** Records what is wrong with a deployment of a service of at least `minInstances` tasks. */
export function validateDeployment(deployment: Deployment, minInstances: number, problems: ArgumentProblems): void {
  const { minimumHealthyPercent: minimum, maximumPercent: maximum } = percentages(deployment);
  requireWhole(problems, "deployment.minimumHealthyPercent", minimum, MINIMUM_HEALTHY);
  requireWhole(problems, "deployment.maximumPercent", maximum, MAXIMUM);
  if (!isWholeWithin(minimum, MINIMUM_HEALTHY) || !isWholeWithin(maximum, MAXIMUM)) return;
  problems.require(
    hasRoom(minInstances, minimum, maximum),
    "deployment",
    `with minInstances ${minInstances}, ${minimum} to ${maximum} percent leave no room to start or stop a single task, so that no deployment would end; raise maximumPercent or lower minimumHealthyPercent`,
  );
}

/**
 * Settings of a validated deployment. A further strategy in the union does not compile until it has its settings here.
 */
export function deploymentSettings(deployment: Deployment): DeploymentSettings {
  const { minimumHealthyPercent, maximumPercent } = percentages(deployment);
  return {
    deploymentController: { type: "ECS" },
    deploymentConfiguration: { strategy: "ROLLING" },
    // Exists for rolling deployments only (Amazon ECS API Reference, "DeploymentCircuitBreaker").
    deploymentCircuitBreaker: { enable: true, rollback: true },
    deploymentMinimumHealthyPercent: minimumHealthyPercent,
    deploymentMaximumPercent: maximumPercent,
    // Moving a task takes starting one first (Amazon ECS Developer Guide, "Availability Zone rebalancing").
    availabilityZoneRebalancing: maximumPercent > 100 ? "ENABLED" : "DISABLED",
  };
}

function percentages(deployment: RollingDeployment): { minimumHealthyPercent: number; maximumPercent: number } {
  return {
    minimumHealthyPercent: deployment.minimumHealthyPercent ?? 100,
    maximumPercent: deployment.maximumPercent ?? 200,
  };
}

/** ECS rounds the lower bound up and the upper bound down; more instances only ever give more room. */
function hasRoom(instances: number, minimumHealthyPercent: number, maximumPercent: number): boolean {
  const canStart = Math.floor((instances * maximumPercent) / 100) > instances;
  const canStop = Math.ceil((instances * minimumHealthyPercent) / 100) < instances;
  return canStart || canStop;
}
