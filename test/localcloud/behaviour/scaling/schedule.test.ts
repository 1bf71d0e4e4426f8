import { nextTime } from "../../../../localcloud/behaviour/scaling/schedule";

const NOON = Date.parse("2026-11-30T12:00:00Z");

function timesOf(expression: string, timeZone = "UTC", from = NOON, until?: number): string[] {
  const times: string[] = [];
  for (let after = from; times.length < 3;) {
    const next = nextTime({ expression, timeZone, from, until }, after);
    if (next === undefined) break;
    times.push(new Date(next).toISOString().replace(".000Z", "Z"));
    after = next;
  }
  return times;
}

describe("nextTime", () => {
  it("knows a single time of a time zone", () => {
    expect(timesOf("at(2026-12-01T09:30:15)", "Europe/Berlin")).toEqual(["2026-12-01T08:30:15Z"]);
    expect(timesOf("at(2026-11-01T09:30:00)")).toEqual([]);
  });

  it("counts rates from their beginning", () => {
    expect(timesOf("rate(6 hours)")).toEqual(["2026-11-30T18:00:00Z", "2026-12-01T00:00:00Z", "2026-12-01T06:00:00Z"]);
    expect(timesOf("rate(1 minute)")[0]).toBe("2026-11-30T12:01:00Z");
  });

  it.each([
    // Every day at 9:00, weekdays at 18:00, the first Monday of a month, the last day of a month, the last Friday.
    ["cron(0 9 * * ? *)", ["2026-12-01T09:00:00Z", "2026-12-02T09:00:00Z", "2026-12-03T09:00:00Z"]],
    ["cron(0 18 ? * MON-FRI *)", ["2026-11-30T18:00:00Z", "2026-12-01T18:00:00Z", "2026-12-02T18:00:00Z"]],
    ["cron(0 18 ? * 2-6 *)", ["2026-11-30T18:00:00Z", "2026-12-01T18:00:00Z", "2026-12-02T18:00:00Z"]],
    ["cron(0 8 ? * 2#1 *)", ["2026-12-07T08:00:00Z", "2027-01-04T08:00:00Z", "2027-02-01T08:00:00Z"]],
    ["cron(0 8 ? * MON#1 *)", ["2026-12-07T08:00:00Z", "2027-01-04T08:00:00Z", "2027-02-01T08:00:00Z"]],
    ["cron(0 8 L * ? *)", ["2026-12-31T08:00:00Z", "2027-01-31T08:00:00Z", "2027-02-28T08:00:00Z"]],
    ["cron(0 8 ? * 6L *)", ["2026-12-25T08:00:00Z", "2027-01-29T08:00:00Z", "2027-02-26T08:00:00Z"]],
    ["cron(0/20 12 30 11 ? 2026)", ["2026-11-30T12:20:00Z", "2026-11-30T12:40:00Z"]],
    // The 15th of May 2027 is a Saturday, the last day of January 2027 a Sunday, the first of May 2027 a Saturday.
    ["cron(0 8 15W 5 ? *)", ["2027-05-14T08:00:00Z", "2028-05-15T08:00:00Z", "2029-05-15T08:00:00Z"]],
    ["cron(0 8 LW 1 ? *)", ["2027-01-29T08:00:00Z", "2028-01-31T08:00:00Z", "2029-01-31T08:00:00Z"]],
    ["cron(0 8 1W 5 ? *)", ["2027-05-03T08:00:00Z", "2028-05-01T08:00:00Z", "2029-05-01T08:00:00Z"]],
    ["cron(0 8 1 1 ? 2028-2029)", ["2028-01-01T08:00:00Z", "2029-01-01T08:00:00Z"]],
  ])("reads %s", (expression, expected) => {
    expect(timesOf(expression)).toEqual(expected);
  });

  it("keeps the hour of its time zone when the clocks change", () => {
    const from = Date.parse("2026-10-24T00:00:00Z");
    expect(timesOf("cron(0 9 * * ? *)", "Europe/Berlin", from)).toEqual([
      "2026-10-24T07:00:00Z",
      "2026-10-25T08:00:00Z",
      "2026-10-26T08:00:00Z",
    ]);
  });

  it("has no time before its beginning or after its end", () => {
    const begin = Date.parse("2026-12-02T00:00:00Z");
    expect(nextTime({ expression: "cron(0 9 * * ? *)", timeZone: "UTC", from: begin }, NOON)).toBe(
      Date.parse("2026-12-02T09:00:00Z"),
    );
    expect(timesOf("cron(0 9 * * ? *)", "UTC", NOON, Date.parse("2026-12-02T09:00:00Z"))).toHaveLength(2);
  });
});
