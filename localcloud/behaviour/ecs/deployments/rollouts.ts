import type { RunningReader } from "../../model/running";
import type { ServiceDeployment } from "../../model/service";
import { ofService } from "./begin";
import { deploymentIdOf } from "./names";

/** A deployment as DescribeServices shows it: a revision of the service (Amazon ECS API Reference, Deployment). */
export interface Rollout {
  readonly id: string;
  readonly status: "PRIMARY" | "ACTIVE";
  readonly revisionArn: string;
  readonly taskDefinitionArn: string;
  readonly desiredCount: number;
  readonly pendingCount: number;
  readonly runningCount: number;
  readonly failedTasks: number;
  readonly rolloutState: "IN_PROGRESS" | "COMPLETED" | "FAILED";
  readonly rolloutStateReason: string;
}

/** The revisions of a service that have tasks or get them: the newest first, then those that it replaces. */
export function rolloutsOf(running: RunningReader, serviceArn: string): Rollout[] {
  const newest = ofService(running, "serviceDeployment", serviceArn).at(-1);
  if (newest === undefined) return [];
  const primary = newest.rollback?.revisionArn ?? newest.targetRevisionArn;
  const wanted = running.find("service", serviceArn)?.wanted.map(({ revisionArn }) => revisionArn) ?? [];
  const present = running.all("task").flatMap((task) => {
    return task.serviceArn === serviceArn && task.lastStatus !== "STOPPED" ? (task.revisionArn ?? []) : [];
  });
  return [...new Set([primary, ...wanted, ...present])].map((revisionArn) => ({
    status: revisionArn === primary ? "PRIMARY" : "ACTIVE",
    ...countsOf(running, serviceArn, revisionArn),
    failedTasks: revisionArn === newest.targetRevisionArn ? newest.failedTasks : 0,
    ...rolloutState(newest, revisionArn),
  }));
}

function countsOf(running: RunningReader, serviceArn: string, revisionArn: string) {
  const tasks = running.all("task").filter((task) => task.revisionArn === revisionArn);
  const wanted = running.find("service", serviceArn)?.wanted.find((each) => each.revisionArn === revisionArn);
  return {
    id: deploymentIdOf(revisionArn),
    revisionArn,
    taskDefinitionArn: running.find("serviceRevision", revisionArn)?.taskDefinitionArn ?? "",
    desiredCount: wanted?.count ?? 0,
    pendingCount: tasks.filter(({ lastStatus }) => PENDING.includes(lastStatus)).length,
    runningCount: tasks.filter(({ lastStatus }) => lastStatus === "RUNNING").length,
  };
}

const PENDING: readonly string[] = ["PROVISIONING", "PENDING", "ACTIVATING"];

/** Amazon ECS Developer Guide, "Amazon ECS service deployment state change events"; AWS shows no reason for alarms. */
function rolloutState(
  deployment: ServiceDeployment,
  revisionArn: string,
): Pick<Rollout, "rolloutState" | "rolloutStateReason"> {
  const id = deploymentIdOf(revisionArn);
  const { rollback, status } = deployment;
  if (revisionArn === deployment.targetRevisionArn) return targetState(deployment, id);
  if (revisionArn === rollback?.revisionArn && status === "ROLLBACK_IN_PROGRESS") {
    const rolloutStateReason = `ECS deployment circuit breaker: rolling back to deploymentId ${id}.`;
    return { rolloutState: "IN_PROGRESS", rolloutStateReason };
  }
  return completed(id);
}

function targetState(deployment: ServiceDeployment, id: string): ReturnType<typeof rolloutState> {
  switch (deployment.status) {
    case "SUCCESSFUL":
      return completed(id);
    case "IN_PROGRESS":
      return { rolloutState: "IN_PROGRESS", rolloutStateReason: `ECS deployment ${id} in progress.` };
    default:
      return { rolloutState: "FAILED", rolloutStateReason: failureOf(deployment) };
  }
}

function completed(id: string): ReturnType<typeof rolloutState> {
  return { rolloutState: "COMPLETED", rolloutStateReason: `ECS deployment ${id} completed.` };
}

function failureOf({ circuitBreaker, alarms, statusReason = "" }: ServiceDeployment): string {
  if (circuitBreaker === "TRIGGERED") return "ECS deployment circuit breaker: tasks failed to start.";
  return alarms === "TRIGGERED" ? "ECS deployment failed: alarm detected." : statusReason;
}
