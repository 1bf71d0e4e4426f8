import { VirtualClock } from "../../../../localcloud/behaviour/clock/virtual-clock";
import {
  checked,
  type HealthCheck,
  healthCheckOf,
  HealthMonitor,
  UNCHECKED,
} from "../../../../localcloud/runtimes/tasks/health-monitor";

const CHECK: HealthCheck = { command: ["true"], interval: 30, timeout: 5, retries: 3, startPeriod: 0 };

describe("healthCheckOf", () => {
  it.each([
    [
      ["CMD", "node", "check.js"],
      ["node", "check.js"],
    ],
    [
      ["CMD-SHELL", "curl -f localhost || exit 1"],
      ["/bin/sh", "-c", "curl -f localhost || exit 1"],
    ],
  ])("reads the command %j", (command, expected) => {
    expect(healthCheckOf({ healthCheck: { command } })).toEqual({
      command: expected,
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 0,
    });
  });

  it.each([{}, { healthCheck: { command: ["NONE"] } }])("finds none in %j", (definition) => {
    expect(healthCheckOf(definition)).toBeUndefined();
  });
});

describe("checked", () => {
  const after = (results: readonly boolean[], isStarting = false) =>
    results.reduce((record, succeeded) => checked(record, CHECK, { succeeded, isStarting }), UNCHECKED).status;

  it.each([
    [[true], "HEALTHY"],
    [[false, false], "UNKNOWN"],
    [[false, false, false], "UNHEALTHY"],
    [[true, false, false], "HEALTHY"],
    [[true, false, true, false, false], "HEALTHY"],
    [[true, false, false, false], "UNHEALTHY"],
    [[false, false, false, true], "HEALTHY"],
  ])("makes %j %s", (results, expected) => {
    expect(after(results)).toBe(expected);
  });

  it("doesn't count failures within the start period until a check has succeeded", () => {
    expect(after([false, false, false, false], true)).toBe("UNKNOWN");
    expect(after([true, false, false, false], true)).toBe("UNHEALTHY");
  });
});

describe("HealthMonitor", () => {
  /** Instants of checks, all of which succeed, until a minute has passed. */
  async function looksIn(check: HealthCheck): Promise<number[]> {
    const clock = new VirtualClock(0);
    const looks: number[] = [];
    const run = (): Promise<boolean> => {
      looks.push(clock.now() / 1000);
      return Promise.resolve(true);
    };
    const monitor = new HealthMonitor({ check, clock, run, onStatus: () => undefined });
    for (let second = 1; second <= 60; second++) {
      clock.runUntil(second * 1000);
      await new Promise(setImmediate);
    }
    monitor.stop();
    return looks;
  }

  it("looks first when the interval has passed, and then again and again", async () => {
    expect(await looksIn({ ...CHECK, interval: 20 })).toEqual([20, 40, 60]);
  });

  it("looks every 5 seconds within the start period, until a check succeeds", async () => {
    expect(await looksIn({ ...CHECK, startPeriod: 30 })).toEqual([5, 35]);
  });
});
