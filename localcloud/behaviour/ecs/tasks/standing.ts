import { SECOND } from "../../model/instant";
import type { RunningReader } from "../../model/running";
import type { RunningTask } from "../../model/task";
import { groupedBy } from "../../grouping";
import { isHealthy, reasonForUnhealthy, settledAt } from "./health";
import type { Standing } from "./replacement";
import type { ServiceContext } from "./service-context";

/** Tasks by what the scheduler makes of them; says when to look again at those that time alone changes. */
export function standingsOf(
  context: ServiceContext,
  tasks: readonly RunningTask[],
): Readonly<Record<Standing, RunningTask[]>> {
  const groups = groupedBy(tasks, (task) => standingOf(context, task));
  const of = (standing: Standing): RunningTask[] => groups.get(standing) ?? [];
  return { healthy: of("healthy"), starting: of("starting"), leaving: of("leaving"), unhealthy: of("unhealthy") };
}

function standingOf(context: ServiceContext, task: RunningTask): Standing {
  const { draft } = context;
  const checked = { task, targets: draft.targetsOf(task.arn) };
  if (isHealthy(checked, draft.now)) return isLeaving(context, task) ? "leaving" : "healthy";
  if (task.lastStatus !== "RUNNING") return "starting";
  if (reasonForUnhealthy(checked) === undefined) {
    if (settledAt(task) > draft.now) draft.wake(settledAt(task));
    return "starting";
  }
  const graceEnds = (task.startedAt ?? 0) + context.settings.healthCheckGracePeriodSeconds * SECOND;
  if (graceEnds <= draft.now) return "unhealthy";
  draft.wake(graceEnds);
  return "starting";
}

/** Whether a task is to be replaced although it is healthy. */
export function isLeaving({ draft, remembered }: ServiceContext, task: RunningTask): boolean {
  return isOnDrainedInstance(draft.situation.running, task) || (remembered.rebalanced ?? []).includes(task.arn);
}

/**
 * Whether the instance of a task is drained (Amazon ECS Developer Guide, "Draining Amazon ECS container instances").
 */
export function isOnDrainedInstance(running: RunningReader, { instanceId }: RunningTask): boolean {
  if (instanceId === undefined) return false;
  return running.find("instance", instanceId)?.containerInstance?.status === "DRAINING";
}
