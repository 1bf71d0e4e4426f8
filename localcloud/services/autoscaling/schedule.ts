import { isTimeZone } from "../../../components/shared/time-zones";
import { refuse } from "../../model/aws-error";
import type { DocumentedLimit } from "../../model/limits";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text, type Properties } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { isCronList, MONTHS, WEEKDAYS } from "../../../components/shared/schedule-expression";
import { groupReference, requireGroupOfTheRegion, scalingArn, SCHEDULE } from "./group-lookup";

/** The provider leaves out a size of -1. */
const SIZE_LIMIT: DocumentedLimit = {
  document: "Amazon EC2 Auto Scaling API Reference, PutScheduledUpdateGroupAction",
  min: -1,
};

const SIZES = ["minSize", "maxSize", "desiredCapacity"] as const;

/** New sizes of a group at a time. */
export const schedule: ResourceType = {
  type: SCHEDULE,
  mapping: { operation: "autoscaling.PutScheduledUpdateGroupAction" },
  documentedLimits: { minSize: [SIZE_LIMIT], maxSize: [SIZE_LIMIT], desiredCapacity: [SIZE_LIMIT] },
  replaceOnChanges: ["autoscalingGroupName", "scheduledActionName", "region"],
  // Amazon EC2 Auto Scaling API Reference, PutScheduledUpdateGroupAction: it overwrites the action that has the name.
  unique: {
    inputs: ["autoscalingGroupName", "scheduledActionName"],
    scope: "region",
    code: "AlreadyExists",
    message: (names) => `The group already has a scheduled action of this name: ${names}`,
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
    const computed = {
      arn: scalingArn(region, accountId, "scheduledUpdateGroupAction", names),
      ...outputsAfter(operation),
    };
    return { id: `${group}/${name}`, providerId: name, computed };
  },
  recomputed: [...SIZES],
  remake: outputsAfter,
};

function outputsAfter({ inputs }: Operation): Properties {
  return Object.fromEntries(SIZES.map((size) => [size, number(inputs, size) ?? 0]));
}

/** The provider doesn't send a size of -1, and sends zero for a size that the program leaves out. */
export function sizeOf(inputs: Properties, size: (typeof SIZES)[number]): number | undefined {
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
    refuse("ValidationError", "An action needs a start time, a recurrence or both", "startTime, recurrence");
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

interface CronField {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

/** Minute, hour, day of month, month and day of week, whose 0 and 7 are Sunday. */
const CRON_FIELDS: readonly CronField[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 7, names: WEEKDAYS },
];

/**
 * Whether EC2 Auto Scaling reads a recurrence: crontab's five fields (API Reference, PutScheduledUpdateGroupAction).
 */
export function isRecurrence(expression: string): boolean {
  const fields = expression.trim().split(/\s+/);
  return (
    fields.length === CRON_FIELDS.length &&
    CRON_FIELDS.every((field, index) => isCronList(fields[index] ?? "", (range) => isRange(range, field)))
  );
}

/** A value, or two of them in ascending order. */
function isRange(range: string, field: CronField): boolean {
  const ends = range.split("-").map((end) => valueOf(end, field));
  const [first, last = first] = ends;
  return ends.length <= 2 && first !== undefined && last !== undefined && first <= last;
}

/** The number that a value stands for; undefined where it is none of the field's. */
function valueOf(value: string, { least, most, names = [] }: CronField): number | undefined {
  const named = names.indexOf(value.toUpperCase());
  const number = named >= 0 ? named + least : /^\d+$/.test(value) ? Number(value) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}
