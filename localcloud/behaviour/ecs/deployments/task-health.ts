import { SECOND, type Instant } from "../../model/instant";
import type { ServiceRevision } from "../../model/service";
import type { RunningTarget } from "../../model/target";
import type { RunningTask } from "../../model/task";

/** How long a task without any health check runs until it counts as healthy. */
const UNCHECKED = 40 * SECOND;

/** Whether a task is one that ECS keeps. */
export function isKept({ desiredStatus, lastStatus }: RunningTask): boolean {
  return desiredStatus === "RUNNING" && lastStatus !== "STOPPED";
}

/**
 * Whether ECS counts a task as healthy (Amazon ECS API Reference, DeploymentConfiguration, minimumHealthyPercent): its
 * containers' health checks and those of its target groups pass; without either it has run for 40 seconds.
 */
export function isHealthy(
  task: RunningTask,
  revision: ServiceRevision,
  targets: readonly RunningTarget[],
  now: Instant,
): boolean {
  if (!isKept(task) || task.lastStatus !== "RUNNING" || task.healthStatus === "UNHEALTHY") return false;
  if (hasHealthCheck(task) && task.healthStatus !== "HEALTHY") return false;
  if (revision.targetGroups.length > 0) return revision.targetGroups.every((group) => isHealthyIn(group, targets));
  return hasHealthCheck(task) || now >= uncheckedUntil(task);
}

/** When a task counts as healthy by time alone; undefined where it doesn't. */
export function healthyAt(task: RunningTask, revision: ServiceRevision): Instant | undefined {
  if (!isKept(task) || task.lastStatus !== "RUNNING") return undefined;
  return revision.targetGroups.length > 0 || hasHealthCheck(task) ? undefined : uncheckedUntil(task);
}

function uncheckedUntil({ startedAt, createdAt }: RunningTask): Instant {
  return (startedAt ?? createdAt) + UNCHECKED;
}

function hasHealthCheck({ containers }: RunningTask): boolean {
  return containers.some(({ essential, hasHealthCheck }) => essential && hasHealthCheck === true);
}

function isHealthyIn({ targetGroupArn }: { readonly targetGroupArn: string }, targets: readonly RunningTarget[]) {
  const ofGroup = targets.filter((target) => target.targetGroupArn === targetGroupArn);
  return ofGroup.length > 0 && ofGroup.every(({ state }) => state === "healthy");
}
