import fc from "fast-check";
import { MemoryMetrics } from "../../../../localcloud/behaviour/metrics/memory-metrics";
import type { MetricIdentity } from "../../../../localcloud/behaviour/model/metric";

const METRIC: MetricIdentity = {
  region: "eu-west-1",
  namespace: "Shop",
  metricName: "Latency",
  dimensions: { Service: "web", Zone: "a" },
};
const NOON = Date.parse("2026-11-30T12:00:00Z");
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function filled(values: readonly number[], at = NOON): MemoryMetrics {
  const metrics = new MemoryMetrics();
  metrics.add(values.map((value) => ({ ...METRIC, at, value })));
  return metrics;
}

function statistic(values: readonly number[], name: string): number | undefined {
  return filled(values).values(METRIC, name, 60, NOON, NOON + MINUTE)[0];
}

const HUNDRED = Array.from({ length: 100 }, (_, index) => index + 1);

describe("MemoryMetrics", () => {
  it.each([
    ["Average", 50.5],
    ["Sum", 5050],
    ["SampleCount", 100],
    ["Minimum", 1],
    ["Maximum", 100],
    ["p95", 95],
    ["p50", 50],
    ["p99.9", 100],
    // Statistics definitions: tm90 leaves the tenth with the highest values out.
    ["tm90", 45.5],
    ["TM(10%:90%)", 50.5],
    ["TM(:90%)", 45.5],
    ["IQM", 50.5],
    // The lower bound is exclusive, the upper one inclusive.
    ["TM(80:90)", 85.5],
    ["tc90", 90],
    ["TC(80:90)", 10],
    ["ts90", 4095],
    ["TS(80:)", 1810],
    // wm98 takes the highest 2 % for the value at the 98th percentile.
    ["wm98", (Array.from({ length: 98 }, (_, index) => index + 1).reduce((sum, each) => sum + each) + 2 * 98) / 100],
    ["PR(:30)", 30],
    ["PR(10:30)", 20],
  ])("computes %s", (name, expected) => {
    expect(statistic(HUNDRED, name)).toBeCloseTo(expected, 9);
  });

  it("computes the same of values that are counted", () => {
    const metrics = new MemoryMetrics();
    metrics.add([
      { ...METRIC, at: NOON, value: 0.1, count: 95 },
      { ...METRIC, at: NOON, value: 2, count: 5 },
    ]);
    const of = (name: string) => metrics.values(METRIC, name, 60, NOON, NOON + MINUTE)[0];
    expect([of("p95"), of("p96"), of("SampleCount")]).toEqual([0.1, 2, 100]);
    expect(of("Average")).toBeCloseTo(0.195, 9);
  });

  it("has nothing for periods without values, and knows a metric by all its dimensions in whatever order", () => {
    const metrics = filled([5], NOON + MINUTE);
    const turned = { ...METRIC, dimensions: { Zone: "a", Service: "web" } };
    expect(metrics.values(turned, "Average", 60, NOON, NOON + 3 * MINUTE)).toEqual([undefined, 5, undefined]);
    expect(metrics.values({ ...METRIC, dimensions: { Service: "web" } }, "Average", 60, NOON, NOON + MINUTE)).toEqual([
      undefined,
    ]);
    expect(metrics.values({ ...METRIC, region: "eu-west-2" }, "Sum", 60, NOON, NOON + 2 * MINUTE)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("joins minutes to longer periods, which begin wherever is asked for", () => {
    const metrics = new MemoryMetrics();
    for (let minute = 0; minute < 10; minute++) metrics.add([{ ...METRIC, at: NOON + minute * MINUTE, value: minute }]);
    expect(metrics.values(METRIC, "Sum", 300, NOON, NOON + 10 * MINUTE)).toEqual([10, 35]);
    expect(metrics.values(METRIC, "Sum", 300, NOON + 3 * MINUTE, NOON + 8 * MINUTE)).toEqual([25]);
    expect(metrics.values(METRIC, "Sum", 300, NOON - 4 * MINUTE, NOON + MINUTE)).toEqual([0]);
  });

  it("tells ten seconds apart for metrics of high resolution only", () => {
    const metrics = new MemoryMetrics();
    const fine = { ...METRIC, metricName: "Fine" };
    metrics.add([
      { ...fine, at: NOON, value: 1, isHighResolution: true },
      { ...fine, at: NOON + 10_000, value: 3, isHighResolution: true },
    ]);
    expect(metrics.values(fine, "Average", 10, NOON, NOON + 30_000)).toEqual([1, 3, undefined]);
    expect(metrics.values(fine, "Average", 60, NOON, NOON + MINUTE)).toEqual([2]);
  });

  it("keeps values for 15 days, and takes no older ones", () => {
    const metrics = filled([1]);
    metrics.add([{ ...METRIC, at: NOON + 14 * DAY, value: 2 }]);
    expect(metrics.values(METRIC, "Sum", 60, NOON, NOON + MINUTE)).toEqual([1]);
    metrics.add([{ ...METRIC, at: NOON + 30 * DAY, value: 3 }]);
    metrics.add([{ ...METRIC, at: NOON, value: 9 }]);
    expect(metrics.values(METRIC, "Sum", 60, NOON, NOON + MINUTE)).toEqual([undefined]);
    expect(metrics.values(METRIC, "Sum", 60, NOON + 30 * DAY, NOON + 30 * DAY + MINUTE)).toEqual([3]);
  });

  it("lists the metrics that it knows", () => {
    expect(filled([1, 2]).all()).toEqual([METRIC]);
  });

  it("computes sums and averages of whatever is added, in whatever order", () => {
    const data = fc.array(
      fc.record({ minute: fc.integer({ min: -50, max: 50 }), value: fc.integer({ min: -9, max: 9 }) }),
    );
    fc.assert(
      fc.property(data, (added) => {
        const metrics = new MemoryMetrics();
        metrics.add(added.map(({ minute, value }) => ({ ...METRIC, at: NOON + minute * MINUTE, value })));
        for (const minute of [-50, -1, 0, 7]) {
          const own = added.filter((each) => each.minute === minute).map(({ value }) => value);
          const [sum] = metrics.values(METRIC, "Sum", 60, NOON + minute * MINUTE, NOON + (minute + 1) * MINUTE);
          expect(sum).toBe(own.length === 0 ? undefined : own.reduce((total, value) => total + value, 0));
        }
      }),
    );
  });

  it("tells quantiles of very many values to three digits", () => {
    const values = Array.from({ length: 20_000 }, (_, index) => (index + 1) / 7_000);
    expect(Math.abs((statistic(values, "p95") ?? 0) / (19_000 / 7_000) - 1)).toBeLessThan(0.01);
    expect(statistic(values, "Maximum")).toBe(20_000 / 7_000);
  });
});
