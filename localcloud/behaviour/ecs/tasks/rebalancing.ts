import { texts } from "../../../model/values";
import type { RunningTask } from "../../model/task";
import { definitionOf, requirementsOf } from "./definition";
import { isPlaced, place, zoneOf } from "./placement";
import { capacityOf, placementRequest } from "./requests";
import { Room } from "./room";
import type { ServiceContext } from "./service-context";
import { standingsOf } from "./standing";
import { firstToStop } from "./stop-order";

/** By how many tasks two zones differ at least where a service is out of balance. */
const IMBALANCE = 2;

/**
 * Has tasks of a steady service move to zones that have fewer of them: as many as there is room for at a time
 * (Amazon ECS Developer Guide, "Balancing an Amazon ECS service across Availability Zones"). Their replacements are
 * started first.
 */
export function rebalance(context: ServiceContext): void {
  const before = context.remembered.rebalanced ?? [];
  if (!isEligible(context)) {
    if (before.length > 0) context.remember({ rebalanced: [] });
    return;
  }
  const isMoving = before.some((arn) => context.draft.find(arn)?.desiredStatus === "RUNNING");
  if (isMoving || !isSettled(context)) return;
  const chosen = tasksToMove(context).map(({ arn }) => arn);
  tell(context, before, chosen);
  if (before.length + chosen.length > 0) context.remember({ rebalanced: chosen });
}

/** Amazon ECS Developer Guide, "Track Amazon ECS Availability Zone rebalancing". */
function tell(context: ServiceContext, before: readonly string[], chosen: readonly string[]): void {
  if (chosen.length > 0 && before.length === 0) {
    context.event(`is not AZ balanced with ${tasksByZone(context)}. AZ Rebalancing in progress.`);
  }
  if (chosen.length === 0 && before.length > 0) context.event(`is AZ balanced with ${tasksByZone(context)}.`);
}

function isEligible({ settings, service }: ServiceContext): boolean {
  return settings.isRebalanced && service.deploymentArn === undefined && service.wanted.length === 1;
}

/** Whether every wanted task runs and is healthy, and no other does. */
function isSettled(context: ServiceContext): boolean {
  const active = context.active();
  const [wanted] = context.service.wanted;
  return active.length === wanted?.count && standingsOf(context, active).healthy.length === active.length;
}

/** Tasks of the fullest zones for which emptier ones have room. */
function tasksToMove(context: ServiceContext): RunningTask[] {
  let group = context.active();
  if (!isUneven(context, group)) return [];
  const room = new Room(context.draft);
  const chosen: RunningTask[] = [];
  for (let allowed = roomBeside(context, group.length); allowed > 0; allowed--) {
    const moved = nextMove(context, room, group);
    if (moved === undefined) break;
    chosen.push(moved.task);
    group = [...group.filter(({ arn }) => arn !== moved.task.arn), moved.afterwards];
  }
  return chosen;
}

/** Whether zones of the service differ too much; which of them has room is another question. */
function isUneven({ draft, service }: ServiceContext, group: readonly RunningTask[]): boolean {
  const revision = draft.situation.running.find("serviceRevision", service.wanted[0]?.revisionArn ?? "");
  const counts = countsByZone(group);
  const zones = texts(revision?.inputs ?? {}, "networkConfiguration.subnets").map((id) => zoneOf(draft, id));
  const emptiest = zones.length === 0 ? 0 : Math.min(...zones.map((zone) => counts.get(zone) ?? 0));
  return Math.max(...counts.values()) - emptiest >= IMBALANCE;
}

function roomBeside({ settings }: ServiceContext, running: number): number {
  return Math.floor((settings.maximumPercent * settings.desiredCount) / 100) - running;
}

/** A task that is to move to another zone, and the same task as it would be there. */
function nextMove(
  context: ServiceContext,
  room: Room,
  group: readonly RunningTask[],
): { readonly task: RunningTask; readonly afterwards: RunningTask } | undefined {
  const counts = countsByZone(group);
  const fullest = Math.max(...counts.values());
  if (fullest < IMBALANCE) return undefined;
  const placed = placeFor(context, room, group);
  if (placed === undefined || fullest - (counts.get(placed.availabilityZone) ?? 0) < IMBALANCE) return undefined;
  const candidates = group.filter(({ availabilityZone }) => counts.get(availabilityZone) === fullest);
  const [task] = firstToStop(context, candidates, 1);
  return task && { task, afterwards: { ...task, ...placed, arn: "" } };
}

function placeFor(context: ServiceContext, room: Room, group: readonly RunningTask[]) {
  const { draft, service } = context;
  const revision = draft.situation.running.find("serviceRevision", service.wanted[0]?.revisionArn ?? "");
  const definition = definitionOf(revision?.taskDefinitionArn ?? "", draft.situation.cloud);
  if (revision === undefined || definition === undefined) return undefined;
  const template = { ...revision, requirements: requirementsOf(definition) };
  const placed = place(
    draft,
    room,
    placementRequest(draft, template, capacityOf(template, group.slice(1), draft.situation.cloud), group),
  );
  return isPlaced(placed) ? placed : undefined;
}

function countsByZone(tasks: readonly RunningTask[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { availabilityZone } of tasks) counts.set(availabilityZone, (counts.get(availabilityZone) ?? 0) + 1);
  return counts;
}

function tasksByZone(context: ServiceContext): string {
  const counts = [...countsByZone(context.active())].sort(([one], [other]) => one.localeCompare(other));
  return counts.map(([zone, count]) => `${count} tasks in ${zone}`).join(", ");
}
