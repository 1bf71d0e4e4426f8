import { type CronDate, CronExpressionParser } from "cron-parser";
import { WEEKDAYS } from "../../services/shared/schedule-expression";
import { HOUR, type Instant, MINUTE } from "../model/instant";

const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: HOUR, day: 24 * HOUR };

/** How many times of a calendar are tried before it is said to have no more: years without any of them are few. */
const MOST_TRIES = 2_000;

/** When a schedule applies. */
export interface Schedule {
  /** `at(…)`, `rate(…)` or `cron(…)` (Application Auto Scaling API Reference, PutScheduledAction, Schedule). */
  readonly expression: string;
  /** IANA name; rates don't depend on it. */
  readonly timeZone: string;
  /** Beginning of the schedule: rates count from it. */
  readonly from: Instant;
  /** @default never */
  readonly until?: Instant | undefined;
}

/** The first time of a schedule after an instant; undefined where there is none any more. */
export function nextTime(schedule: Schedule, after: Instant): Instant | undefined {
  const next = timeAfter(schedule, Math.max(after, schedule.from - 1));
  return next === undefined || next > (schedule.until ?? Infinity) ? undefined : next;
}

function timeAfter({ expression, timeZone, from }: Schedule, after: Instant): Instant | undefined {
  const [, form = "", argument = ""] = /^(at|rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (form === "rate") return rateTime(argument, from, after);
  const fields = form === "at" ? fieldsOfTime(argument) : argument.trim().split(/\s+/);
  return calendarTime(fields, timeZone, after);
}

function rateTime(rate: string, from: Instant, after: Instant): Instant {
  const [, count = "1", unit = ""] = /^(\d+) (minute|hour|day)s?$/.exec(rate) ?? [];
  const interval = Number(count) * (UNITS[unit] ?? MINUTE);
  return from + (Math.floor((after - from) / interval) + 1) * interval;
}

/** A single time as fields of a calendar, since both are of a time zone. */
function fieldsOfTime(time: string): string[] {
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "0"] =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})$/.exec(time) ?? [];
  return [minute, hour, day, month, "?", year, second];
}

/**
 * The first time after an instant that AWS's six fields describe; a seventh one is the second (Application Auto
 * Scaling User Guide, "Schedule recurring scaling actions using Application Auto Scaling").
 */
function calendarTime(fields: readonly string[], timeZone: string, after: Instant): Instant | undefined {
  const [minute = "*", hour = "*", dayOfMonth = "*", month = "*", dayOfWeek = "*", year = "*", second = "0"] = fields;
  const nearestTo = /^(\d+|L)W$/.exec(dayOfMonth)?.[1];
  const days = nearestTo === undefined ? dayOfMonth : "*";
  const expression = [second, minute, hour, days, month, weekdays(dayOfWeek)].join(" ").replaceAll("?", "*");
  const times = CronExpressionParser.parse(expression, { currentDate: new Date(after), tz: timeZone });
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const time = times.next();
    const isOfYear = isInList(year, time.getFullYear());
    if (!isOfYear && isOver(year, time.getFullYear())) return undefined;
    if (isOfYear && (nearestTo === undefined || isNearestWeekday(time, nearestTo))) return time.getTime();
  }
  return undefined;
}

/** AWS counts weekdays from 1, which is Sunday; crontab from 0, and knows no name with `L` or `#`. */
function weekdays(field: string): string {
  return field
    .replace(/[A-Z]{3}/g, (name) => String(WEEKDAYS.indexOf(name) + 1))
    .replace(/(^|[-,])([1-7])/g, (_, sign: string, day: string) => `${sign}${Number(day) - 1}`);
}

/** Whether a field such as `*`, `2026-2028`, `2026/2` or a list of them has a number. */
function isInList(field: string, value: number): boolean {
  return field.split(",").some((part) => {
    const [range = "", step = "1"] = part.split("/");
    if (range === "*") return value % Number(step) === 0;
    const [first = 0, last = part.includes("/") ? Infinity : first] = range.split("-").map(Number);
    return value >= first && value <= last && (value - first) % Number(step) === 0;
  });
}

/** Whether a field of years has none after a year. */
function isOver(field: string, year: number): boolean {
  if (/[*/]/.test(field)) return false;
  return year > Math.max(...field.split(/[-,]/).map(Number));
}

/** Whether a day is the one from Monday to Friday next to a day of its month (`15W`), or the month's last (`LW`). */
function isNearestWeekday(time: CronDate, to: string): boolean {
  const days = new Date(Date.UTC(time.getFullYear(), time.getMonth() + 1, 0)).getUTCDate();
  const wanted = to === "L" ? days : Math.min(Number(to), days);
  const weekday = new Date(Date.UTC(time.getFullYear(), time.getMonth(), wanted)).getUTCDay();
  return time.getDate() === wanted + shiftOf(weekday, wanted, days);
}

function shiftOf(weekday: number, day: number, days: number): number {
  if (weekday === 6) return day === 1 ? 2 : -1;
  if (weekday === 0) return day === days ? -2 : 1;
  return 0;
}
