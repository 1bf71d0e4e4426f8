/** A span of minutes that recurs each week, counted from Monday 00:00 UTC; `end` may lie in the next week. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const MINUTES_OF_HOUR = 60;
const MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;
const MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;
/** Amazon RDS API Reference, CreateDBInstance: PreferredBackupWindow and PreferredMaintenanceWindow. */
export const SHORTEST_WINDOW_MINUTES = 30;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const DAILY = new RegExp(`^${TIME}-${TIME}$`);
const WEEKLY = new RegExp(`^(${DAYS.join("|")}):${TIME}-(${DAYS.join("|")}):${TIME}$`);

/**
 * Minutes of a daily window such as `"02:00-03:00"`, on the first day of the week.
 * @throws {Error} saying what a window looks like.
 */
export function dailyWindow(text: string): Span {
  const match = DAILY.exec(text);
  if (match === null) throw new Error(`must be two times in UTC such as "02:00-03:00", got ${JSON.stringify(text)}`);
  const [startHour, startMinute, endHour, endMinute] = match.slice(1).map(Number);
  const start = minuteOfDay(startHour, startMinute);
  return longEnough(text, forward(start, minuteOfDay(endHour, endMinute), MINUTES_OF_DAY));
}

/**
 * Minutes of a weekly window such as `"sun:04:00-sun:05:00"`.
 * @throws {Error} saying what a window looks like.
 */
export function weeklyWindow(text: string): Span {
  const match = WEEKLY.exec(text);
  if (match === null) {
    throw new Error(
      `must be two times in UTC with their days in lower case, such as "sun:04:00-sun:05:00", got ${JSON.stringify(text)}`,
    );
  }
  const [, startDay = "", startHour, startMinute, endDay = "", endHour, endMinute] = match;
  const start = DAYS.indexOf(startDay) * MINUTES_OF_DAY + minuteOfDay(Number(startHour), Number(startMinute));
  const end = DAYS.indexOf(endDay) * MINUTES_OF_DAY + minuteOfDay(Number(endHour), Number(endMinute));
  const span = longEnough(text, forward(start, end, MINUTES_OF_WEEK));
  if (span.end - span.start > MINUTES_OF_DAY) {
    throw new Error(`must be at most a day long, got ${JSON.stringify(text)}; exchange its ends, or shorten it`);
  }
  return span;
}

/** Whether a window that recurs each day shares a minute with one that recurs each week; RDS refuses that. */
export function overlap(daily: Span, weekly: Span): boolean {
  // A window that crosses midnight before Monday reaches into the week from the day before.
  return Array.from({ length: 9 }, (_, day) => (day - 1) * MINUTES_OF_DAY).some((offset) =>
    [0, MINUTES_OF_WEEK].some(
      (week) => daily.start + offset < weekly.end - week && weekly.start - week < daily.end + offset,
    ),
  );
}

function minuteOfDay(hour = 0, minute = 0): number {
  return hour * MINUTES_OF_HOUR + minute;
}

function forward(start: number, end: number, cycle: number): Span {
  return { start, end: end > start ? end : end + cycle };
}

function longEnough(text: string, span: Span): Span {
  if (span.end - span.start < SHORTEST_WINDOW_MINUTES) {
    throw new Error(`must be at least ${SHORTEST_WINDOW_MINUTES} minutes long, got ${JSON.stringify(text)}`);
  }
  return span;
}
