import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text, type Properties } from "../../model/values";
import { OVERWRITES } from "../shared/overwrites";
import { isTimeZone } from "../shared/time-zones";
import { SCHEDULE } from "./belongings";
import { groupReference, requireGroupOfTheRegion, scalingArn } from "./groups";
import { isRecurrence } from "./recurrence";

const SIZES = ["minSize", "maxSize", "desiredCapacity"] as const;

/** New sizes of a group at a time. */
export const schedule: ResourceType = {
  type: SCHEDULE,
  replaceOnChanges: ["autoscalingGroupName", "scheduledActionName", "region"],
  // Amazon EC2 Auto Scaling API Reference, PutScheduledUpdateGroupAction: it overwrites the action that has the name.
  unique: {
    inputs: ["autoscalingGroupName", "scheduledActionName"],
    scope: "region",
    code: "AlreadyExists",
    message: (names) =>
      `The group already has a scheduled action of this name: ${names} (autoscalingGroupName, scheduledActionName)`,
    warning: OVERWRITES,
  },
  references: [groupReference("autoscalingGroupName")],
  rules: [
    requireGroupOfTheRegion,
    requireSize,
    requireSizeOrder,
    requireTime,
    refusePast,
    requireReadableRecurrence,
    requireZone,
  ],
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const name = text(inputs, "scheduledActionName") ?? "";
    const group = text(inputs, "autoscalingGroupName") ?? "";
    const names = `autoScalingGroupName/${group}:scheduledActionName/${name}`;
    const computed = { arn: scalingArn(region, accountId, "scheduledUpdateGroupAction", names), ...settled(operation) };
    return { id: `${group}/${name}`, providerId: name, computed };
  },
  recomputed: [...SIZES],
  remake: settled,
};

function settled({ inputs }: Operation): Properties {
  return Object.fromEntries(SIZES.map((size) => [size, number(inputs, size) ?? 0]));
}

/** The provider leaves out what is -1, and sends zero for what the program leaves out. */
function sizeOf(inputs: Properties, size: (typeof SIZES)[number]): number | undefined {
  const value = number(inputs, size) ?? 0;
  return value === -1 ? undefined : value;
}

/** Amazon EC2 Auto Scaling API Reference, PutScheduledUpdateGroupAction, DesiredCapacity. */
function requireSize({ inputs }: Operation): void {
  if (SIZES.some((size) => sizeOf(inputs, size) !== undefined)) return;
  refuse("ValidationError", "At least one of MinSize, MaxSize and DesiredCapacity must be specified", SIZES.join(", "));
}

function requireSizeOrder({ inputs }: Operation): void {
  const [minimum = 0, maximum = Infinity, desired] = SIZES.map((size) => sizeOf(inputs, size));
  if (minimum > maximum)
    refuse("ValidationError", "Min size must be less than or equal to max size", "minSize, maxSize");
  if (desired === undefined) return;
  if (desired < minimum)
    refuse("ValidationError", "Desired capacity must be greater than or equal to min size", "desiredCapacity, minSize");
  if (desired > maximum)
    refuse("ValidationError", "Desired capacity must be less than or equal to max size", "desiredCapacity, maxSize");
}

/** Amazon EC2 Auto Scaling API Reference, PutScheduledUpdateGroupAction, StartTime and EndTime. */
function requireTime({ inputs }: Operation): void {
  const [start, end] = ["startTime", "endTime"].map((input) => timeOf(text(inputs, input), input));
  if (start === undefined && text(inputs, "recurrence") === undefined) {
    refuse("ValidationError", "An action takes a start time, a recurrence or both", "startTime, recurrence");
  }
  if (start === undefined || end === undefined || start < end) return;
  refuse("ValidationError", "The start time must be before the end time", "startTime, endTime");
}

/** Amazon EC2 Auto Scaling API Reference, PutScheduledUpdateGroupAction: an action in the past is an error. */
function refusePast({ inputs, previous }: Operation): void {
  const start = text(inputs, "startTime");
  if (start === undefined || start === previous?.inputs.startTime || Date.parse(start) > Date.now()) return;
  refuse("ValidationError", `Given start time is in the past: ${start}`, "startTime");
}

function timeOf(value: string | undefined, input: string): number | undefined {
  if (value === undefined) return undefined;
  const time = Date.parse(value);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) || Number.isNaN(time)) {
    refuse("ValidationError", `"${value}" cannot be parsed as iso8601 Timestamp Format`, input);
  }
  return time;
}

function requireReadableRecurrence({ inputs }: Operation): void {
  const recurrence = text(inputs, "recurrence");
  if (recurrence === undefined || isRecurrence(recurrence)) return;
  refuse("ValidationError", `Given recurrence string: ${recurrence} is invalid`, "recurrence");
}

function requireZone({ inputs }: Operation): void {
  const zone = text(inputs, "timeZone");
  if (zone === undefined || isTimeZone(zone)) return;
  refuse("ValidationError", `'${zone}' is not the name of an IANA time zone`, "timeZone");
}
