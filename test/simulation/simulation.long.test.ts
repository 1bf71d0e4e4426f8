import type { CloudResource } from "../../localcloud/model/resource";
import { number, text } from "../../localcloud/model/values";
import { picture } from "../../simulation/result/picture";
import { reportsOf, reportText, type ServiceReport } from "../../simulation/result/report";
import { simulate, type Simulated } from "../../simulation/simulation";
import { readTrace, shippedTraces } from "../../simulation/traces/shipped";
import { deployProduction } from "./support/production";

const MINUTE = 60_000;

describe("a simulation of production", () => {
  let resources: readonly CloudResource[];
  const simulated = new Map<string, Simulated>();

  beforeAll(async () => {
    resources = await deployProduction();
  });

  function of(trace: string): Simulated {
    const known = simulated.get(trace) ?? simulate({ resources, trace: readTrace(trace) });
    simulated.set(trace, known);
    return known;
  }

  function reportsFor(trace: string): ServiceReport[] {
    return reportsOf(of(trace));
  }

  describe.each(shippedTraces())("under %s", (name) => {
    it("accounts for every request", () => {
      const { trace, samples } = of(name);
      const seconds = Array.from({ length: trace.durationSeconds / 30 }, (_, index) => (index + 1) * 30);
      const offered = seconds.reduce((sum, at) => sum + trace.requestsPerSecond(at) * 30, 0);
      const requests = samples.reduce((sum, each) => sum + each.requests, 0);
      expect(requests / offered).toBeCloseTo(1, 6);
      for (const { failed, requests: all } of samples) expect(failed).toBeLessThanOrEqual(all + 1e-6 + 60 * 1000);
    });

    it("keeps each service within its bounds", () => {
      for (const { inputs } of resources.filter(({ type }) => type === "aws:appautoscaling/target:Target")) {
        const service = (text(inputs, "resourceId") ?? "").split("/").at(-1);
        const desired = of(name)
          .samples.filter((sample) => sample.service === service)
          .map((sample) => sample.desired);
        expect(desired).toHaveLength(of(name).trace.durationSeconds / 60);
        expect(Math.min(...desired)).toBeGreaterThanOrEqual(number(inputs, "minCapacity") ?? 0);
        expect(Math.max(...desired)).toBeLessThanOrEqual(number(inputs, "maxCapacity") ?? 0);
      }
    });

    it("adds nothing within the cooldown of 5 minutes, and takes nothing away within 10 (SC-10)", () => {
      for (const { steps } of reportsFor(name)) {
        for (const [isUp, cooldown] of [
          [true, 5],
          [false, 10],
        ] as const) {
          const times = steps.filter(({ from, to }) => to > from === isUp).map(({ at }) => at);
          const gaps = times.slice(1).map((at, index) => (at - (times[index] ?? 0)) / MINUTE);
          expect(gaps.filter((gap) => gap < cooldown)).toEqual([]);
        }
      }
    });

    it("ends each rollout, completed or rolled back", () => {
      const { running, start, trace } = of(name);
      const end = start + trace.durationSeconds * 1000;
      const begun = running.all("serviceDeployment").filter(({ createdAt }) => createdAt < end - 60 * MINUTE);
      const statuses = begun.map(({ status }) => status);
      expect(statuses.length).toBeGreaterThan(0);
      expect(statuses.filter((status) => !/^(SUCCESSFUL|ROLLBACK_SUCCESSFUL)$/.test(status))).toEqual([]);
    });

    it("is told with verdicts, and drawn", () => {
      const { samples, start, trace } = of(name);
      const [first] = reportsFor(name);
      expect(reportText(of(name), reportsFor(name))).toMatch(/targets of \S+-enterprise-\S+ .*\nreaction/);
      const own = samples.filter(({ service }) => service === first?.summary.service);
      const end = start + trace.durationSeconds * 1000;
      const svg = picture({ title: "a title", samples: own, start, end, marks: [{ at: start, label: "a mark" }] });
      expect(svg.match(/<path /g)).toHaveLength(7);
      for (const label of ["a title", "a mark", "Load", "offered", "wanted", "running", "CPU", "95th percentile"]) {
        expect(svg).toContain(`>${label}`);
      }
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    });
  });

  it("comes to the same again for the same seed", () => {
    const again = simulate({ resources, trace: readTrace("flash-crowd") });
    expect(again.samples).toEqual(of("flash-crowd").samples);
    expect(again.events).toEqual(of("flash-crowd").events);
  });

  it("rolls back a release that doesn't start, and completes one that does", () => {
    const statuses = of("rollout-at-peak")
      .running.all("serviceDeployment")
      .map(({ status }) => status);
    expect(statuses).toEqual(expect.arrayContaining(["SUCCESSFUL", "ROLLBACK_SUCCESSFUL"]));
  });

  it("meets the utilisation of SC-12 with a threshold for scaling down that keeps fewer tasks idle", () => {
    const [asConfigured] = reportsFor("daily-cycle");
    expect(asConfigured?.summary.scaledUtilisation).toBeLessThan(60);
  });
});
