import fc from "fast-check";
import { LatencyWindow, summarized } from "../../../examples/enterprise/src/latency";

describe("summarized", () => {
  it("is all zero while nothing was asked", () => {
    expect(summarized([])).toEqual({ count: 0, average: 0, p50: 0, p95: 0, p99: 0, slowest: 0 });
  });

  it("takes the nearest rank", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

    expect(summarized(hundred)).toEqual({ count: 100, average: 50.5, p50: 50, p95: 95, p99: 99, slowest: 100 });
  });

  it("takes percentiles that as many values don't exceed", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
        const { p50, p95, p99, slowest } = summarized(values);
        const within = (bound: number) => values.filter((value) => value <= bound).length / values.length;

        expect([within(p50) >= 0.5, within(p95) >= 0.95, within(p99) >= 0.99, within(slowest)]).toEqual([
          true,
          true,
          true,
          1,
        ]);
      }),
    );
  });
});

describe("LatencyWindow", () => {
  it("forgets the oldest", () => {
    const window = new LatencyWindow(3);
    for (const milliseconds of [1000, 2000, 1, 2, 3]) window.record(milliseconds);

    expect(window.summary()).toMatchObject({ count: 3, average: 2, slowest: 3 });
  });
});
