import type { CloudResource } from "../../../model/resource";
import type { DeploymentRollback, JudgedTasks, ServiceDeployment, ServiceRevision } from "../../model/service";
import type { RunningTask } from "../../model/task";
import { alarmsIn } from "./alarms";
import { countFailures, type TaskHealth } from "./circuit-breaker";
import type { ServiceDraft } from "./draft";
import { fail } from "./failure";
import { alarmDetectionOf, circuitBreakerOf, failureThreshold } from "./settings";

const NOBODY: JudgedTasks = { healthy: [], failed: [] };

/** Judges the deployment that is under way by its tasks and alarms: what failed, fails it. */
export function monitor(draft: ServiceDraft, resource: CloudResource): void {
  const { deployment } = draft;
  if (deployment === undefined) return;
  const counted = countTasks(draft, deployment, resource);
  if (counted !== deployment) draft.putDeployment(counted);
  if (isThresholdReached(draft, counted)) {
    fail(draft, counted, {
      detected: "circuitBreaker",
      event: "tasks failed to start.",
      reason: "the circuit breaker threshold was exceeded.",
      rollsBack: circuitBreakerOf(resource.inputs).rollsBack,
    });
    return;
  }
  failByAlarms(draft, counted, resource);
}

/** Counts the tasks that failed of the revision that is being brought into service. */
function countTasks(draft: ServiceDraft, deployment: ServiceDeployment, resource: CloudResource): ServiceDeployment {
  const { rollback, judgedTasks = NOBODY } = deployment;
  const { revisionArn, failedTasks, startedAt } = rollback ?? judgedBy(deployment);
  const revision = draft.revision(revisionArn);
  const tasks = draft.tasksOf(revisionArn).filter(({ createdAt }) => createdAt >= startedAt);
  if (revision === undefined || tasks.length === 0) return deployment;
  const healthOf = (task: RunningTask): TaskHealth => taskHealth(draft, task, revision, resource);
  const count = countFailures({ failedTasks, judged: judgedTasks }, tasks, healthOf);
  if (count.failedTasks === failedTasks && isSame(count.judged, judgedTasks)) return deployment;
  const counted = { ...deployment, judgedTasks: count.judged };
  return rollback === undefined
    ? { ...counted, failedTasks: count.failedTasks }
    : { ...counted, rollback: { ...rollback, failedTasks: count.failedTasks } };
}

function taskHealth(
  draft: ServiceDraft,
  task: RunningTask,
  revision: ServiceRevision,
  resource: CloudResource,
): TaskHealth {
  if (draft.look.isHealthy(task, revision)) return "healthy";
  const failsAt = draft.look.failsAt(task, resource);
  if (failsAt === undefined) return "undecided";
  if (failsAt <= draft.now) return "failing";
  draft.wake(failsAt);
  return "undecided";
}

/** What is judged of a deployment that isn't rolled back. */
function judgedBy({
  targetRevisionArn,
  failedTasks,
  createdAt,
}: ServiceDeployment): Omit<DeploymentRollback, "reason"> {
  return { revisionArn: targetRevisionArn, failedTasks, startedAt: createdAt };
}

/** Tasks are only added to the lists, or left out of them. */
function isSame(one: JudgedTasks, other: JudgedTasks): boolean {
  return isSameList(one.healthy, other.healthy) && isSameList(one.failed, other.failed);
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((arn, index) => arn === other[index]);
}

/** During a rollback the circuit breaker counts the tasks of the revision to which the service returns. */
function isThresholdReached(
  draft: ServiceDraft,
  { circuitBreaker, rollback, failedTasks }: ServiceDeployment,
): boolean {
  const isMonitoring = circuitBreaker === "MONITORING" || (rollback !== undefined && circuitBreaker === "TRIGGERED");
  if (!isMonitoring) return false;
  return (rollback?.failedTasks ?? failedTasks) >= failureThreshold(draft.desired);
}

function failByAlarms(draft: ServiceDraft, deployment: ServiceDeployment, { inputs, region }: CloudResource): void {
  if (deployment.alarms !== "MONITORING" || deployment.rollback !== undefined) return;
  const { names, rollsBack } = alarmDetectionOf(inputs);
  const ringing = alarmsIn("ALARM", names, region, draft.look.situation.running);
  if (ringing.length === 0) return;
  fail(draft, deployment, {
    detected: "alarms",
    event: "alarm detected.",
    reason: "of one or more active alarms.",
    rollsBack,
    triggeredAlarmNames: ringing,
  });
}
