import fc from "fast-check";
import {
  type BackupTimes,
  backupTimes,
  largestAge,
  longestGap,
  recoveryPointProblem,
  recoveryTimeProblem,
  timesFor,
} from "../../../components/backup/objectives";
import { BACKUP_ARGS } from "./arguments";

const WINDOWS = { start: 60, completion: 180 };
const HOUR = 60;

/** Times of a day at one minute of an hour. */
const times = fc
  .record({
    minute: fc.integer({ min: 0, max: 59 }),
    hours: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 24 }),
  })
  .map(({ minute, hours }) =>
    hours.map((hour) => [hour, minute].map((part) => String(part).padStart(2, "0")).join(":")),
  );

const schedules: fc.Arbitrary<BackupTimes> = fc.record({
  times,
  windows: fc.record({ start: fc.integer({ min: 60, max: 1440 }), completion: fc.integer({ min: 60, max: 1440 }) }),
});

/** Age of the newest complete backup at a moment, in minutes, by trying every backup of the last four days. */
function ageAt(moment: number, { times, windows }: BackupTimes, lateness: number): number {
  const days = [-3, -2, -1, 0, 1].map((day) => day * 24 * HOUR);
  const begins = days.flatMap((day) =>
    times.map((time) => day + Number(time.slice(0, 2)) * HOUR + Number(time.slice(3))),
  );
  const complete = begins.filter((begin) => begin + lateness * (windows.start + windows.completion) <= moment);
  return moment - Math.max(...complete);
}

describe("the longest time between two backups", () => {
  it.each([
    [["01:00"], 24],
    [["01:00", "13:00"], 12],
    [["13:00", "01:00"], 12],
    [["01:00", "02:00"], 23],
    [["00:30", "08:30", "16:30"], 8],
  ])("of %j is %d hours", (given, hours) => {
    expect(longestGap(given)).toBe(hours * HOUR);
  });
});

describe("the age of the newest backup", () => {
  it("may be a day and both windows with one backup a day", () => {
    expect(largestAge({ times: ["01:00"], windows: WINDOWS })).toBe(28 * HOUR);
    expect(backupTimes(BACKUP_ARGS)).toEqual({ times: ["05:00"], windows: WINDOWS });
  });

  it("is never above the computed one, at any moment, however late backups are", () => {
    fc.assert(
      fc.property(
        schedules,
        fc.integer({ min: 0, max: 24 * HOUR - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (schedule, moment, lateness) => {
          expect(ageAt(moment, schedule, lateness)).toBeLessThanOrEqual(largestAge(schedule));
        },
      ),
    );
  });

  it("comes within a minute of the computed one just before a late backup is complete", () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        const ages = Array.from({ length: 24 * HOUR }, (_, moment) => ageAt(moment, schedule, 1));
        expect(Math.max(...ages)).toBe(largestAge(schedule) - 1);
      }),
      { numRuns: 20 },
    );
  });
});

describe("an objective for what may be lost", () => {
  it.each([
    ["28h", ["01:00"]],
    ["24h", ["01:00", "13:00"]],
    ["16h", ["13:00", "01:00"]],
    ["5h", Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`)],
  ])("of %s is met by %j", (objective, given) => {
    expect(recoveryPointProblem(objective, { times: given, windows: WINDOWS })).toBeUndefined();
  });

  it("is refused for a schedule that can't meet it, with one that would", () => {
    expect(recoveryPointProblem("24h", { times: ["01:00"], windows: WINDOWS })).toBe(
      `can't be met: the newest backup may be 28 hours old, as up to 24 hours lie between two, one begins up to 1 hour late and may take 3 hours; daily.times ["01:00","13:00"] would meet it`,
    );
  });

  it("is refused where no schedule meets it", () => {
    expect(recoveryPointProblem("4h", { times: ["01:00"], windows: WINDOWS })).toContain(
      "no schedule meets it with these windows: shorten them, or rely on",
    );
  });

  it("is met by the times that a refusal proposes, and by no fewer", () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 60 }), (schedule, hours) => {
        const proposed = timesFor(hours * HOUR, schedule);
        const fewest = Math.ceil((24 * HOUR) / (hours * HOUR - schedule.windows.start - schedule.windows.completion));
        if (proposed === undefined) {
          expect(hours * HOUR).toBeLessThan(HOUR + schedule.windows.start + schedule.windows.completion);
          return;
        }
        expect(recoveryPointProblem(`${hours}h`, { ...schedule, times: proposed })).toBeUndefined();
        expect(proposed.length).toBeGreaterThanOrEqual(fewest);
        expect(new Set(proposed.map((time) => time.slice(3))).size).toBe(1);
      }),
    );
  });

  it("is refused exactly where the newest backup may be older", () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 96 }), (schedule, hours) => {
        const isMet = recoveryPointProblem(`${hours}h`, schedule) === undefined;
        expect(isMet).toBe(largestAge(schedule) <= hours * HOUR);
      }),
    );
  });
});

describe("an objective for the time that a restore takes", () => {
  it("is an hour or more, since restoring backups takes hours", () => {
    expect(recoveryTimeProblem("1h")).toBeUndefined();
    expect(recoveryTimeProblem("59m")).toContain('must be "1h" or more, got "59m"');
  });
});
