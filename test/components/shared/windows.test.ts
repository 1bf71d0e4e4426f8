import * as fc from "fast-check";
import { dailyWindow, weeklyWindow, windowsOverlap } from "../../../components/shared/windows";

describe("a time window", () => {
  it.each([
    ["02:00-03:00", 120, 60],
    ["23:30-00:30", 1410, 60],
  ])("of each day is read from %s", (text, start, minutes) => {
    expect(dailyWindow(text, 60)).toEqual({ start, minutes });
  });

  it.each([
    ["sun:04:00-sun:05:00", 240, 60],
    ["sat:23:30-sun:00:30", 6 * 1440 + 1410, 60],
    ["mon:00:00-tue:00:00", 1440, 1440],
  ])("of each week is read from %s", (text, start, minutes) => {
    expect(weeklyWindow(text, 60)).toEqual({ start, minutes });
  });

  it.each(["2:00-3:00", "02:00", "24:00-01:00", "02:60-03:00", ""])("of each day isn't %p", (text) => {
    expect(() => dailyWindow(text, 60)).toThrow(`must be two times in UTC such as "02:00-03:00"`);
  });

  it.each(["Sun:04:00-Sun:05:00", "04:00-05:00", "sunday:04:00-sunday:05:00"])("of each week isn't %p", (text) => {
    expect(() => weeklyWindow(text, 60)).toThrow("with their days in lower case");
  });

  it.each([
    ["02:00-03:00", "sun:03:00-sun:04:00", false],
    ["02:00-03:00", "sun:02:59-sun:04:00", true],
    ["23:30-00:30", "sun:23:45-mon:00:15", true],
    ["23:30-00:30", "mon:00:30-mon:01:00", false],
    ["23:00-00:00", "sat:23:30-sun:00:30", true],
    ["00:00-00:30", "sat:23:45-sun:00:15", true],
  ])("of each day, %s, overlaps %s of each week: %p", (daily, weekly, expected) => {
    expect(windowsOverlap(dailyWindow(daily, 30), weeklyWindow(weekly, 30))).toBe(expected);
  });

  it("of each week is refused where its ends are exchanged", () => {
    expect(() => weeklyWindow("sun:05:00-sun:04:00", 30)).toThrow("must be at most a day long");
  });

  it("is refused where it is too short", () => {
    expect(() => dailyWindow("02:00-02:59", 60)).toThrow("must be at least 60 minutes long");
    expect(() => weeklyWindow("sun:02:00-sun:02:00", 60)).toThrow("must be at least 60 minutes long");
    expect(dailyWindow("02:00-02:30", 30)).toEqual({ start: 120, minutes: 30 });
  });
});

const minute = fc.integer({ min: 0, max: 10_079 });
const length = fc.integer({ min: 60, max: 1380 });

function daily(start: number, minutes: number) {
  return { start: start % 1440, minutes };
}

it("overlaps another one exactly where both have a minute", () => {
  fc.assert(
    fc.property(minute, length, minute, length, (start, minutes, weeklyStart, weeklyMinutes) => {
      const day = daily(start, minutes);
      const week = { start: weeklyStart, minutes: weeklyMinutes };
      const ofWeek = new Set(Array.from({ length: weeklyMinutes }, (_, at) => (weeklyStart + at) % 10_080));
      const shared = Array.from({ length: 7 }, (_, index) => index * 1440 + day.start).some((at) =>
        Array.from({ length: minutes }, (_, offset) => (at + offset) % 10_080).some((each) => ofWeek.has(each)),
      );
      return windowsOverlap(day, week) === shared;
    }),
    { numRuns: 200 },
  );
});
