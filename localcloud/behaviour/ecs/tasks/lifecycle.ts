import { HOUR, SECOND } from "../../model/instant";
import type { RunningTask, StopCode, TaskStatus } from "../../model/task";
import { definitionOf, stopSecondsOf } from "./definition";
import type { TasksDraft } from "./draft";
import { deregistrationSecondsOf, drainTargets, registerTargets, targetGroupsOf } from "./targets";

/** How long after its stop timeout a task may be silent before it is killed. */
const STOP_MARGIN = 30 * SECOND;

/** How long after its deregistration delay a target may still be there before its task is stopped anyway. */
const DRAINING_MARGIN = 60 * SECOND;

/** Amazon ECS Developer Guide, "Viewing Amazon ECS stopped task errors": stopped tasks are shown for an hour. */
const STOPPED_TASKS_STAY = HOUR;

const LOCAL_CLOUD_ENDED: StopReason = {
  stopCode: "TerminationNotice",
  stoppedReason: "The local cloud ended, and its tasks with it.",
};

/** Why a task ends. */
export interface StopReason {
  readonly stopCode: StopCode;
  readonly stoppedReason: string;
}

/** Moves on each task whose status has lasted its time, or whose targets have drained. */
export function advanceTasks(draft: TasksDraft): void {
  for (const task of draft.all()) {
    if (task.lastStatus === "DEACTIVATING" && draft.targetsOf(task.arn).length === 0) stopContainers(draft, task);
    else if (task.nextStepAt !== undefined && task.nextStepAt <= draft.now) NEXT_STEPS[task.lastStatus](draft, task);
  }
}

/** What follows when a status has lasted its time (Amazon ECS Developer Guide, "Amazon ECS task lifecycle"). */
const NEXT_STEPS: Readonly<Record<TaskStatus, (draft: TasksDraft, task: RunningTask) => void>> = {
  PROVISIONING: startContainers,
  PENDING: () => undefined,
  ACTIVATING: run,
  RUNNING: () => undefined,
  DEACTIVATING: stopContainers,
  STOPPING: killContainers,
  DEPROVISIONING: end,
  STOPPED: () => undefined,
};

/** Lets go of tasks that have been shown for long enough after their end. */
export function forgetStopped(draft: TasksDraft): void {
  for (const { arn, lastStatus, nextStepAt } of draft.situation.running.all("task")) {
    if (lastStatus !== "STOPPED") continue;
    if (nextStepAt === undefined || nextStepAt <= draft.now) draft.change({ kind: "task", id: arn });
    else draft.wake(nextStepAt);
  }
}

function startContainers(draft: TasksDraft, task: RunningTask): void {
  if (task.subnetId === "") return; // waits for a capacity provider to have room
  const pending: RunningTask = { ...withoutStep(task), lastStatus: "PENDING" };
  draft.put(pending);
  draft.command({ kind: "start-task", task: pending });
}

/** Registers a task whose containers run with its target groups; without any it is RUNNING at once. */
export function activate(draft: TasksDraft, task: RunningTask): void {
  if (targetGroupsOf(draft, task).length === 0) {
    run(draft, task);
    return;
  }
  registerTargets(draft, task);
  const nextStepAt = draft.now + draft.situation.parameters.taskActivationSeconds * SECOND;
  draft.put({ ...task, lastStatus: "ACTIVATING", nextStepAt });
}

function run(draft: TasksDraft, task: RunningTask): void {
  draft.put({ ...withoutStep(task), lastStatus: "RUNNING", startedAt: draft.now });
}

/** Stops a task: what is registered of it drains first. Does nothing where it is being stopped already. */
export function stopTask(draft: TasksDraft, task: RunningTask, reason: StopReason): void {
  if (task.desiredStatus === "STOPPED") return;
  const stopping = stopped(draft, task, reason);
  if (task.lastStatus === "PROVISIONING") {
    deprovision(draft, stopping);
  } else if (draft.targetsOf(task.arn).length > 0) {
    deactivate(draft, stopping);
  } else {
    stopContainers(draft, stopping);
  }
}

