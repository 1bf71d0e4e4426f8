import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { durationSeconds } from "../shared/quantity";
import {
  type CanaryDeployment,
  type Deployment,
  DEPLOYMENT_DEFAULTS,
  isShifting,
  type LinearDeployment,
  type RollingDeployment,
  type ShiftingDeployment,
} from "./deployment";
import { hookSettings } from "./deployment-hooks";

/** Properties of the ECS service that follow from a deployment. */
export type DeploymentSettings = Pick<
  aws.ecs.ServiceArgs,
  | "availabilityZoneRebalancing"
  | "deploymentCircuitBreaker"
  | "deploymentConfiguration"
  | "deploymentController"
  | "deploymentMaximumPercent"
  | "deploymentMinimumHealthyPercent"
>;

type Configuration = aws.types.input.ecs.ServiceDeploymentConfiguration;

/** Tasks during a deployment that shifts traffic, in percent of the desired number: both revisions run in full. */
const SHIFTING_PERCENT = 200;

/** Most tasks while a validated deployment lasts, in percent of the desired number. */
export function surgePercent(deployment: Deployment): number {
  return isShifting(deployment) ? SHIFTING_PERCENT : percentages(deployment).maximumPercent;
}

/** Bounds of healthy tasks during a rolling deployment, defaults filled in. */
export function percentages(deployment: RollingDeployment): { minimumHealthyPercent: number; maximumPercent: number } {
  return {
    minimumHealthyPercent: deployment.minimumHealthyPercent ?? 100,
    maximumPercent: deployment.maximumPercent ?? 200,
  };
}

/**
 * Settings of a validated deployment.
 * @param hookRoleArn lets ECS call the functions of hooks; undefined where there are none.
 */
export function deploymentSettings(
  deployment: Deployment,
  hookRoleArn: pulumi.Input<string> | undefined,
): DeploymentSettings {
  return {
    deploymentController: { type: "ECS" },
    // Without a circuit breaker, ECS starts tasks that fail to start again and again: no alarm rings where no request
    // arrives. The API Reference still says "rolling only"; the Developer Guide ("Amazon ECS deployment failure
    // detection") names blue/green too, and the provider's acceptance test
    // `BlueGreenDeployment_circuitBreakerRollback` shows that the breaker acts.
    deploymentCircuitBreaker: { enable: true, rollback: true },
    ...(isShifting(deployment) ? shiftingSettings(deployment, hookRoleArn) : rollingSettings(deployment)),
  };
}

function rollingSettings(deployment: RollingDeployment): DeploymentSettings {
  const { minimumHealthyPercent, maximumPercent } = percentages(deployment);
  return {
    deploymentConfiguration: { strategy: "ROLLING" },
    deploymentMinimumHealthyPercent: minimumHealthyPercent,
    deploymentMaximumPercent: maximumPercent,
    // Moving a task takes starting one first (Amazon ECS Developer Guide, "Availability Zone rebalancing").
    availabilityZoneRebalancing: maximumPercent > 100 ? "ENABLED" : "DISABLED",
  };
}

function shiftingSettings(
  deployment: ShiftingDeployment,
  hookRoleArn: pulumi.Input<string> | undefined,
): DeploymentSettings {
  const hooks = deployment.hooks ?? [];
  return {
    deploymentConfiguration: {
      ...strategySettings(deployment),
      bakeTimeInMinutes: minutes(shifts(deployment).bakeSeconds),
      ...(hooks.length > 0 && { lifecycleHooks: hookSettings(hooks, hookRoleArn) }),
    },
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: SHIFTING_PERCENT,
    availabilityZoneRebalancing: "ENABLED",
  };
}

function strategySettings(deployment: ShiftingDeployment): Configuration {
  const { firstPercent, secondsBetween } = shifts(deployment);
  switch (deployment.strategy) {
    case "blue-green":
      return { strategy: "BLUE_GREEN" };
    case "canary":
      return {
        strategy: "CANARY",
        canaryConfiguration: { canaryPercent: firstPercent, canaryBakeTimeInMinutes: minutes(secondsBetween) },
      };
    case "linear":
      return {
        strategy: "LINEAR",
        linearConfiguration: { stepPercent: firstPercent, stepBakeTimeInMinutes: minutes(secondsBetween) },
      };
  }
}

/** How a deployment moves traffic. */
export interface Shifts {
  /** How often traffic moves. */
  readonly count: number;
  /** How often ECS waits in between; AWS leaves open whether it does after a linear shift's last step. */
  readonly waits: number;
  /** Share that moves first, in percent. */
  readonly firstPercent: number;
  /** Time from one shift to the next. */
  readonly secondsBetween: number;
  /** Time in which both revisions run after the last one. */
  readonly bakeSeconds: number;
}

/** How a validated deployment moves traffic, defaults filled in. */
export function shifts(deployment: ShiftingDeployment): Shifts {
  const bakeSeconds = seconds(deployment.bakeTime ?? DEPLOYMENT_DEFAULTS.bakeTime);
  switch (deployment.strategy) {
    case "blue-green":
      return { count: 1, waits: 0, firstPercent: 100, secondsBetween: 0, bakeSeconds };
    case "canary":
      return { ...canaryShifts(deployment), bakeSeconds };
    case "linear":
      return { ...linearShifts(deployment), bakeSeconds };
  }
}

function canaryShifts({
  canaryPercent = DEPLOYMENT_DEFAULTS.canaryPercent,
  canaryBakeTime = DEPLOYMENT_DEFAULTS.canaryBakeTime,
}: CanaryDeployment): Omit<Shifts, "bakeSeconds"> {
  return { count: 2, waits: 1, firstPercent: canaryPercent, secondsBetween: seconds(canaryBakeTime) };
}

function linearShifts({
  stepPercent = DEPLOYMENT_DEFAULTS.stepPercent,
  stepBakeTime = DEPLOYMENT_DEFAULTS.stepBakeTime,
}: LinearDeployment): Omit<Shifts, "bakeSeconds"> {
  const count = Math.ceil(100 / stepPercent);
  return { count, waits: count, firstPercent: stepPercent, secondsBetween: seconds(stepBakeTime) };
}

function seconds(duration: string): number {
  return duration === "0m" ? 0 : durationSeconds(duration);
}

/** The provider takes minutes as text. */
function minutes(ofSeconds: number): string {
  return String(ofSeconds / 60);
}
