import { type HealthCheck, healthReporter, overall } from "../../../examples/enterprise/src/health";
import { AMPLE } from "../../support/ample";

const quiet = (): void => undefined;

function check(overrides: Partial<HealthCheck> = {}): HealthCheck {
  return { name: "database", kind: "database", critical: true, check: () => Promise.resolve(), ...overrides };
}

const failing = () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.1:5432"));
const silent = () => new Promise<void>(() => undefined);

describe("healthReporter", () => {
  it("reports every check", async () => {
    const report = await healthReporter([check(), check({ name: "cache", kind: "cache", critical: false })], {
      timeout: AMPLE,
      log: quiet,
    })();

    expect(report).toMatchObject({
      status: "healthy",
      checks: [
        { name: "database", kind: "database", critical: true, status: "healthy" },
        { name: "cache", kind: "cache", critical: false, status: "healthy" },
      ],
    });
    expect(report.checks.map(({ milliseconds }) => typeof milliseconds)).toEqual(["number", "number"]);
  });

  it("says that a check failed, and why in the log alone", async () => {
    const logged: unknown[] = [];
    const reporter = healthReporter([check({ check: failing })], {
      timeout: AMPLE,
      log: (...event) => logged.push(event),
    });
    const report = await reporter();

    expect(report).toMatchObject({ status: "unhealthy", checks: [{ status: "failed" }] });
    expect(JSON.stringify(report)).not.toContain("10.0.0.1");
    expect(JSON.stringify(logged)).toContain("10.0.0.1");
  });

  it("gives up on a check that doesn't answer, even on one that doesn't listen", async () => {
    const reporter = healthReporter([check({ check: silent }), check()], { timeout: 20, log: quiet });

    expect(await reporter()).toMatchObject({
      status: "unhealthy",
      checks: [{ status: "timed-out" }, { status: "healthy" }],
    });
  });

  it("tells a check to stop when its time is over", async () => {
    let aborted = false;
    const listening = (signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          aborted = true;
          reject(new Error("gave up"));
        });
      });

    expect(await healthReporter([check({ check: listening })], { timeout: 20, log: quiet })()).toMatchObject({
      checks: [{ status: "timed-out" }],
    });
    expect(aborted).toBe(true);
  });

  it("runs once for all who ask at the same time, and anew for who asks later", async () => {
    let runs = 0;
    const counting = () => {
      runs += 1;
      return Promise.resolve();
    };
    const reporter = healthReporter([check({ check: counting })], { timeout: AMPLE, log: quiet });

    await Promise.all([reporter(), reporter(), reporter()]);
    expect(runs).toBe(1);
    await reporter();
    expect(runs).toBe(2);
  });

  it("survives a check that throws at once", async () => {
    const throwing = (): never => {
      throw new Error("not even a promise");
    };

    expect(await healthReporter([check({ check: throwing })], { timeout: AMPLE, log: quiet })()).toMatchObject({
      status: "unhealthy",
    });
  });
});

describe("overall", () => {
  it.each([
    ["healthy", []],
    ["healthy", [{ status: "healthy", critical: true }]],
    ["degraded", [{ status: "failed", critical: false }]],
    ["degraded", [{ status: "timed-out", critical: false }]],
    ["unhealthy", [{ status: "timed-out", critical: true }]],
    [
      "unhealthy",
      [
        { status: "failed", critical: false },
        { status: "failed", critical: true },
      ],
    ],
  ] as const)("is %s for %j", (expected, results) => {
    expect(overall(results)).toBe(expected);
  });
});
