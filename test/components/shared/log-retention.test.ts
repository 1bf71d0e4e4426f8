import fc from "fast-check";
import { LOG_RETENTION_DAYS, requireLogRetention } from "../../../components/shared/log-retention";
import { ArgumentProblems } from "../../../components/shared/validation";

function problemsOf(days: number | undefined): string[] {
  const problems = new ArgumentProblems();
  requireLogRetention(problems, "logRetentionDays", days);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

describe("a retention of logs", () => {
  it.each([undefined, 1, 7, 30, 90, 365, 400, 3653])("may be %p days, which CloudWatch Logs accepts", (days) => {
    expect(problemsOf(days)).toEqual([]);
  });

  it.each([0, -1, 2, 21, 364, 366, 30.5, 3654, Number.NaN])("can't be %p days, which it doesn't accept", (days) => {
    expect(problemsOf(days)).toHaveLength(1);
  });

  it.each([
    [100, "120 is the next longer one"],
    [0, "1 is the next longer one"],
    [4000, "3653 is the longest"],
  ])("of %i days is refused with the value and the fix: %s", (days, fix) => {
    const [problem] = problemsOf(days);

    expect(problem).toContain(`logRetentionDays: ${days} is not a retention of CloudWatch Logs`);
    expect(problem).toContain(fix);
  });

  it("that is refused comes with one that CloudWatch Logs accepts, and nothing shorter than what was asked for", () => {
    const refused = fc
      .integer({ min: 1, max: 3653 })
      .filter((days) => !LOG_RETENTION_DAYS.some((each) => each === days));
    fc.assert(
      fc.property(refused, (days) => {
        const proposed = Number(/; (\d+) is the/.exec(problemsOf(days).join())?.[1]);
        expect(LOG_RETENTION_DAYS).toContain(proposed);
        expect(proposed).toBeGreaterThanOrEqual(days);
      }),
    );
  });
});
