import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { durationSeconds } from "../shared/quantity";
import { type Deployment, isShifting, type RollingDeployment, type ShiftingDeployment } from "./deployment";
import { hookSettings } from "./deployment-hooks";

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
  const controller = { deploymentController: { type: "ECS" } };
  return isShifting(deployment)
    ? { ...controller, ...shiftingSettings(deployment, hookRoleArn) }
    : { ...controller, ...rollingSettings(deployment) };
}

function rollingSettings(deployment: RollingDeployment): DeploymentSettings {
  const { minimumHealthyPercent, maximumPercent } = percentages(deployment);
  return {
    deploymentConfiguration: { strategy: "ROLLING" },
    deploymentCircuitBreaker: { enable: true, rollback: true },
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
      bakeTimeInMinutes: minutes(deployment.bakeTime ?? "3m"),
      ...(hooks.length > 0 && { lifecycleHooks: hookSettings(hooks, hookRoleArn) }),
    },
    // Exists for rolling deployments only, and has to be off for others (Amazon ECS API Reference,
    // "DeploymentCircuitBreaker"); alarms, hooks and bake time stand in for it.
    deploymentCircuitBreaker: { enable: false, rollback: false },
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: SHIFTING_PERCENT,
    availabilityZoneRebalancing: "ENABLED",
  };
}

function strategySettings(deployment: ShiftingDeployment): Configuration {
  switch (deployment.strategy) {
    case "blue-green":
      return { strategy: "BLUE_GREEN" };
    case "canary":
      return {
        strategy: "CANARY",
        canaryConfiguration: {
          canaryPercent: deployment.canaryPercent ?? 10,
          canaryBakeTimeInMinutes: minutes(deployment.canaryBakeTime ?? "5m"),
        },
      };
    case "linear":
      return {
        strategy: "LINEAR",
        linearConfiguration: {
          stepPercent: deployment.stepPercent ?? 25,
          stepBakeTimeInMinutes: minutes(deployment.stepBakeTime ?? "2m"),
        },
      };
  }
}

function minutes(duration: string): string {
  return duration === "0m" ? "0" : String(durationSeconds(duration) / 60);
}
