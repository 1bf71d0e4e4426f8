import fc from "fast-check";
import {
  DETECTION,
  type DetectionSettings,
  falsePositives,
  simulateProbes,
} from "../../../../components/monitoring/detection";

function withTries(tries: number): DetectionSettings {
  return { ...DETECTION, probe: { ...DETECTION.probe, tries } };
}

/** HC-5: 99.8 % of the checks of a healthy instance succeed, and less than 0.1 % of the alerts' evaluations are wrong. */
const HC5 = { errorRate: 0.002 };
const ALLOWED = 0.001;

describe("false positives", () => {
  it("are as many as failed probes with one try, and too many", () => {
    // Half of the time, the window holds a second try: 0.002 * (0.5 + 0.5 * 0.002).
    expect(falsePositives(withTries(1), HC5).rate).toBeCloseTo(0.001_002, 9);
    expect(falsePositives(withTries(1), HC5).rate).toBeGreaterThan(ALLOWED);
  });

  it("are few enough with two tries and rare with three, while probes fail independently", () => {
    expect(falsePositives(withTries(2), HC5).rate).toBeLessThan(ALLOWED / 100);
    expect(falsePositives(withTries(3), HC5).rate).toBeLessThan(ALLOWED / 100_000);
  });

  it("wake somebody twelve times a year for each instance with two tries, and once in forty years with three", () => {
    expect(falsePositives(withTries(2), HC5).alertsPerYear).toBeCloseTo(12.6, 1);
    expect(falsePositives(withTries(3), HC5).alertsPerYear).toBeCloseTo(1 / 39.6, 3);
  });

  it("stay few enough with three tries while 80 % of the failures repeat, and with two only to 60 %", () => {
    expect(falsePositives(withTries(3), { ...HC5, repeatRate: 0.7 }).rate).toBeLessThan(ALLOWED);
    expect(falsePositives(withTries(3), { ...HC5, repeatRate: 0.8 }).rate).toBeGreaterThan(ALLOWED);
    expect(falsePositives(withTries(2), { ...HC5, repeatRate: 0.6 }).rate).toBeLessThan(ALLOWED);
    expect(falsePositives(withTries(2), { ...HC5, repeatRate: 0.7 }).rate).toBeGreaterThan(ALLOWED);
  });

  it("are none while no probe fails", () => {
    expect(falsePositives(DETECTION, { errorRate: 0 })).toEqual({ rate: 0, alertsPerYear: 0 });
  });
});

describe("the simulation of healthy instances", () => {
  it("finds the share of wrong evaluations and of alerts that the closed form tells", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 0.1, max: 0.5, noNaN: true }),
        fc.double({ min: 0.1, max: 0.6, noNaN: true }),
        fc.constantFrom(0.5, 2, 4),
        fc.integer({ min: 0, max: 1_000_000 }),
        (tries, errorRate, repeatRate, timeoutSeconds, seed) => {
          const settings = { ...DETECTION, probe: { tries, timeoutSeconds, intervalSeconds: 5 } };
          const errors = { errorRate, repeatRate };
          const { rate, alertsPerYear } = falsePositives(settings, errors);
          const found = simulateProbes(settings, { ...errors, instances: 100, hours: 1, seed });
          const alerts = (alertsPerYear * 100) / (365 * 24);

          // Evaluations that follow each other share samples, so that as many as share one count as one.
          const spread = (6 * rate * (tries + 2)) / Math.sqrt(rate * found.evaluations);
          expect(Math.abs(found.falseEvaluations / found.evaluations - rate)).toBeLessThan(spread);
          expect(Math.abs(found.falseAlerts - alerts)).toBeLessThan(6 * Math.sqrt(alerts) + 0.02 * alerts);
        },
      ),
      { seed: 13, numRuns: 30 },
    );
  });

  it("has nothing fire in a thousand hours at the failure rate of HC-5, where one try alone fires hundreds of times", () => {
    const traffic = { ...HC5, instances: 1000, hours: 1, seed: 5 };
    const three = simulateProbes(DETECTION, traffic);

    expect(three).toMatchObject({ probes: 720_000, falseEvaluations: 0, falseAlerts: 0 });
    expect(three.failedProbes / three.probes).toBeCloseTo(HC5.errorRate, 3);
    expect(simulateProbes(withTries(1), traffic).falseAlerts).toBeGreaterThan(500);
  });

  it("has the same outcome for the same seed, and another for another", () => {
    const run = (seed: number) => simulateProbes(withTries(1), { errorRate: 0.1, instances: 3, hours: 1, seed });

    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });
});
