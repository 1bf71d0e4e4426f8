import fc from "fast-check";
import { aggregated, changedCapacity, stepAdjustment } from "../../../../localcloud/behaviour/scaling/step-adjustment";

/** Application Auto Scaling User Guide, "How step scaling works": steps of a policy that scales out, and one that scales in. */
const OUT = [
  { metricIntervalLowerBound: "0", metricIntervalUpperBound: "10", scalingAdjustment: 0 },
  { metricIntervalLowerBound: "10", metricIntervalUpperBound: "20", scalingAdjustment: 10 },
  { metricIntervalLowerBound: "20", scalingAdjustment: 30 },
];
const IN = [
  { metricIntervalLowerBound: "-10", metricIntervalUpperBound: "0", scalingAdjustment: 0 },
  { metricIntervalLowerBound: "-20", metricIntervalUpperBound: "-10", scalingAdjustment: -10 },
  { metricIntervalUpperBound: "-20", scalingAdjustment: -30 },
];

const percent = (capacity: number, adjustment: number, minimumMagnitude?: number): number =>
  changedCapacity(capacity, { adjustmentType: "PercentChangeInCapacity", adjustment, minimumMagnitude });

describe("stepAdjustment", () => {
  it.each([
    [50, 0],
    [59.9, 0],
    [60, 10],
    [69.9, 10],
    [70, 30],
    [100, 30],
  ])("scales out at %s over a threshold of 50 by %s percent", (metric, expected) => {
    expect(stepAdjustment(OUT, metric - 50)).toBe(expected);
  });

  it.each([
    [49, 0],
    [40.1, 0],
    [40, -10],
    [30.1, -10],
    [30, -30],
    [0, -30],
  ])("scales in at %s below a threshold of 50 by %s percent", (metric, expected) => {
    expect(stepAdjustment(IN, metric - 50)).toBe(expected);
  });

  it("does nothing outside of all steps", () => {
    expect(stepAdjustment([{ metricIntervalLowerBound: "5", scalingAdjustment: 1 }], 4)).toBeUndefined();
  });
});

describe("changedCapacity", () => {
  it("follows the guide's example: from 10 at 60 percent to 11, at 70 to 14, at 40 to 13, at 30 to 10", () => {
    expect(percent(10, 10)).toBe(11);
    expect(percent(11, 30)).toBe(14);
    expect(percent(14, -10)).toBe(13);
    expect(percent(13, -30)).toBe(10);
  });

  it.each([
    [127, 10, 139],
    [67, 1, 68],
    [58, -1, 57],
    [667, -1, 661],
    [10, 0, 10],
    [0, 50, 0],
  ])("rounds %s changed by %s percent as the guide says", (capacity, adjustment, expected) => {
    expect(percent(capacity, adjustment)).toBe(expected);
  });

  it("takes the least magnitude where a percentage is less", () => {
    expect(percent(4, 25, 2)).toBe(6);
    expect(percent(4, -25, 2)).toBe(2);
    expect(percent(100, 25, 2)).toBe(125);
    expect(percent(4, 0, 2)).toBe(4);
  });

  it("adds counts, and sets exact capacities", () => {
    expect(changedCapacity(4, { adjustmentType: "ChangeInCapacity", adjustment: -3 })).toBe(1);
    expect(changedCapacity(4, { adjustmentType: "ExactCapacity", adjustment: 7 })).toBe(7);
  });

  it("never goes the other way than the adjustment", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: -100, max: 300 }), fc.nat(5), (capacity, adjustment, magnitude) => {
        const change = percent(capacity, adjustment, magnitude) - capacity;
        expect(change === 0 || Math.sign(change) === Math.sign(adjustment)).toBe(true);
      }),
    );
  });
});

describe("aggregated", () => {
  it.each([
    [undefined, 20],
    ["Average", 20],
    ["Minimum", 10],
    ["Maximum", 30],
  ])("makes one value of several: %s", (type, expected) => {
    expect(aggregated([10, 20, 30], type)).toBe(expected);
  });

  it("makes nothing of nothing", () => {
    expect(aggregated([])).toBeUndefined();
  });
});
