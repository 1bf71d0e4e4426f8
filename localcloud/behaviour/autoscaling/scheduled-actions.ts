import type { CloudResource } from "../../model/resource";
import { text } from "../../model/values";
import { GROUP, SCHEDULE } from "../../services/autoscaling/group-lookup";
import { sizeOf } from "../../services/autoscaling/schedule";
import { type BehaviourEvent, type Controller, type Outcome, together } from "../model/controller";
import { earliest, type Instant } from "../model/instant";
import { activityTime } from "./activity";
import { groupSettings, type NewSizes, withSizes } from "./group-settings";
import { nextRun } from "./recurrence";

/** Changes the sizes of groups when their scheduled actions say so. */
export const scheduledActions: Controller = {
  name: "scheduled-actions",
  watches: ["resource"],
  hears: [],
  reconcile: ({ cloud, running, now }) => {
    const groups = new Map<string, CloudResource>();
    const outcomes = cloud.ofType(SCHEDULE).map((action): Outcome => {
      const id = text(action.computed, "arn") ?? action.id;
      const doneUntil = running.find("progress", id)?.doneUntil;
      const wakeAt = nextRun(action.inputs, now);
      const due = doneUntil === undefined ? undefined : nextRun(action.inputs, doneUntil);
      const isDue = due !== undefined && due <= now;
      if (doneUntil !== undefined && !isDue) return { wakeAt };
      const done: Outcome = { wakeAt, changes: [{ kind: "progress", id, value: { id, doneUntil: now } }] };
      return isDue ? together([done, { events: run(action, groups, cloud.find(GROUP, groupOf(action)), now) }]) : done;
    });
    const wakeAt = earliest(...outcomes.map((outcome) => outcome.wakeAt));
    return { ...together(outcomes), resources: [...groups.values()], wakeAt };
  },
};

function groupOf({ inputs }: CloudResource): string {
  return text(inputs, "autoscalingGroupName") ?? "";
}

/** Changes a group, which another action may have changed at the same time. */
function run(
  action: CloudResource,
  groups: Map<string, CloudResource>,
  deployed: CloudResource | undefined,
  now: Instant,
): BehaviourEvent[] {
  const group = groups.get(groupOf(action)) ?? deployed;
  if (group === undefined || groupSettings(group).suspendedProcesses.includes("ScheduledActions")) return [];
  const changed = withSizes(group, sizesOf(action));
  groups.set(group.id, changed);
  const before = groupSettings(group);
  const { minSize, maxSize, desiredCapacity } = groupSettings(changed);
  const message = `At ${activityTime(now)} a scheduled action update of AutoScalingGroup constraints to min: ${minSize}, max: ${maxSize}, desired: ${desiredCapacity} changing the desired capacity from ${before.desiredCapacity} to ${desiredCapacity}.`;
  return [{ source: "autoscaling", subject: group.id, message }];
}

function sizesOf({ inputs }: CloudResource): NewSizes {
  return {
    minSize: sizeOf(inputs, "minSize"),
    maxSize: sizeOf(inputs, "maxSize"),
    desiredCapacity: sizeOf(inputs, "desiredCapacity"),
  };
}
