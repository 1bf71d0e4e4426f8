import { DETECTION } from "../../components/monitoring";
import { healthyHour } from "../../monitor/healthy-hour";

/** HC-5: 99.8 % of the checks of a healthy instance succeed. */
const HC5 = { instances: 20, errorRate: 0.002, seed: 5 };

describe("an hour of healthy instances", () => {
  it("fires no alert in Prometheus' own rule engine, although probes fail", () => {
    const { fired, probes, failedProbes } = healthyHour(HC5);

    expect(fired).toBe(false);
    expect(probes).toBe(14_400);
    expect(failedProbes / probes).toBeGreaterThan(0.001);
  });

  it("fires some with a single try", () => {
    const detection = { ...DETECTION, probe: { ...DETECTION.probe, tries: 1 } };

    expect(healthyHour({ ...HC5, detection }).fired).toBe(true);
  });
});
