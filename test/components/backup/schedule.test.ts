import fc from "fast-check";
import { retentionRange, scheduledBackups } from "../../../components/backup/schedule";
import { isSchedule } from "../../../components/shared/schedule-expression";

describe("scheduled backups", () => {
  it("are daily at 05:00 by default, kept for 35 days", () => {
    expect(scheduledBackups({})).toEqual([
      { name: "daily", schedule: "cron(0 5 ? * * *)", retentionDays: 35, coldStorageAfterDays: undefined },
    ]);
  });

  it("are daily at several times, and weekly and monthly where asked for", () => {
    const backups = scheduledBackups({
      daily: { times: ["13:30", "01:30"], retentionDays: 7 },
      weekly: { day: "wednesday" },
      monthly: { day: 15, time: "23:59", coldStorageAfterDays: 30 },
    });

    expect(backups).toEqual([
      { name: "daily", schedule: "cron(30 1,13 ? * * *)", retentionDays: 7, coldStorageAfterDays: undefined },
      { name: "weekly", schedule: "cron(0 9 ? * WED *)", retentionDays: 90, coldStorageAfterDays: undefined },
      { name: "monthly", schedule: "cron(59 23 15 * ? *)", retentionDays: 365, coldStorageAfterDays: 30 },
    ]);
    expect(retentionRange(backups)).toEqual({ shortest: 7, longest: 365 });
  });

  it("have expressions that AWS reads", () => {
    const part = (most: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, "0"));
    const time = fc.tuple(part(23), part(59)).map((parts) => parts.join(":"));
    const days = fc.constantFrom("monday", "friday", "sunday");

    fc.assert(
      fc.property(time, time, days, fc.integer({ min: 1, max: 28 }), (one, other, weekday, day) => {
        const plan = {
          daily: { times: [one] },
          weekly: { day: weekday, time: other },
          monthly: { day, time: one },
        } as const;
        for (const { schedule } of scheduledBackups(plan))
          expect([schedule, isSchedule(schedule)]).toEqual([schedule, true]);
      }),
    );
  });
});
