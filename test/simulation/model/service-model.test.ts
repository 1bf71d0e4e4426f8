import * as fc from "fast-check";
import { DEFAULT_MODEL, spreadOfResponses, work } from "../../../simulation/model/service-model";

const MODEL = { ...DEFAULT_MODEL, cpuSecondsPerRequest: 0.02, responseSeconds: 0.1, idleCpu: 0, timeoutSeconds: 10 };

describe("work", () => {
  it.each([
    // One vCPU serves 50 requests a second; processor sharing takes 1 / (1 - utilisation) of the CPU part.
    [0, 0, 0.1],
    [25, 0.5, 0.12],
    [40, 0.8, 0.18],
    [45, 0.9, 0.28],
  ])("at %d requests a second uses %d of a vCPU and answers after %d s", (rate, utilisation, seconds) => {
    const done = work({ seconds: 15, rate, cpu: 1024, backlog: 0 }, MODEL);
    expect(done.cpu).toBeCloseTo(1024 * utilisation);
    expect(done.responseSeconds).toBeCloseTo(seconds);
    expect([done.served, done.timedOut, done.backlog]).toEqual([rate * 15, 0, 0]);
  });

  it("lets what it can't serve wait, until clients give up", () => {
    const first = work({ seconds: 10, rate: 70, cpu: 1024, backlog: 0 }, MODEL);
    expect([first.served, first.backlog, first.timedOut]).toEqual([500, 200, 0]);
    const later = work({ seconds: 10, rate: 70, cpu: 1024, backlog: 400 }, MODEL);
    expect([later.served, later.backlog, later.timedOut]).toEqual([500, 500, 100]);
    expect(later.responseSeconds).toBeGreaterThan(first.responseSeconds);
  });

  it("accounts for every request", () => {
    const stretch = fc.record({
      seconds: fc.integer({ min: 1, max: 60 }),
      rate: fc.double({ min: 0, max: 500, noNaN: true }),
      cpu: fc.integer({ min: 0, max: 4096 }),
      backlog: fc.double({ min: 0, max: 5_000, noNaN: true }),
    });
    fc.assert(
      fc.property(stretch, (each) => {
        const done = work(each, DEFAULT_MODEL);
        expect(done.served + done.timedOut + done.backlog).toBeCloseTo(each.rate * each.seconds + each.backlog, 3);
        expect(Math.min(done.served, done.timedOut + 1e-6, done.backlog)).toBeGreaterThanOrEqual(0);
        expect(done.cpu).toBeLessThanOrEqual(each.cpu);
        expect(done.responseSeconds).toBeLessThanOrEqual(DEFAULT_MODEL.timeoutSeconds);
      }),
    );
  });
});

describe("spreadOfResponses", () => {
  it("keeps the mean and the count", () => {
    const spread = spreadOfResponses(0.2, 100);
    expect(spread.reduce((sum, { count }) => sum + count, 0)).toBeCloseTo(100);
    expect(spread.reduce((sum, { seconds, count }) => sum + seconds * count, 0) / 100).toBeCloseTo(0.2);
  });

  it("has a 95th percentile near three times the mean, as an exponential distribution has", () => {
    const seconds = spreadOfResponses(1, 1000).map((each) => each.seconds);
    expect(Math.max(...seconds)).toBeGreaterThan(2.5);
    expect(Math.max(...seconds)).toBeLessThan(3.5);
  });

  it("is empty without a request", () => {
    expect(spreadOfResponses(1, 0)).toEqual([]);
  });
});