function deactivate(draft: TasksDraft, task: RunningTask): void {
  drainTargets(draft, task);
  const delay = deregistrationSecondsOf(draft, task) * SECOND;
  draft.put({ ...task, lastStatus: "DEACTIVATING", nextStepAt: draft.now + delay + DRAINING_MARGIN });
}

/** Stops what still runs of a task, one of whose containers has ended already: nothing waits for its requests. */
export function stopRest(draft: TasksDraft, task: RunningTask, reason: StopReason): void {
  drainTargets(draft, task);
  stopContainers(draft, task.desiredStatus === "STOPPED" ? task : stopped(draft, task, reason));
}

function stopContainers(draft: TasksDraft, task: RunningTask): void {
  const definition = definitionOf(task.taskDefinitionArn, draft.situation.cloud) ?? {};
  const nextStepAt = draft.now + stopSecondsOf(definition) * SECOND + STOP_MARGIN;
  draft.put({ ...task, lastStatus: "STOPPING", nextStepAt });
  draft.command({ kind: "stop-task", taskArn: task.arn });
}

function killContainers(draft: TasksDraft, task: RunningTask): void {
  draft.command({ kind: "kill-task", taskArn: task.arn });
  deprovision(draft, task);
}

/** Ends a task at once, as the loss of its instance does. */
export function loseTask(draft: TasksDraft, task: RunningTask, reason: StopReason): void {
  if (!hasContainers(task)) {
    stopTask(draft, task, reason);
    return;
  }
  drainTargets(draft, task);
  killContainers(draft, task.desiredStatus === "STOPPED" ? task : stopped(draft, task, reason));
}

/** Nothing of a task runs any more, for whatever reason. */
export function endContainers(draft: TasksDraft, task: RunningTask, reason: StopReason): void {
  drainTargets(draft, task);
  deprovision(draft, task.desiredStatus === "STOPPED" ? task : stopped(draft, task, reason));
}

/** A task has ended without anybody having stopped it: the local cloud ended, and its tasks with it. */
export function drainAndForget(draft: TasksDraft, task: RunningTask): void {
  drainTargets(draft, task);
  end(draft, task.desiredStatus === "STOPPED" ? task : stopped(draft, task, LOCAL_CLOUD_ENDED));
}

/** Whether a runtime was told to start a task, and its end hasn't been reported. */
export function hasContainers({ lastStatus }: RunningTask): boolean {
  return !["PROVISIONING", "DEPROVISIONING", "STOPPED"].includes(lastStatus);
}

function stopped({ now }: TasksDraft, task: RunningTask, reason: StopReason): RunningTask {
  return { ...withoutStep(task), ...reason, desiredStatus: "STOPPED", stoppingAt: now };
}

/** Removes the network interface of a task; a task that never had one is STOPPED at once. */
function deprovision(draft: TasksDraft, task: RunningTask): void {
  if (task.subnetId === "") {
    end(draft, task);
    return;
  }
  const nextStepAt = draft.now + draft.situation.parameters.taskDeprovisioningSeconds * SECOND;
  draft.put({ ...withoutContainers(task), lastStatus: "DEPROVISIONING", nextStepAt });
}

function withoutContainers(task: RunningTask): RunningTask {
  const containers = task.containers.map((container) => ({ ...container, lastStatus: "STOPPED" as const }));
  return { ...task, containers, addresses: [] };
}

/** A task has ended; it is shown for a while. */
function end(draft: TasksDraft, task: RunningTask): void {
  draft.put({
    ...withoutContainers(task),
    lastStatus: "STOPPED",
    stoppedAt: draft.now,
    nextStepAt: draft.now + STOPPED_TASKS_STAY,
  });
}

function withoutStep(task: RunningTask): RunningTask {
  const { nextStepAt, ...rest } = task;
  return nextStepAt === undefined ? task : rest;
}
