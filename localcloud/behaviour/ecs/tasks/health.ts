import { SECOND, type Instant } from "../../model/instant";
import type { RunningTarget } from "../../model/target";
import type { RunningTask } from "../../model/task";

/**
 * How long a task without health checks runs until it counts as healthy (Amazon ECS API Reference,
 * DeploymentConfiguration, minimumHealthyPercent).
 */
export const UNCHECKED_TASK_SETTLES = 40 * SECOND;

/** Health checks that decide over a task. */
interface CheckedTask {
  readonly task: RunningTask;
  readonly targets: readonly RunningTarget[];
}

/** Whether a task counts towards the healthy ones (DeploymentConfiguration, minimumHealthyPercent). */
export function isHealthy({ task, targets }: CheckedTask, now: Instant): boolean {
  if (task.lastStatus !== "RUNNING" || task.desiredStatus !== "RUNNING") return false;
  const hasChecks = task.containers.some(({ essential, hasHealthCheck }) => essential && hasHealthCheck === true);
  if (hasChecks && task.healthStatus !== "HEALTHY") return false;
  if (targets.length > 0) return targets.every(({ state }) => state === "healthy" || state === "unused");
  return hasChecks || now >= settledAt(task);
}

/** When a task without health checks counts as healthy. */
export function settledAt({ startedAt = 0 }: RunningTask): Instant {
  return startedAt + UNCHECKED_TASK_SETTLES;
}

/**
 * Why a task is to be replaced; undefined where its checks don't fail (Amazon ECS Developer Guide, "Amazon ECS
 * services"; the reasons are those of stopped tasks).
 */
export function reasonForUnhealthy({ task, targets }: CheckedTask): string | undefined {
  if (task.healthStatus === "UNHEALTHY") return "Task failed container health checks";
  const failed = targets.find(({ state }) => state === "unhealthy");
  return failed && `Task failed ELB health checks in (target-group ${failed.targetGroupArn})`;
}
