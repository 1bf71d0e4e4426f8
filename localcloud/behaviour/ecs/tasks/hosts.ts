import type { RunningReader } from "../../model/running";
import type { RunningTask } from "../../model/task";
import type { TasksDraft } from "./draft";
import { hasContainers, loseTask, type StopReason } from "./lifecycle";

/** Ends the tasks whose instance or zone is gone, whoever ended it. */
export function loseTasksOfGoneHosts(draft: TasksDraft): void {
  const { running } = draft.situation;
  const instances = new Set(draft.all().flatMap(({ instanceId }) => instanceId ?? []));
  for (const instanceId of instances) if (isGone(running, instanceId)) loseTasksOf(draft, instanceId);
  const lost = lostZones(running);
  if (lost.size === 0) return;
  for (const task of draft.all()) {
    if (task.launchType !== "FARGATE" || !isAlive(task) || !lost.has(zoneKey(task))) continue;
    const stoppedReason = `The Availability Zone ${task.availabilityZone} is lost`;
    loseTask(draft, task, { stopCode: "TerminationNotice", stoppedReason });
  }
}

/** Ends the tasks of an instance (Amazon ECS Developer Guide, "Viewing Amazon ECS stopped task errors"). */
export function loseTasksOf(draft: TasksDraft, instanceId: string): void {
  const reason: StopReason = {
    stopCode: "TerminationNotice",
    stoppedReason: `Host EC2 (instance ${instanceId}) terminated.`,
  };
  for (const task of draft.all()) {
    if (task.instanceId === instanceId && isAlive(task)) loseTask(draft, task, reason);
  }
}

/** Zones, with their regions, in which nothing runs any more. */
export function lostZones(running: RunningReader): ReadonlySet<string> {
  const outages = running.all("capacityShortage").filter(({ isOutage }) => isOutage);
  return new Set(outages.map(({ region, availabilityZone = "" }) => zoneKey({ region, availabilityZone })));
}

export function zoneKey({ region, availabilityZone }: Pick<RunningTask, "region" | "availabilityZone">): string {
  return `${region}/${availabilityZone}`;
}

function isGone(running: RunningReader, instanceId: string): boolean {
  const instance = running.find("instance", instanceId);
  return instance?.containerInstance === undefined || instance.failure !== undefined;
}

function isAlive(task: RunningTask): boolean {
  return hasContainers(task) || task.lastStatus === "PROVISIONING";
}
