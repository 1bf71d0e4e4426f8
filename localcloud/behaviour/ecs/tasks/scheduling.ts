import { isOnDrainedInstance, standingsOf } from "./standing";
import type { RunningTask } from "../../model/task";
import { stopTask, type StopReason } from "./lifecycle";
import type { TasksDraft } from "./draft";
import { BLOCKED_BY_CONFIGURATION, listed } from "./events";
import { planReplacements, type Plan } from "./replacement";
import { reasonForUnhealthy } from "./health";
import { rebalance } from "./rebalancing";
import { Room } from "./room";
import { ServiceContext } from "./service-context";
import { startTasks } from "./starts";
import { firstToStop } from "./stop-order";
import { isThrottling, throttleAfter } from "./throttle";
import { isWaiting, placeWaiting } from "./waiting";

/** Starts, replaces and stops tasks so that each service has what it wants. */
export function scheduleTasks(draft: TasksDraft): void {
  let built: Room | undefined;
  const room = (): Room => (built ??= new Room(draft));
  placeWaiting(draft, room);
  const { running } = draft.situation;
  for (const service of running.all("service")) scheduleService(new ServiceContext(draft, service, room));
  stopOrphans(draft);
}

/** Stops the tasks of services that are gone, and forgets what was remembered of these. */
function stopOrphans(draft: TasksDraft): void {
  const { running } = draft.situation;
  for (const task of draft.all()) {
    const { serviceArn } = task;
    if (serviceArn === undefined || running.find("service", serviceArn) !== undefined) continue;
    stopTask(draft, task, scaledIn(task.startedBy ?? ""));
  }
  for (const { serviceArn } of running.all("taskScheduling")) {
    if (running.find("service", serviceArn) === undefined) draft.change({ kind: "taskScheduling", id: serviceArn });
  }
}

function scheduleService(context: ServiceContext): void {
  const { service, draft } = context;
  updateThrottles(context);
  for (const task of context.active()) stopIfDrainedBeforeItRuns(context, task);
  rebalance(context);
  const wanted = service.wanted.map(({ revisionArn }) => revisionArn);
  const present = context.active().map(({ revisionArn = "" }) => revisionArn);
  const started = [...new Set([...wanted, ...present])].map((arn) => scheduleRevision(context, arn));
  context.save(isWorkDone(context, started));
  const delayed = context.remembered.throttles.filter(({ nextStartAt }) => nextStartAt > draft.now);
  for (const { nextStartAt } of delayed) draft.wake(nextStartAt);
}

/** Whether nothing that is wanted is missing, or waits for room. */
function isWorkDone(context: ServiceContext, started: readonly number[]): boolean {
  const active = context.active();
  if (active.some(isWaiting)) return false;
  const wanted = context.service.wanted.reduce((sum, { count }) => sum + count, 0);
  return active.length === wanted || started.some((count) => count > 0);
}

/** How many tasks were started. */
function scheduleRevision(context: ServiceContext, revisionArn: string): number {
  const wanted = context.service.wanted.find((each) => each.revisionArn === revisionArn)?.count ?? 0;
  const tasks = context.active().filter((task) => task.revisionArn === revisionArn);
  const standings = standingsOf(context, tasks);
  tellUnhealthy(context, standings.unhealthy);
  const plan = planReplacements({
    wanted,
    room: roomFor(context, wanted, tasks.length),
    most: Math.max(wanted, Math.floor((context.settings.maximumPercent * wanted) / 100)),
    minimumHealthy: minimumHealthyOf(context, wanted),
    healthy: standings.healthy.length,
    starting: standings.starting.length,
    leaving: standings.leaving.length,
    unhealthy: standings.unhealthy.length,
  });
  stopTasks(context, standings, plan);
  if (plan.isBlocked) {
    context.impaired(BLOCKED_BY_CONFIGURATION);
  }
  return startTasks(context, revisionArn, plan.start);
}

/** Rebalancing never takes a task away before its replacement is there; draining may. */
function minimumHealthyOf({ settings, remembered }: ServiceContext, wanted: number): number {
  const isRebalancing = (remembered.rebalanced ?? []).length > 0;
  return isRebalancing ? wanted : Math.ceil((settings.minimumHealthyPercent * wanted) / 100);
}

/**
 * How many more tasks maximumPercent allows: of all revisions of a service that rolls, of each of the two that other
 * strategies run side by side (Amazon ECS API Reference, DeploymentConfiguration).
 */
