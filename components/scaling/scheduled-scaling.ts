import { isTimeZone, timeZoneInAnyCase } from "../shared/time-zones";
import { ArgumentProblems } from "../shared/validation";
import { validateScheduleOrder } from "./schedule-order";
import { type Weekday, WEEKDAYS } from "./schedule-week";

/**
 * Other bounds from a time of day on, such as more instances before the morning's rush. They hold until another
 * schedule changes them.
 */
export interface ScheduledScaling {
  /**
   * Part of the action's name: at most 64 lower-case letters, digits and hyphens, unique among the schedules of one
   * target.
   */
  readonly name: string;
  /** Time of day, `"07:30"`. */
  readonly at: string;
  /** Days of the week on which the bounds change. @default - every day */
  readonly days?: readonly Weekday[];
  /** Name in the IANA database, such as `"Europe/Berlin"`, case included; summer time is followed. @default "UTC" */
  readonly timeZone?: string;
  /**
   * Fewest instances from then on; more are started at once where fewer run. AWS refuses to raise it above the maximum
   * that the schedule before left.
   * @default - as it was
   */
  readonly minInstances?: number;
  /** Most instances from then on; surplus ones are stopped at once. @default - as it was */
  readonly maxInstances?: number;
}

/** Hour and minute of a valid time of day. */
interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

/** Short enough for the names of actions, which have 256 characters and begin with the target's. */
export const SCHEDULE_NAME = /^(?=.{1,64}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/** A time from 00:00 to 23:59, in hours and minutes. */
export const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * When a valid schedule acts, as Application Auto Scaling writes it (User Guide, "Schedule recurring scaling actions
 * using cron expressions").
 */
export function applicationSchedule(schedule: ScheduledScaling): string {
  const { hour, minute } = timeOfDay(schedule.at);
  const days = schedule.days?.map((day) => day.slice(0, 3).toUpperCase());
  return days === undefined ? `cron(${minute} ${hour} * * ? *)` : `cron(${minute} ${hour} ? * ${days.join(",")} *)`;
}

/**
 * When a valid schedule acts, as EC2 Auto Scaling writes it (User Guide, "Scheduled scaling for Amazon EC2 Auto
 * Scaling").
 */
export function groupRecurrence(schedule: ScheduledScaling): string {
  const { hour, minute } = timeOfDay(schedule.at);
  const days = schedule.days?.map((day) => WEEKDAYS.indexOf(day)).join(",") ?? "*";
  return `${minute} ${hour} * * ${days}`;
}

/** Records wrong schedules of a target with the given bounds, and schedules that contradict each other. */
export function validateSchedules(
  schedules: readonly ScheduledScaling[],
  bounds: { readonly minInstances: number; readonly maxInstances: number },
  problems: ArgumentProblems,
): void {
  const own = new ArgumentProblems();
  schedules.forEach((schedule, index) => {
    const path = `schedules[${index}]`;
    validateName(schedule, index, schedules, own);
    validateTime(schedule, path, own);
    validateBounds(schedule, bounds, path, own);
  });
  if (own.all.length === 0) validateScheduleOrder(schedules, bounds, own);
  for (const { propertyPath, reason } of own.all) problems.add(propertyPath, reason);
}

function validateName(
  { name }: ScheduledScaling,
  index: number,
  schedules: readonly ScheduledScaling[],
  problems: ArgumentProblems,
): void {
  problems.require(
    SCHEDULE_NAME.test(name) && schedules.findIndex((other) => other.name === name) === index,
    `schedules[${index}].name`,
    `must be at most 64 lower-case letters, digits and single hyphens, and unlike every other schedule's, got ${JSON.stringify(name)}`,
  );
}

function validateTime({ at, days, timeZone }: ScheduledScaling, path: string, problems: ArgumentProblems): void {
  problems.require(
    TIME_OF_DAY.test(at),
    `${path}.at`,
    `must be a time of day from "00:00" to "23:59", got ${JSON.stringify(at)}`,
  );
  const isWeek = days === undefined || (days.length > 0 && days.every((day) => WEEKDAYS.includes(day)));
  problems.require(
    isWeek,
    `${path}.days`,
    `must name one day at least of ${WEEKDAYS.join(", ")}, got ${JSON.stringify(days)}`,
  );
  problems.require(
    timeZone === undefined || isTimeZone(timeZone),
    `${path}.timeZone`,
    `must be a time zone of the IANA database, such as "Europe/Berlin", got ${JSON.stringify(timeZone)}${likelyZone(timeZone)}`,
  );
}

function validateBounds(
  { minInstances, maxInstances }: ScheduledScaling,
  bounds: { readonly minInstances: number; readonly maxInstances: number },
  path: string,
  problems: ArgumentProblems,
): void {
  problems.require(
    minInstances !== undefined || maxInstances !== undefined,
    path,
    "must change minInstances or maxInstances, got neither",
  );
  const [least, most] = [minInstances ?? bounds.minInstances, maxInstances ?? bounds.maxInstances];
  const isWhole = Number.isInteger(least) && Number.isInteger(most) && least >= 0;
  problems.require(
    isWhole && least <= most,
    path,
    `must be whole numbers with minInstances at most maxInstances, got minInstances ${least} and maxInstances ${most}; change one of the two`,
  );
}

function likelyZone(timeZone = ""): string {
  const likely = timeZoneInAnyCase(timeZone);
  return likely === undefined ? "" : `; write ${JSON.stringify(likely)}`;
}

function timeOfDay(at: string): TimeOfDay {
  const [, hour = "0", minute = "0"] = TIME_OF_DAY.exec(at) ?? [];
  return { hour: Number(hour), minute: Number(minute) };
}
