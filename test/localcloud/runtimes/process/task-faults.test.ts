import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { RealClock } from "../../../../localcloud/behaviour/clock/real-clock";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { eventually } from "../../../examples/enterprise/servers/eventually";
import { TestRuntimes } from "../support/running";
import { script, taskDefinition } from "../support/sample-tasks";

const directory = mkdtempSync(join(tmpdir(), "proofpix-faults-"));
const running: TestRuntimes[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ runtimes }) => runtimes.close()));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

async function runtimesOf(definition: CloudResource, speed = 1): Promise<TestRuntimes> {
  const made = new TestRuntimes([definition], directory, { clock: new RealClock(Date.now(), speed), speed });
  running.push(made);
  await made.runtimes.start();
  return made;
}

/** A server of port 8080 and nothing else. */
const SERVE = 'require("http").createServer((q, s) => s.end("hello")).listen(8080)';
const FOR_EVER = "setInterval(() => undefined, 1000)";

it("lets a task work slowly, and as before once the fault is over", async () => {
  const runtimes = await runtimesOf(
    taskDefinition([script("application", SERVE, { portMappings: [{ containerPort: 8080 }] })]),
  );
  const task = runtimes.startTask("one");
  const url = await runtimes.url(task, 8080);
  const ask = async (): Promise<number> => {
    const begin = performance.now();
    expect(await (await fetch(url)).text()).toBe("hello");
    return performance.now() - begin;
  };
  await eventually(ask);
  runtimes.runtimes.break(task, "slow");
  await eventually(async () => {
    expect(await ask()).toBeGreaterThan(400);
  });
  runtimes.runtimes.clearFaults();
  await setTimeout(1500);
  expect(Math.min(await ask(), await ask(), await ask())).toBeLessThan(300);
});

it("has a task seem to lose its memory, and ends it for that", async () => {
  const runtimes = await runtimesOf(taskDefinition([script("application", FOR_EVER)]), 200);
  const task = runtimes.startTask("one");
  await runtimes.reported("task-started", task);
  runtimes.runtimes.break(task, "leak");

  expect(await runtimes.reported("container-exited", task)).toMatchObject({
    exitCode: 137,
    reason: "OutOfMemoryError: Container killed due to memory usage",
  });
});

it("has health checks fail until the fault is over", async () => {
  const healthCheck = { command: ["CMD-SHELL", "exit 0"], interval: 1, timeout: 20, retries: 1, startPeriod: 0 };
  const runtimes = await runtimesOf(taskDefinition([script("application", FOR_EVER, { healthCheck })]));
  const task = runtimes.startTask("one");
  const statuses = (): string[] => runtimes.all("container-health", task).map(({ status }) => status);
  await eventually(() => {
    expect(statuses()).toEqual(["HEALTHY"]);
  });
  runtimes.runtimes.break(task, "failHealth");
  await eventually(() => {
    expect(statuses()).toEqual(["HEALTHY", "UNHEALTHY"]);
  });
  runtimes.runtimes.clearFaults();
  await eventually(() => {
    expect(statuses()).toEqual(["HEALTHY", "UNHEALTHY", "HEALTHY"]);
  });
});
