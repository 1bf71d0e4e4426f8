import type { ChildProcess } from "node:child_process";
import { EventEmitter, on } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { startLive } from "../../localcloud/control-client";
import { digestOf } from "../../localcloud/services/registry/images";
import { killEngine, kinds, Rehearsal } from "../support/rehearsal";

const STACK = "shop";
const RUN = "proofpix:database-migration:MigrationRun";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const PASSWORD = "administrators-password";
/** As fast as the machine: programs take the time that they take. */
const SPEED = 10;

/** An image that the registry holds, by its digest. */
function image(tag: "1.0.0" | "1.0.1" | "1.1.0"): string {
  const repository = "registry.proofpix.com/proofpix/enterprise";
  return `${repository}@${digestOf(`${repository}:${tag}`)}`;
}

/**
 * Migrations with the real engine and tasks that run, told in order: once for each image, before what depends on them;
 * and what follows where one fails, takes too long, or its engine dies.
 */
describe("a migration", () => {
  let rehearsal: Rehearsal;
  let runs: string;
  let gate: string;

  beforeAll(async () => {
    rehearsal = await Rehearsal.begin({ program: "migration", isSavedOften: true });
    runs = join(rehearsal.paths.local, "runs");
    gate = join(rehearsal.paths.local, "gate");
    writeFileSync(runs, "");
    writeFileSync(join(rehearsal.paths.project, `Pulumi.${STACK}.yaml`), "config:\n  aws:region: us-east-1\n");
    await rehearsal.succeed("stack", "init", STACK);
    await startLive((await rehearsal.cloud()).controlUrl, SPEED);
  });

  afterAll(() => rehearsal.end());

  /** A script that tells that it runs, and goes on as given. */
  function scripted(rest = ""): string {
    const told = `fs.appendFileSync(${JSON.stringify(runs)}, "run\\n")`;
    return `const fs = require("fs"); ${told}; console.log("migrating as " + process.env.DATABASE_USERNAME); ${rest}`;
  }

  /** A script that goes on once the gate is open. */
  const WAITING = () =>
    scripted(`const timer = setInterval(() => fs.existsSync(${JSON.stringify(gate)}) && clearInterval(timer), 50)`);

  function configure(values: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(values)) rehearsal.configure(STACK, [`proofpix:${key}`], value);
  }

  const runCount = (): number => readFileSync(runs, "utf8").split("\n").length - 1;

  /** Deploys, and tells what a preview before it said. */
  async function changed(): Promise<string[]> {
    const planned = kinds(await rehearsal.planned(STACK));
    await rehearsal.deploy(STACK);
    return planned.filter((kind) => !kind.startsWith("pulumi:"));
  }

  async function definitions(): Promise<string[]> {
    const held = (await rehearsal.held(STACK)).filter(
      ({ type, urn }) => type === TASK_DEFINITION && urn.endsWith("::service"),
    );
    return held.map(({ id }) => id);
  }

  /** Resolves once an engine has said something. */
  async function told({ stdout }: ChildProcess, text: string): Promise<void> {
    let said = "";
    for await (const [chunk] of on(stdout ?? new EventEmitter(), "data", { close: ["end"] })) {
      said += String(chunk);
      if (said.includes(text)) return;
    }
    throw new Error(`the engine never said "${text}", but:\n${said}`);
  }

  async function started(): Promise<Awaited<ReturnType<Rehearsal["start"]>>> {
    const before = runCount();
    const up = await rehearsal.start(["up", "--yes", "--skip-preview", "--stack", STACK]);
    const hasEnded = up.outcome.then(({ output }) => {
      if (runCount() === before) throw new Error(`the update ended before the migration ran:\n${output}`);
    });
    while (runCount() === before) await Promise.race([setTimeout(50), hasEnded]);
    return up;
  }

  it("is previewed by its name, without being run", async () => {
    configure({ image: image("1.0.0"), script: scripted() });
    const planned = await rehearsal.planned(STACK);

    expect(planned.filter(({ urn }) => urn.includes(RUN))).toEqual(
      [{ op: "create", urn: expect.stringMatching(/MigrationRun::shop-migration$/) as unknown }].map(
        (step) => expect.objectContaining(step) as unknown,
      ),
    );
    expect(runCount()).toBe(0);
  });

  it("runs once as its own role, shows its log, and lets what depends on it follow", async () => {
    const output = await rehearsal.succeed("up", "--yes", "--skip-preview", "--stack", STACK);

    expect(output).toContain("made the role migration");
    expect(output).toContain("migrating as migration");
    expect(output).toContain("the migration is done");
    expect(runCount()).toBe(1);
    expect(await definitions()).toHaveLength(1);
  });

  it("is left alone by the next update, by a refresh, and by changes that aren't its own", async () => {
    expect(await rehearsal.planned(STACK)).toEqual([]);
    await rehearsal.succeed("refresh", "--yes", "--stack", STACK);
    configure({ release: "second" });
    await rehearsal.deploy(STACK);

    expect(runCount()).toBe(1);
    expect(await rehearsal.planned(STACK)).toEqual([]);
  });

  it("runs again for another image, and for another database", async () => {
    configure({ image: image("1.0.1") });
    expect(await changed()).toContain(`${RUN} update`);
    configure({ databaseHost: "restored.example.com" });
    expect(await changed()).toEqual([`${RUN} update`]);

    expect(runCount()).toBe(3);
  });

  it("runs again for a role of services, and when its secret is written anew; not for a refresh", async () => {
    configure({ serviceRevision: "1" });
    expect(await rehearsal.planned(STACK).then(kinds)).toContain(`${RUN} update`);
    const output = await rehearsal.succeed("up", "--yes", "--skip-preview", "--stack", STACK);
    expect(output).toContain("made the role service");
    expect(await rehearsal.planned(STACK)).toEqual([]);
    await rehearsal.succeed("refresh", "--yes", "--stack", STACK);
    expect(await changed()).toEqual([]);
    configure({ serviceRevision: "restored" });
    expect(await changed()).toContain(`${RUN} update`);

    expect(runCount()).toBe(5);
  });

  it("that fails ends the update with its exit code and last lines, and touches nothing that depends on it", async () => {
    const before = await definitions();
    configure({ image: image("1.1.0"), script: scripted('console.log("column is missing"); process.exitCode = 7') });
    const { code, output } = await rehearsal.up(STACK);

    expect(code).not.toBe(0);
    expect(output).toContain("the migration failed: its container application ended with exit code 7");
    expect(output).toContain("EssentialContainerExited");
    expect(output).toMatch(
      /The last lines of its log \/ecs\/shop-migration:\n.*made the role migration\n.*made the role service\n.*migrating as migration\n.*column is missing/,
    );
    expect(await definitions()).toEqual(before);
  });

  it("that failed is tried again, by the same update and once it is mended", async () => {
    const before = runCount();
    const deployed = await definitions();
    expect((await rehearsal.up(STACK)).code).not.toBe(0);
    expect(runCount()).toBe(before + 1);
    configure({ script: scripted() });
    await rehearsal.deploy(STACK);

    expect(runCount()).toBe(before + 2);
    expect(await rehearsal.planned(STACK)).toEqual([]);
    expect(await definitions()).not.toEqual(deployed);
  });

  it("goes on when its engine is killed, and the next update waits for it instead of running another", async () => {
    const before = runCount();
    configure({ image: image("1.0.0"), script: WAITING() });
    const { child, outcome } = await started();
    killEngine(child);
    await outcome;
    await rehearsal.recover(STACK);
    const again = await rehearsal.start(["up", "--yes", "--skip-preview", "--stack", STACK]);
    await told(again.child, "waiting for it");
    writeFileSync(gate, "");
    const { code, output } = await again.outcome;

    expect(output).toContain("runs this migration already; waiting for it");
    expect(code).toBe(0);
    expect(runCount()).toBe(before + 1);
    rmSync(gate);
  });

  it("goes on when the update is cancelled, which says so", async () => {
    const before = runCount();
    configure({ image: image("1.0.1") });
    const { child, outcome } = await started();
    child.kill("SIGINT");
    const { code, output } = await outcome;
    expect(code).not.toBe(0);
    expect(output).toContain("the update was cancelled, and the task of the migration goes on");
    writeFileSync(gate, "");
    await rehearsal.deploy(STACK);

    expect(runCount()).toBeLessThanOrEqual(before + 2);
    expect(await rehearsal.planned(STACK)).toEqual([]);
    rmSync(gate);
  });

  it("that takes too long is stopped, and fails the update", async () => {
    configure({ image: image("1.1.0"), timeout: "1m" });
    expect(existsSync(gate)).toBe(false);
    const { code, output } = await rehearsal.up(STACK);

    expect(code).not.toBe(0);
    expect(output).toContain("the migration took longer than 60 seconds and was stopped");
    expect(output).toContain("UserInitiated: the migration took longer than 60 seconds");
  });

  it("is destroyed without running anything, and has told no secret", async () => {
    const before = runCount();
    const state = await rehearsal.succeed("stack", "export", "--stack", STACK);
    await rehearsal.succeed("destroy", "--yes", "--skip-preview", "--stack", STACK);

    expect(runCount()).toBe(before);
    for (const text of [state, rehearsal.printed]) expect(text.includes(PASSWORD)).toBe(false);
  });
});
