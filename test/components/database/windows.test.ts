import fc from "fast-check";
import { dailyWindow, overlap, type Span, weeklyWindow } from "../../../components/database/windows";

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

function time(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor((minute % DAY) / 60))}:${two(minute % 60)}`;
}

function dailyText(start: number, length: number): string {
  return `${time(start)}-${time(start + length)}`;
}

function weeklyText(start: number, length: number): string {
  const at = (minute: number): string => `${DAYS[Math.floor((minute % WEEK) / DAY)] ?? ""}:${time(minute % WEEK)}`;
  return `${at(start)}-${at(start + length)}`;
}

/** Minutes of a week that a window covers, each day or once. */
function minutesOf({ start, end }: Span, cycle: number): Set<number> {
  const minutes = new Set<number>();
  for (let offset = 0; offset < WEEK; offset += cycle) {
    for (let minute = start; minute < end; minute += 1) minutes.add((minute + offset) % WEEK);
  }
  return minutes;
}

const startOfDay = fc.integer({ min: 0, max: DAY - 1 });
const startOfWeek = fc.integer({ min: 0, max: WEEK - 1 });
const length = fc.integer({ min: 30, max: DAY - 1 });

describe("windows of backups and maintenance", () => {
  it("are read as they are written", () => {
    fc.assert(
      fc.property(startOfDay, startOfWeek, length, (day, week, minutes) => {
        expect(dailyWindow(dailyText(day, minutes))).toEqual({ start: day, end: day + minutes });
        expect(weeklyWindow(weeklyText(week, minutes))).toEqual({ start: week, end: week + minutes });
      }),
    );
  });

  it("overlap where they share a minute of the week", () => {
    fc.assert(
      fc.property(startOfDay, startOfWeek, fc.integer({ min: 30, max: 300 }), length, (day, week, short, long) => {
        const [daily, weekly] = [dailyWindow(dailyText(day, short)), weeklyWindow(weeklyText(week, long))];
        const covered = minutesOf(daily, DAY);

        expect(overlap(daily, weekly)).toBe([...minutesOf(weekly, WEEK)].some((minute) => covered.has(minute)));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["02:00-03:00", "sun:03:00-sun:04:00", false],
    ["02:00-03:00", "sun:02:59-sun:04:00", true],
    ["23:30-00:30", "sun:23:45-mon:00:15", true],
    ["23:30-00:30", "mon:00:30-mon:01:00", false],
    ["23:00-00:00", "sun:23:30-mon:00:30", true],
    ["00:00-00:30", "sun:23:45-mon:00:15", true],
  ])("%s and %s overlap: %p", (daily, weekly, expected) => {
    expect(overlap(dailyWindow(daily), weeklyWindow(weekly))).toBe(expected);
  });

  it.each([
    ["02:00-02:29", "must be at least 30 minutes long"],
    ["2:00-3:00", "must be two times in UTC"],
    ["24:00-01:00", "must be two times in UTC"],
    ["02:60-03:30", "must be two times in UTC"],
    ["02:00", "must be two times in UTC"],
    ["", "must be two times in UTC"],
  ])("of a day are not %p", (text, reason) => {
    expect(() => dailyWindow(text)).toThrow(reason);
  });

  it.each([
    ["sun:04:00-sun:04:29", "must be at least 30 minutes long"],
    ["Sun:04:00-Sun:05:00", "with their days in lower case"],
    ["sunday:04:00-sunday:05:00", "with their days in lower case"],
    ["04:00-05:00", "with their days in lower case"],
    ["sun:05:00-sun:04:00", "must be at most a day long"],
  ])("of a week are not %p", (text, reason) => {
    expect(() => weeklyWindow(text)).toThrow(reason);
  });

  it("last half an hour at least", () => {
    expect(dailyWindow("23:45-00:15")).toEqual({ start: 1425, end: 1455 });
    expect(weeklyWindow("sun:23:45-mon:00:15")).toEqual({ start: WEEK - 15, end: WEEK + 15 });
  });
});
