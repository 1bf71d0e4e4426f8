import { overridden } from "../../../services/ecs/task-overrides";
import type { RunningTask } from "../../model/task";
import { SECOND } from "../../model/instant";
import { placeTask } from "./create";
import { definitionOf, requirementsOf } from "./definition";
import type { TasksDraft } from "./draft";
import { isPlaced, place, type Placement } from "./placement";
import type { Capacity } from "./providers";
import { placementRequest, type TaskTemplate } from "./requests";
import type { Room } from "./room";

/** Tasks that may wait in PROVISIONING in a cluster (Amazon ECS service quotas, "Tasks in the PROVISIONING state"). */
const MOST_WAITING = 500;

/**
 * Whether a task without room may wait in PROVISIONING: its capacity provider gets instances for it (Amazon ECS
 * Developer Guide, "Automatically manage Amazon ECS capacity with cluster auto scaling").
 */
export function mayWait(draft: TasksDraft, { launchType, capacityProvider }: Capacity, clusterArn: string): boolean {
  if (launchType !== "EC2" || capacityProvider === undefined) return false;
  return draft.all().filter((task) => task.clusterArn === clusterArn && isWaiting(task)).length < MOST_WAITING;
}

/** Whether a task waits for its capacity provider to have room: what managed scaling counts. */
export function isWaiting({ lastStatus, desiredStatus, subnetId }: RunningTask): boolean {
  return lastStatus === "PROVISIONING" && desiredStatus === "RUNNING" && subnetId === "";
}

/** Gives waiting tasks the room that there is by now, in the order in which they came. */
export function placeWaiting(draft: TasksDraft, room: () => Room): void {
  for (const task of draft.all()) {
    if (!isWaiting(task) || (task.nextStepAt ?? 0) > draft.now) continue;
    const placed = placementOf(draft, room(), task);
    if (placed !== undefined) placeTask(draft, task, placed);
    else draft.put({ ...task, nextStepAt: draft.now + draft.situation.parameters.placementRetrySeconds * SECOND });
  }
}

function placementOf(draft: TasksDraft, room: Room, task: RunningTask): Placement | undefined {
  const template = templateOf(draft, task);
  if (template === undefined) return undefined;
  const group = draft.all().filter((other) => other.group === task.group && other.desiredStatus === "RUNNING");
  const placed = place(draft, room, placementRequest(draft, template, task, group));
  return isPlaced(placed) ? placed : undefined;
}

function templateOf(draft: TasksDraft, task: RunningTask): TaskTemplate | undefined {
  const { cloud, running } = draft.situation;
  const definition = definitionOf(task.taskDefinitionArn, cloud);
  const inputs = task.request ?? running.find("serviceRevision", task.revisionArn ?? "")?.inputs;
  if (definition === undefined || inputs === undefined) return undefined;
  return { clusterArn: task.clusterArn, requirements: requirementsOf(overridden(definition, task.overrides)), inputs };
}
