import fc from "fast-check";
import type { Properties } from "../../../../localcloud/model/values";
import { stepProblem } from "../../../../localcloud/services/shared/step-adjustments";

const step = (lower: unknown, upper: unknown): Properties => ({
  scalingAdjustment: 1,
  ...(lower !== undefined && { metricIntervalLowerBound: lower }),
  ...(upper !== undefined && { metricIntervalUpperBound: upper }),
});

const problemOf = (...steps: readonly Properties[]) => stepProblem({ steps }, "steps");

/** Steps between bounds, open at both ends. */
function between(bounds: readonly number[]): Properties[] {
  const ends = [undefined, ...bounds.map(String), undefined];
  return ends.slice(1).map((upper, index) => step(ends[index], upper));
}

const BOUNDS = fc
  .uniqueArray(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 8 })
  .map((bounds) => bounds.sort((one, other) => one - other));

describe("stepProblem", () => {
  it.each<[string, readonly Properties[], string, string]>([
    ["no step", [], "At least one step adjustment must be specified", "steps"],
    ["a step without bounds", [step("0", undefined), step(undefined, "")], "Both lower and upper bounds", "steps[1]"],
    ["a bound that is no number", [step("low", undefined)], "got 'low'", "steps[0].metricIntervalLowerBound"],
    ["bounds in the wrong order", [step("5", "5")], "must be less than its upper bound", "steps[0]"],
    [
      "two steps without lower bound",
      [step(undefined, "0"), step(undefined, "-5")],
      "may have an unspecified lower bound",
      "steps",
    ],
    [
      "two steps without upper bound",
      [step("0", undefined), step("5", undefined)],
      "may have an unspecified upper bound",
      "steps",
    ],
    ["steps that overlap", [step("0", "10"), step("9", undefined)], "cannot overlap", "steps"],
    ["steps with a gap", [step("0", "10"), step("11", undefined)], "cannot have gaps between them", "steps"],
    [
      "a step below the threshold that ends",
      [step("-10", "0")],
      "an unspecified lower bound (i.e., lower bound is null) when one StepAdjustment has a negative lower bound",
      "steps",
    ],
    [
      "a step above the threshold that ends",
      [step("0", "10")],
      "an unspecified upper bound (i.e., upper bound is null) when one StepAdjustment has a positive upper bound",
      "steps",
    ],
  ])("finds %s", (_, steps, message, input) => {
    const problem = problemOf(...steps);

    expect(problem?.message).toContain(message);
    expect(problem?.input).toBe(input);
  });

  it.each<[string, readonly Properties[]]>([
    ["everything above the threshold", [step("0", undefined)]],
    ["everything below it, as a number", [step(undefined, 0)]],
    ["steps in any order", [step("20", undefined), step("0", "20")]],
    ["fractions", [step("0", "0.5"), step("0.5", undefined)]],
    ["steps on both sides", [step(undefined, "-10"), step("-10", "0"), step("0", undefined)]],
  ])("takes %s", (_, steps) => {
    expect(problemOf(...steps)).toBeUndefined();
  });

  it("takes whatever leaves no gap and no overlap", () => {
    fc.assert(
      fc.property(BOUNDS, (bounds) => {
        expect(problemOf(...between(bounds))).toBeUndefined();
      }),
    );
  });

  it("finds each step that is missing between others, and each that is there twice", () => {
    const withIndex = BOUNDS.filter((bounds) => bounds.length > 1).chain((bounds) =>
      fc.tuple(fc.constant(bounds), fc.nat({ max: bounds.length - 2 })),
    );
    fc.assert(
      fc.property(withIndex, ([bounds, index]) => {
        const steps = between(bounds);
        const inner = steps[index + 1] ?? {};
        expect(problemOf(...steps.filter((each) => each !== inner))?.message).toContain("gaps");
        expect(problemOf(...steps, inner)?.message).toContain("overlap");
      }),
    );
  });
});
