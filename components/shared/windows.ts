/** Minutes of a time window that recurs, counted from the beginning of its day or of Sunday, in UTC. */
export interface TimeWindow {
  readonly start: number;
  readonly minutes: number;
}

const MINUTES_OF_HOUR = 60;
const MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;
const MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
/** What a window of each day looks like. */
export const DAILY_WINDOW = new RegExp(`^${TIME}-${TIME}$`);
/** What a window of each week looks like. */
export const WEEKLY_WINDOW = new RegExp(`^(${DAYS.join("|")}):${TIME}-(${DAYS.join("|")}):${TIME}$`);

/** The minutes of a window of each day, such as `"02:00-03:00"`; undefined of a text that is none. */
export function parseDailyWindow(text: string): TimeWindow | undefined {
  const match = DAILY_WINDOW.exec(text);
  if (match === null) return undefined;
  const [from, fromMinute, to, toMinute] = match.slice(1).map(Number);
  return spanning(minute(0, from, fromMinute), minute(0, to, toMinute), MINUTES_OF_DAY);
}

/** The minutes of a window of each week, such as `"sun:04:00-sun:05:00"`; undefined of a text that is none. */
export function parseWeeklyWindow(text: string): TimeWindow | undefined {
  const match = WEEKLY_WINDOW.exec(text);
  if (match === null) return undefined;
  const [, fromDay = "", from, fromMinute, toDay = "", to, toMinute] = match;
  const start = minute(DAYS.indexOf(fromDay), Number(from), Number(fromMinute));
  return spanning(start, minute(DAYS.indexOf(toDay), Number(to), Number(toMinute)), MINUTES_OF_WEEK);
}

/**
 * A window of each day, such as `"02:00-03:00"`.
 * @param shortest minutes that it has at least.
 * @throws {Error} saying what a window looks like.
 */
export function dailyWindow(text: string, shortest: number): TimeWindow {
  const window = parseDailyWindow(text);
  if (window === undefined) {
    throw new Error(`must be two times in UTC such as "02:00-03:00", got ${JSON.stringify(text)}`);
  }
  return longEnough(text, window, shortest);
}

/**
 * A window of each week, such as `"sun:04:00-sun:05:00"`. One that is longer than a day has its ends exchanged.
 * @param shortest minutes that it has at least.
 * @throws {Error} saying what a window looks like.
 */
export function weeklyWindow(text: string, shortest: number): TimeWindow {
  const window = parseWeeklyWindow(text);
  if (window === undefined) {
    throw new Error(
      `must be two times in UTC with their days in lower case, such as "sun:04:00-sun:05:00", got ${JSON.stringify(text)}`,
    );
  }
  if (longEnough(text, window, shortest).minutes <= MINUTES_OF_DAY) return window;
  throw new Error(`must be at most a day long, got ${JSON.stringify(text)}; exchange its ends, or shorten it`);
}

/** Whether a window of each day shares a minute with one of each week. */
export function windowsOverlap(daily: TimeWindow, weekly: TimeWindow): boolean {
  return DAYS.some((_, day) => {
    const start = day * MINUTES_OF_DAY + daily.start;
    return isWithin(start, weekly) || isWithin(weekly.start, { ...daily, start });
  });
}

function isWithin(point: number, { start, minutes }: TimeWindow): boolean {
  return (point - start + 2 * MINUTES_OF_WEEK) % MINUTES_OF_WEEK < minutes;
}

function minute(day: number, hour = 0, minutes = 0): number {
  return day * MINUTES_OF_DAY + hour * MINUTES_OF_HOUR + minutes;
}

function spanning(start: number, end: number, cycle: number): TimeWindow {
  return { start, minutes: (end - start + cycle) % cycle };
}

function longEnough(text: string, window: TimeWindow, shortest: number): TimeWindow {
  if (window.minutes >= shortest) return window;
  throw new Error(`must be at least ${shortest} minutes long, got ${JSON.stringify(text)}`);
}