function roomFor(context: ServiceContext, wanted: number, running: number): number {
  const { desiredCount, maximumPercent, isRolling } = context.settings;
  if (!isRolling) return Math.max(0, Math.floor((maximumPercent * wanted) / 100) - running);
  return Math.max(0, Math.floor((maximumPercent * desiredCount) / 100) - context.active().length);
}

function stopTasks(context: ServiceContext, standings: ReturnType<typeof standingsOf>, plan: Plan): void {
  const { draft } = context;
  const stopped: string[] = [];
  const stop = (task: RunningTask, reason: StopReason): void => {
    stopTask(draft, task, reason);
    stopped.push(task.arn);
  };
  for (const standing of ["unhealthy", "leaving", "starting", "healthy"] as const) {
    for (const task of firstToStop(context, standings[standing], plan[standing])) {
      stop(task, reasonToStop(context, task, standing === "unhealthy"));
    }
  }
  if (stopped.length > 0) context.event(`has stopped ${stopped.length} running tasks: ${listed(stopped)}.`);
}

function reasonToStop(context: ServiceContext, task: RunningTask, isUnhealthy: boolean): StopReason {
  const targets = context.draft.targetsOf(task.arn);
  const stoppedReason = isUnhealthy ? reasonForUnhealthy({ task, targets }) : undefined;
  if (stoppedReason !== undefined) return { stopCode: "ServiceSchedulerInitiated", stoppedReason };
  const { running } = context.draft.situation;
  const deployment = running.find("serviceDeployment", context.service.deploymentArn ?? "");
  return scaledIn(deployment?.id ?? task.startedBy ?? "");
}

/** Amazon ECS Developer Guide, "Viewing Amazon ECS stopped task errors". */
function scaledIn(deployment: string): StopReason {
  return {
    stopCode: "ServiceSchedulerInitiated",
    stoppedReason: `Scaling activity initiated by (deployment ${deployment})`,
  };
}

/** Tasks of a drained instance that don't run yet are stopped at once ("Draining Amazon ECS container instances"). */
function stopIfDrainedBeforeItRuns({ draft, service }: ServiceContext, task: RunningTask): void {
  if (!["PROVISIONING", "PENDING"].includes(task.lastStatus)) return;
  if (!isOnDrainedInstance(draft.situation.running, task)) return;
  const deployment = draft.situation.running.find("serviceDeployment", service.deploymentArn ?? "");
  stopTask(draft, task, scaledIn(deployment?.id ?? task.startedBy ?? ""));
}

function updateThrottles(context: ServiceContext): void {
  const { draft, service, remembered } = context;
  const tasks = context.tasks();
  const throttles = service.wanted.flatMap(({ revisionArn }) => {
    const before = remembered.throttles.find((each) => each.revisionArn === revisionArn);
    const ofRevision = tasks.filter((task) => task.revisionArn === revisionArn);
    const after = throttleAfter(before, revisionArn, ofRevision, draft.now);
    if (isThrottling(after) && !isThrottling(before))
      context.event("is unable to consistently start tasks successfully.");
    return after ?? [];
  });
  if (throttles.length > 0 || remembered.throttles.length > 0) context.remember({ throttles });
}

/** Tells of each task once that its checks fail (Amazon ECS Developer Guide, "service unhealthy event messages"). */
function tellUnhealthy(context: ServiceContext, unhealthy: readonly RunningTask[]): void {
  const { draft, remembered } = context;
  const told = (remembered.unhealthy ?? []).filter((arn) => draft.find(arn)?.desiredStatus === "RUNNING");
  const untold = unhealthy.filter(({ arn }) => !told.includes(arn));
  for (const task of untold) context.event(unhealthyMessage(draft, task));
  const arns = [...told, ...untold.map(({ arn }) => arn)];
  if (arns.length > 0 || remembered.unhealthy !== undefined) context.remember({ unhealthy: arns });
}

function unhealthyMessage(draft: TasksDraft, task: RunningTask): string {
  const target = draft.targetsOf(task.arn).find(({ state }) => state === "unhealthy");
  if (target === undefined) return `${listed([task.arn])} failed container health checks.`;
  const place = task.instanceId === undefined ? "" : ` (instance ${task.instanceId})`;
  const reason = target.description ?? target.reason ?? "";
  return `${listed([task.arn])}${place} (port ${target.port}) is unhealthy in (target-group ${target.targetGroupArn}) due to (reason ${reason})`;
}
