import type { JudgedTasks } from "../../model/service";
import type { RunningTask } from "../../model/task";

/** What the circuit breaker counts. */
export interface FailureCount {
  readonly failedTasks: number;
  readonly judged: JudgedTasks;
}

/** Reasons of tasks that fail their health checks (Amazon ECS Developer Guide, "Stopped tasks error messages"). */
const HEALTH_CHECK_FAILED = /failed (container|ELB) health checks/i;

/** What the health checks of a task say. */
export type TaskHealth = "healthy" | "failing" | "undecided";

/**
 * Counts the tasks of a revision that failed one after the other (Amazon ECS Developer Guide, "How the Amazon ECS
 * deployment circuit breaker detects failures"): tasks that don't get to run, tasks that end before they were healthy,
 * and tasks that a health check fails. A task that gets healthy sets the count to 0.
 * @param tasks of the revision, in order of creation, stopped ones too.
 */
export function countFailures(
  { failedTasks, judged }: FailureCount,
  tasks: readonly RunningTask[],
  healthOf: (task: RunningTask) => TaskHealth,
): FailureCount {
  const present = new Set(tasks.map(({ arn }) => arn));
  const healthy = new Set(judged.healthy.filter((arn) => present.has(arn)));
  const failed = new Set(judged.failed.filter((arn) => present.has(arn)));
  let count = failedTasks;
  for (const task of tasks) {
    if (failed.has(task.arn)) continue;
    if (hasFailed(task, healthy.has(task.arn)) || healthOf(task) === "failing") {
      failed.add(task.arn);
      count++;
    } else if (!healthy.has(task.arn) && healthOf(task) === "healthy") {
      healthy.add(task.arn);
      count = 0;
    }
  }
  return { failedTasks: count, judged: { healthy: [...healthy], failed: [...failed] } };
}

function hasFailed(task: RunningTask, wasHealthy: boolean): boolean {
  if (task.desiredStatus !== "STOPPED" && task.lastStatus !== "STOPPED") return false;
  if (HEALTH_CHECK_FAILED.test(task.stoppedReason ?? "")) return true;
  if (task.stopCode === "TaskFailedToStart") return true;
  return task.stopCode === "EssentialContainerExited" && !wasHealthy;
}
