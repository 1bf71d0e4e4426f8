import type { Observation, ObservationKind } from "../../model/observation";
import type { HealthStatus, RunningContainer, RunningTask } from "../../model/task";
import { definitionOf, waitingForSuccessOf } from "./definition";
import type { TasksDraft } from "./draft";
import { loseTasksOf } from "./hosts";
import { activate, drainAndForget, endContainers, hasContainers, stopRest, stopTask } from "./lifecycle";
import type { StopReason } from "./lifecycle";

type Report<Kind extends ObservationKind> = Extract<Observation, { readonly kind: Kind }>;

/** Amazon ECS Developer Guide, "Viewing Amazon ECS stopped task errors". */
const ESSENTIAL_EXITED: StopReason = {
  stopCode: "EssentialContainerExited",
  stoppedReason: "Essential container in task exited",
};

/** Observations that the scheduler hears. */
export const HEARD = [
  "task-started",
  "task-failed",
  "container-exited",
  "container-health",
  "task-ended",
  "instance-failed",
  "stop-requested",
  "world-started",
] as const satisfies readonly ObservationKind[];

type Heard = (typeof HEARD)[number];

const REACTIONS: { readonly [Kind in Heard]: (draft: TasksDraft, report: Report<Kind>) => void } = {
  "task-started": onStarted,
  "task-failed": (draft, { taskArn, stopCode, reason: stoppedReason }) => {
    withContainers(draft, taskArn, (task) => {
      endContainers(draft, task, { stopCode, stoppedReason });
    });
  },
  "container-exited": onExit,
  "container-health": onHealth,
  "task-ended": (draft, { taskArn }) => {
    withContainers(draft, taskArn, (task) => {
      endContainers(draft, task, ESSENTIAL_EXITED);
    });
  },
  "instance-failed": (draft, { instanceId }) => {
    loseTasksOf(draft, instanceId);
  },
  "stop-requested": (draft, { taskArn, reason }) => {
    const task = draft.find(taskArn);
    const stoppedReason = reason === "" ? "Task stopped by user" : reason;
    if (task !== undefined) stopTask(draft, task, { stopCode: "UserInitiated", stoppedReason });
  },
  "world-started": forgetTasks,
};

/** Lets tasks follow what was reported of them. */
export function hear(draft: TasksDraft): void {
  for (const observation of draft.situation.observations) {
    const reaction = REACTIONS[observation.kind as Heard] as (draft: TasksDraft, report: Observation) => void;
    reaction(draft, observation);
  }
}

function withContainers(draft: TasksDraft, taskArn: string, act: (task: RunningTask) => void): void {
  const task = draft.find(taskArn);
  if (task !== undefined && hasContainers(task)) act(task);
}

function onStarted(draft: TasksDraft, { taskArn, addresses }: Report<"task-started">): void {
  const task = draft.find(taskArn);
  if (task?.lastStatus !== "PENDING") return;
  const containers = task.containers.map((container) =>
    container.lastStatus === "PENDING" ? { ...container, lastStatus: "RUNNING" as const } : container,
  );
  activate(draft, { ...task, addresses, containers });
}

function onExit(draft: TasksDraft, report: Report<"container-exited">): void {
  withContainers(draft, report.taskArn, (before) => {
    const { container: name, exitCode, reason } = report;
    const container = before.containers.find((each) => each.name === name);
    if (container === undefined) return;
    const ended = {
      ...container,
      lastStatus: "STOPPED" as const,
      exitCode,
      ...(reason === undefined ? {} : { reason }),
    };
    const task = withContainer(before, ended);
    draft.put(task);
    if (task.lastStatus === "STOPPING") return;
    if (container.essential) stopRest(draft, task, ESSENTIAL_EXITED);
    else if (exitCode !== 0) failDependents(draft, task, name);
  });
}

/** A container that waits for the success of another never starts once that has failed (ContainerDependency). */
function failDependents(draft: TasksDraft, task: RunningTask, name: string): void {
  const definition = definitionOf(task.taskDefinitionArn, draft.situation.cloud) ?? {};
  const waiting = new Set(waitingForSuccessOf(name, definition));
  const isStuck = task.containers.some(
    (each) => each.essential && each.lastStatus === "PENDING" && waiting.has(each.name),
  );
  if (!isStuck) return;
  const stoppedReason = `TaskStateError: container ${name}, whose success others wait for, exited with a failure`;
  stopRest(draft, task, { stopCode: "TaskFailedToStart", stoppedReason });
}

function onHealth(draft: TasksDraft, { taskArn, container: name, status }: Report<"container-health">): void {
  withContainers(draft, taskArn, (before) => {
    const container = before.containers.find((each) => each.name === name && each.hasHealthCheck === true);
    if (container === undefined || container.healthStatus === status) return;
    const task = withContainer(before, { ...container, healthStatus: status });
    draft.put({ ...task, healthStatus: healthOf(task.containers) });
  });
}

function withContainer(task: RunningTask, changed: RunningContainer): RunningTask {
  return { ...task, containers: task.containers.map((each) => (each.name === changed.name ? changed : each)) };
}

/** A task's health is that of its essential containers with checks (Amazon ECS API Reference, HealthCheck). */
export function healthOf(containers: readonly RunningContainer[]): HealthStatus {
  const checked = containers.filter(({ essential, hasHealthCheck }) => essential && hasHealthCheck === true);
  if (checked.some(({ healthStatus }) => healthStatus === "UNHEALTHY")) return "UNHEALTHY";
  return checked.length > 0 && checked.every(({ healthStatus }) => healthStatus === "HEALTHY") ? "HEALTHY" : "UNKNOWN";
}

/** No task of before the start of the world runs any more: its processes ended with the local cloud. */
function forgetTasks(draft: TasksDraft): void {
  for (const task of draft.all()) {
    if (task.lastStatus !== "STOPPED") drainAndForget(draft, task);
  }
}
