import { type CronDate, CronExpressionParser } from "cron-parser";
import { WEEKDAYS } from "../../../components/shared/schedule-expression";
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
  const calendar = form === "at" ? singleTime(argument) : calendarOf(argument.trim().split(/\s+/));
  return calendarTime(calendar, timeZone, after);
}

function rateTime(rate: string, from: Instant, after: Instant): Instant {
  const [, count = "1", unit = ""] = /^(\d+) (minute|hour|day)s?$/.exec(rate) ?? [];
  const interval = Number(count) * (UNITS[unit] ?? MINUTE);
  return from + (Math.floor((after - from) / interval) + 1) * interval;
}

/** Fields of AWS's calendar expressions, in their order; the second follows in those of single times only. */
const FIELDS = ["minute", "hour", "dayOfMonth", "month", "dayOfWeek", "year", "second"] as const;

type Calendar = Readonly<Record<(typeof FIELDS)[number], string>>;

const ANY: Calendar = {
  minute: "*",
  hour: "*",
  dayOfMonth: "*",
  month: "*",
  dayOfWeek: "?",
  year: "*",
  second: "0",
};

function calendarOf(fields: readonly string[]): Calendar {
  const given = Object.fromEntries(fields.map((field, index) => [FIELDS[index] ?? "", field]));
  return { ...ANY, ...given };
}

/** A single time as fields of a calendar, since both are of a time zone. */
function singleTime(time: string): Calendar {
  const [year = "", month = "", dayOfMonth = "", hour = "", minute = "", second = "0"] = time.split(/[-T:]/);
  return { ...ANY, year, month, dayOfMonth, hour, minute, second };
}

/**
 * The first time after an instant that a calendar has (Application Auto Scaling User Guide, "Schedule recurring scaling
 * actions using Application Auto Scaling").
 */
function calendarTime(calendar: Calendar, timeZone: string, after: Instant): Instant | undefined {
  const { second, minute, hour, dayOfMonth, month, dayOfWeek, year } = calendar;
  const nearestTo = /^(\d+|L)W$/.exec(dayOfMonth)?.[1];
  const days = nearestTo === undefined ? dayOfMonth : "*";
  const expression = [second, minute, hour, days, month, weekdays(dayOfWeek)].join(" ").replaceAll("?", "*");
  const times = CronExpressionParser.parse(expression, { currentDate: new Date(after), tz: timeZone });
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const time = times.next();
    if (isOver(year, time.getFullYear())) return undefined;
    if (isInList(year, time.getFullYear()) && isOnDay(time, nearestTo)) return time.getTime();
  }
  return undefined;
}

function isOnDay(time: CronDate, nearestTo: string | undefined): boolean {
  return nearestTo === undefined || isNearestWeekday(time, nearestTo);
}

/** AWS counts weekdays from 1, which is Sunday; crontab from 0, and knows no name with `L` or `#`. */
function weekdays(field: string): string {
  return field
    .replace(/[A-Z]{3}/g, (name) => String(WEEKDAYS.indexOf(name) + 1))
    .replace(/(^|[-,])([1-7])/g, (_, sign: string, day: string) => `${sign}${Number(day) - 1}`);
}

/** Whether a field such as `*`, `2026-2028`, `2026/2` or a list of them has a number. */
function isInList(field: string, value: number): boolean {
  return field.split(",").some((part) => isInRange(part, value));
}

function isInRange(part: string, value: number): boolean {
  const [range = "", step] = part.split("/");
  const [first, last] = endsOf(range, step !== undefined);
  return value >= first && value <= last && (value - first) % Number(step ?? 1) === 0;
}

/** The first and the last number of a range; one number with a step is open. */
function endsOf(range: string, hasStep: boolean): readonly [number, number] {
  if (range === "*") return [0, Infinity];
  const [first = 0, last = hasStep ? Infinity : first] = range.split("-").map(Number);
  return [first, last];
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
