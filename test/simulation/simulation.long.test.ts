import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CloudResource } from "../../localcloud/model/resource";
import { number, text } from "../../localcloud/model/values";
import { simulationFiles } from "../../simulation/documentation/generated";
import { SETTINGS } from "../../simulation/optimise/settings";
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
    it("accounts for every request: it is answered, fails, or waits at the end", () => {
      const { trace, samples } = of(name);
      const seconds = Array.from({ length: trace.durationSeconds / 30 }, (_, index) => (index + 1) * 30);
      const offered = seconds.reduce((sum, at) => sum + trace.requestsPerSecond(at) * 30, 0);
      const total = (field: "requests" | "answered" | "failed"): number =>
        samples.reduce((sum, each) => sum + each[field], 0);
      expect(total("requests") / offered).toBeCloseTo(1, 6);
      expect((total("answered") + total("failed")) / offered).toBeCloseTo(1, 5);
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

  it("misses the utilisation of SC-12 with the documented threshold for scaling down, and meets it with 55 %", () => {
    const isMet = (report: ServiceReport | undefined): boolean | undefined =>
      report?.verdicts.find(({ target }) => target === "utilisation")?.isMet;
    const [documented] = reportsFor("daily-cycle");
    expect(isMet(documented)).toBe(false);
    const service = documented?.summary.service ?? "";
    const setting = SETTINGS.find(({ key }) => key === "triggers.cpu.below");
    const target = resources.find(({ type, id }) => type.endsWith(":Target") && id.endsWith(`/${service}`));
    const changed = setting?.write({ resourceId: target?.id ?? "", resources }, 55) ?? [];
    const [later] = reportsOf(simulate({ resources: changed, trace: readTrace("daily-cycle") }));
    expect(isMet(later)).toBe(true);
  });

  it("comes to what docs/scaling.md says; renew it with npm run generate -- simulations", () => {
    const root = join(__dirname, "..", "..");
    const files = simulationFiles(root, "production", resources);
    // Ids differ from deployment to deployment, and seconds with them: the verdicts on what users see have to be the same.
    const verdictsOf = (page: string): string[][] =>
      page
        .split("\n")
        .filter((line) => /^\| \S+ +\| enterprise /.test(line))
        .map((line) => line.match(/\*\*(met|missed)\*\*/g) ?? []);
    const written = readFileSync(join(root, "docs", "scaling.md"), "utf8");
    expect(verdictsOf(written)).toHaveLength(shippedTraces().length);
    expect(verdictsOf(files["docs/scaling.md"] ?? "")).toEqual(verdictsOf(written));
    for (const path of Object.keys(files)) expect(existsSync(join(root, path))).toBe(true);
  });
});
