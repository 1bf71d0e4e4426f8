import fc from "fast-check";
import { isLogRetention, LOG_RETENTION_DAYS, logRetentionProblem } from "../../../components/shared/log-retention";

describe("isLogRetention", () => {
  it.each([1, 7, 30, 90, 365, 400, 3653])("accepts %i days, which CloudWatch Logs accepts", (days) => {
    expect(isLogRetention(days)).toBe(true);
  });

  it.each([0, -1, 2, 21, 364, 366, 30.5, 3654, Number.NaN])("refuses %p days, which it doesn't", (days) => {
    expect(isLogRetention(days)).toBe(false);
  });
});

describe("logRetentionProblem", () => {
  it.each([
    [100, "120 is the next longer one"],
    [0, "1 is the next longer one"],
    [4000, "3653 is the longest"],
  ])("names the value and, for %i days, the fix: %s", (days, fix) => {
    expect(logRetentionProblem(days)).toContain(`${days} is not a retention of CloudWatch Logs`);
    expect(logRetentionProblem(days)).toContain(fix);
  });

  it("proposes what CloudWatch Logs accepts, and nothing shorter than what was asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3653 }), (days) => {
        const proposed = Number(/; (\d+) is the/.exec(logRetentionProblem(days))?.[1]);
        expect(LOG_RETENTION_DAYS).toContain(proposed);
        expect(proposed).toBeGreaterThanOrEqual(days);
      }),
    );
  });
});
