import fc from "fast-check";
import type { ReleaseSummary } from "../../../automation/history/release-summary";
import { deploymentReport } from "../../../automation/reports/deployments";
import { healthReport, type HealthSpan } from "../../../automation/reports/health";
import { reportMarkdown } from "../../../automation/reports/markdown";
import { performanceReport } from "../../../automation/reports/performance";
import { percentile } from "../../../automation/reports/figures";
import type { Period } from "../../../automation/reports/period";
import { scalingReport } from "../../../automation/reports/scaling";
import type { ScalingEvent } from "../../../automation/scaling/activity";

const PERIOD: Period = { from: at("00:00"), to: at("10:00") };

function at(time: string): Date {
  return new Date(`2026-11-30T${time}:00.000Z`);
}

function release(begun: string, seconds: number, more: Partial<ReleaseSummary> = {}): ReleaseSummary {
  const startedAt = at(begun).toISOString();
  const endedAt = new Date(at(begun).getTime() + seconds * 1000).toISOString();
  return {
    name: `d-${begun}`,
    startedAt,
    endedAt,
    kind: "deploy",
    isPlain: false,
    status: "succeeded",
    isDirty: false,
    ...more,
  };
}

function scaled(begun: string, from: number, to: number, more: Partial<ScalingEvent> = {}): ScalingEvent {
  return {
    ...{ id: begun, subject: "web", what: "service", startedAt: at(begun).toISOString(), from, to },
    ...{ trigger: { kind: "alarm", name: "web-scale-up-cpu" }, status: "Successful", description: "", reason: "" },
    ...more,
  };
}

function span(from: string, to: string, ...problems: string[]): HealthSpan {
  return { from: at(from).toISOString(), to: at(to).toISOString(), isHealthy: problems.length === 0, problems };
}

describe("the report of deployments", () => {
  it("counts what began, and tells what went wrong", () => {
    const failed = release("04:00", 50, { status: "rolled-back", who: "alice", failure: "it was bad" });
    const report = deploymentReport(
      [
        release("11:00", 1),
        failed,
        release("03:00", 300),
        release("02:00", 100, { kind: "rollback" }),
        release("01:00", 9, { status: "refused" }),
        release("00:30", 9, { isPlain: true, kind: "update" }),
      ],
      PERIOD,
    );

    expect(report).toEqual({
      total: 5,
      byStatus: { "rolled-back": 1, succeeded: 3, refused: 1 },
      byKind: { deploy: 3, rollback: 1, update: 1 },
      plain: 1,
      successRate: 2 / 3,
      seconds: { median: 100, p95: 300 },
      failures: [
        { name: "d-04:00", startedAt: failed.startedAt, status: "rolled-back", who: "alice", failure: "it was bad" },
      ],
    });
  });

  it("tells no rate where nothing began", () => {
    expect(deploymentReport([release("01:00", 9, { status: "refused" })], PERIOD)).not.toHaveProperty("successRate");
  });
});

describe("the report of scaling", () => {
  it("tells what scaled each service, how far, and back again", () => {
    const [report] = scalingReport(
      [
        scaled("05:00", 4, 3, { trigger: { kind: "alarm", name: "web-scale-down" } }),
        scaled("01:08", 4, 2, { trigger: { kind: "request" }, who: "alice" }),
        scaled("01:00", 2, 4),
        scaled("00:30", 2, 9, { status: "Failed" }),
        scaled("11:00", 2, 9),
      ],
      PERIOD,
    );

    expect(report).toEqual({
      ...{ subject: "web", what: "service", out: 1, in: 2, unsuccessful: 1 },
      byTrigger: { alarm: 3, request: 1 },
      byName: { "web-scale-down": 1, "web-scale-up-cpu": 2 },
      ...{ smallest: 2, largest: 4, reversals: 1 },
    });
  });
});

describe("the report of health", () => {
  it("weighs the time in which somebody looked", () => {
    const report = healthReport(
      [span("01:00", "02:00"), span("02:00", "02:30", "web: no task"), span("02:30", "03:00"), span("05:00", "06:00")],
      PERIOD,
    );

    expect(report).toEqual({
      observedSeconds: 3 * 3600,
      availability: 5 / 6,
      incidents: [
        { from: at("02:00").toISOString(), to: at("02:30").toISOString(), seconds: 1800, problems: ["web: no task"] },
      ],
      meanSecondsToRecovery: 1800,
    });
  });

  it("knows of an incident that goes on, and of nothing where nobody looked", () => {
    expect(healthReport([span("09:00", "09:30", "down")], PERIOD)).toMatchObject({
      availability: 0,
      incidents: [{ problems: ["down"] }],
    });
    expect(healthReport([span("09:00", "09:30", "down")], PERIOD)).not.toHaveProperty("meanSecondsToRecovery");
    expect(healthReport([], PERIOD)).toEqual({ observedSeconds: 0, incidents: [] });
  });

  it("counts what lies in the period alone", () => {
    expect(healthReport([span("09:00", "12:00")], PERIOD).observedSeconds).toBe(3600);
  });
});

describe("the report of performance", () => {
  const points = (...values: number[]) => values.map((value) => ({ at: at("01:00").toISOString(), value }));

  it("tells what lies idle and what runs short", () => {
    const [web, worker] = performanceReport([
      { service: "web", cpu: points(5, 10, 12), memory: points(50, 60) },
      { service: "worker", cpu: points(90, 95), memory: [] },
    ]);

    expect(web).toEqual({
      service: "web",
      cpu: { mean: 9, p50: 10, p95: 12, largest: 12 },
      memory: { mean: 55, p50: 50, p95: 60, largest: 60 },
      remarks: ["of its cpu it uses 12 % or less for 95 % of the time: less would do"],
    });
    expect(worker?.remarks).toEqual(["of its cpu it uses more than 95 % for 5 % of the time: it runs short"]);
    expect(worker).not.toHaveProperty("memory");
  });
});

describe("a percentile", () => {
  it("is a value below which its part of the values lies", () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, part) => {
        const value = percentile(all, part) ?? NaN;
        expect(all).toContain(value);
        expect(all.filter((each) => each <= value).length).toBeGreaterThanOrEqual(Math.ceil(part * all.length));
        expect(all.filter((each) => each < value).length).toBeLessThan(Math.ceil(part * all.length));
      }),
    );
  });
});

it("is told in Markdown, whose tables nothing breaks", () => {
  const failures = [release("01:00", 9, { status: "failed", failure: "a | b\nmore" })];
  const text = reportMarkdown({
    ...{ environment: "staging", from: PERIOD.from.toISOString(), to: PERIOD.to.toISOString(), speed: 20 },
    deployments: deploymentReport(failures, PERIOD),
    scaling: [],
    health: healthReport([span("01:00", "02:00")], PERIOD),
  });

  expect(text).toContain("| d-01:00 | 2026-11-30T01:00:00.000Z | failed |  | a \\| b |");
  expect(text).toContain("0 % of those that began were verified.");
  expect(text).toContain("All was well in 100 % of the 60 minutes in which it was looked at.");
  expect(text).toContain("A rehearsal, 20 times as fast as real time.");
  expect(text).toContain("Nothing scaled.");
});
