import type { CloudResource } from "../../model/resource";
import { flag, number, text } from "../../model/values";
import { isOfTarget, SCALABLE_TARGET, SCHEDULED_ACTION } from "../../services/appautoscaling/scalable-target";
import { type Controller, type Outcome, type Situation, together } from "../model/controller";
import type { Instant } from "../model/instant";
import type { ScalingActivity } from "../model/scaling";
import { nextTime, type Schedule } from "../scaling/schedule";
import { begunActivity } from "./activities";
import { bounded, serviceOf, withCapacity } from "./scaled-service";

const ACTION = "scalableTargetAction";

/** Sets the bounds of services at the times of their scheduled actions. */
export const scheduledScaling: Controller = {
  name: "application-autoscaling-schedules",
  watches: ["resource"],
  hears: ["world-started"],
  reconcile: (situation) =>
    together([
      ...situation.cloud.ofType(SCHEDULED_ACTION).map((action) => scheduled(action, situation)),
      forgotten(situation),
    ]),
};

/** What an action remembers is when it was first seen, and until when its times are over. */
function scheduled(action: CloudResource, situation: Situation): Outcome {
  const { now, running } = situation;
  const id = progressId(action);
  const known = running.find("progress", id);
  if (known === undefined) {
    const wakeAt = nextTime(scheduleOf(action, now), now);
    return { ...remembered(id, { doneUntil: now, since: now }), ...(wakeAt === undefined ? {} : { wakeAt }) };
  }
  const { doneUntil, since = doneUntil } = known;
  const schedule = scheduleOf(action, since);
  const due = nextTime(schedule, doneUntil);
  if (due === undefined) return {};
  if (due > now) return { wakeAt: due };
  const next = nextTime(schedule, now);
  return together([
    { ...remembered(id, { doneUntil: now, since }), ...(next === undefined ? {} : { wakeAt: next }) },
    run(action, situation),
  ]);
}

function remembered(id: string, value: { readonly doneUntil: Instant; readonly since: Instant }): Outcome {
  return { changes: [{ kind: "progress", id, value: { id, ...value } }] };
}

/** Forgets actions that were deleted. */
function forgotten({ cloud, running }: Situation): Outcome {
  const known = new Set(cloud.ofType(SCHEDULED_ACTION).map(progressId));
  const gone = running.all("progress").flatMap(({ id }) => (id.startsWith(PREFIX) && !known.has(id) ? [id] : []));
  return { changes: gone.map((id) => ({ kind: "progress", id })) };
}

const PREFIX = "scheduled-action|";

function progressId({ region, id }: CloudResource): string {
  return `${PREFIX}${region}|${id}`;
}

function scheduleOf({ inputs }: CloudResource, since: Instant): Schedule {
  const [start, end] = ["startTime", "endTime"].map((input) => text(inputs, input));
  return {
    expression: text(inputs, "schedule") ?? "",
    timeZone: text(inputs, "timezone") ?? "UTC",
    from: start === undefined ? since : Date.parse(start),
    until: end === undefined ? undefined : Date.parse(end),
  };
}

/**
 * The action's bounds become those of the scalable target, and the capacity is brought within them (Application Auto
 * Scaling User Guide, "How scheduled scaling for Application Auto Scaling works").
 */
function run(action: CloudResource, situation: Situation): Outcome {
  const { cloud } = situation;
  const target = cloud.ofType(SCALABLE_TARGET).find((each) => isOfTarget(each, action.inputs, action.region));
  if (target === undefined || flag(target.inputs, "suspendedState.scheduledScalingSuspended") === true) return {};
  const bounds = newBounds(action, target);
  const cause = `scheduled action name ${text(action.computed, "name") ?? action.id} was triggered`;
  if (bounds.minCapacity > bounds.maxCapacity) return failed(target, { ...bounds, cause }, situation);
  const changed = { ...target, inputs: { ...target.inputs, ...bounds } };
  const set = `min capacity to ${bounds.minCapacity} and max capacity to ${bounds.maxCapacity}`;
  const event = { source: "application-autoscaling", subject: target.id, message: `Setting ${set}. Cause: ${cause}` };
  const description = { description: `Setting ${set}`, cause, statusMessage: `Successfully set ${set}` };
  const activity = activityOf(target, { ...description, status: "Successful" }, situation);
  return together([{ resources: [changed], changes: [activity], events: [event] }, broughtWithin(changed, situation)]);
}

interface Bounds {
  readonly minCapacity: number;
  readonly maxCapacity: number;
}

/** An action may change one bound only. */
function newBounds(action: CloudResource, target: CloudResource): Bounds {
  const of = (bound: keyof Bounds): number =>
    number(action.inputs, `${ACTION}.${bound}`) ?? number(target.inputs, bound) ?? 0;
  return { minCapacity: of("minCapacity"), maxCapacity: of("maxCapacity") };
}

function broughtWithin(target: CloudResource, situation: Situation): Outcome {
  const scaled = serviceOf(target, situation.cloud);
  if (scaled === undefined) return {};
  const capacity = bounded(scaled, scaled.capacity);
  if (capacity === scaled.capacity) return {};
  const cause =
    capacity > scaled.capacity ? `minimum capacity was set to ${capacity}` : `maximum capacity was set to ${capacity}`;
  return {
    resources: [withCapacity(scaled, capacity)],
    changes: begunActivity(scaled, { capacity, cause }, situation),
    events: [
      {
        source: "application-autoscaling",
        subject: scaled.resourceId,
        message: `Setting desired count to ${capacity}. Cause: ${cause}`,
      },
    ],
  };
}

/** An action with one bound only, beyond the other one that the target has. */
function failed(
  target: CloudResource,
  { minCapacity, maxCapacity, cause }: Bounds & { readonly cause: string },
  situation: Situation,
): Outcome {
  const description = `Setting min capacity to ${minCapacity} and max capacity to ${maxCapacity}`;
  const statusMessage = `Failed to set min capacity to ${minCapacity} and max capacity to ${maxCapacity}: Maximum capacity cannot be less than minimum capacity`;
  const activity = activityOf(target, { description, cause, status: "Failed", statusMessage }, situation);
  return {
    changes: [activity],
    events: [{ source: "application-autoscaling", subject: target.id, message: `${statusMessage}. Cause: ${cause}` }],
  };
}

type Description = Pick<ScalingActivity, "description" | "cause" | "status" | "statusMessage">;

function activityOf({ id: resourceId, region }: CloudResource, of: Description, { now, draw }: Situation) {
  const id = draw(32);
  const value: ScalingActivity = { id, resourceId, region, startedAt: now, endedAt: now, ...of };
  return { kind: "scalingActivity", id, value } as const;
}
