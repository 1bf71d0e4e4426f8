import {
  applicationSchedule,
  groupRecurrence,
  type ScheduledScaling,
  validateSchedules,
} from "../../../components/scaling/scheduled-scaling";
import { ArgumentProblems } from "../../../components/shared/validation";

const MORNING: ScheduledScaling = { name: "morning", at: "07:30", minInstances: 6 };

function problemsOf(...schedules: ScheduledScaling[]): string[] {
  const problems = new ArgumentProblems();
  validateSchedules(schedules, { minInstances: 3, maxInstances: 20 }, problems);
  return problems.all.map((each) => `${each.propertyPath}: ${each.reason}`);
}

describe("a schedule", () => {
  it.each<[Partial<ScheduledScaling>, string, string]>([
    [{}, "cron(30 7 * * ? *)", "30 7 * * *"],
    [{ at: "00:00" }, "cron(0 0 * * ? *)", "0 0 * * *"],
    [{ days: ["monday", "friday"] }, "cron(30 7 ? * MON,FRI *)", "30 7 * * 1,5"],
    [{ days: ["sunday"], at: "23:05" }, "cron(5 23 ? * SUN *)", "5 23 * * 0"],
  ])("of %j is %s for a service and %s for a group", (overrides, application, group) => {
    const schedule = { ...MORNING, ...overrides };

    expect(applicationSchedule(schedule)).toBe(application);
    expect(groupRecurrence(schedule)).toBe(group);
  });

  it("is right with one bound or both, in any time zone", () => {
    const night = { name: "night", at: "22:00", minInstances: 0, maxInstances: 6, timeZone: "Europe/Berlin" };
    expect(problemsOf({ ...MORNING, maxInstances: 20 }, night)).toEqual([]);
    expect(problemsOf(MORNING, { name: "night", at: "22:00", minInstances: 0 })).toEqual([]);
  });

  it.each<[string, Partial<ScheduledScaling>, RegExp]>([
    ["a name with spaces", { name: "early morning" }, /^schedules\[0\]\.name: .*got "early morning"$/],
    ["no time of day", { at: "24:00" }, /^schedules\[0\]\.at: .*got "24:00"$/],
    ["no day", { days: [] }, /^schedules\[0\]\.days: must name one day at least of sunday/],
    ["an unknown time zone", { timeZone: "Europe/Atlantis" }, /^schedules\[0\]\.timeZone: .*got "Europe\/Atlantis"$/],
    ["nothing to change", { minInstances: undefined }, /^schedules\[0\]: must change/],
    [
      "more than the most",
      { minInstances: 21 },
      /^schedules\[0\]: must be whole .*got minInstances 21 and maxInstances 20/,
    ],
    [
      "less than the least",
      { minInstances: undefined, maxInstances: 2 },
      /^schedules\[0\]: must be whole .*got minInstances 3 and maxInstances 2/,
    ],
  ])("is refused with %s", (_, overrides, problem) => {
    expect(problemsOf({ ...MORNING, ...overrides })).toEqual([expect.stringMatching(problem)]);
  });

  it("is refused with the name of another", () => {
    expect(problemsOf(MORNING, MORNING)).toEqual([expect.stringMatching(/^schedules\[1\]\.name: /)]);
  });
});
