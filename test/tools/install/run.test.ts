import { spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { temporaryDirectory } from "../../support/temporary-directory";

const PROJECT = join(__dirname, "..", "..", "..");

/** The command line of these checkouts: says what it was given, and ends with the exit code that it was given first. */
const MAIN = `
export async function main(argv: string[]): Promise<number> {
  if (argv[0] === "fail") throw new Error("a defect");
  if (argv[0] === "long") process.stdout.write("x".repeat(Number(argv[1])));
  else process.stdout.write(JSON.stringify(argv));
  return Number(argv[0] === "long" ? 0 : argv[0] ?? 0);
}`;

/** What npm ci does, as far as it matters, with packages that are links to the real ones. */
const INSTALL = `
mkdir node_modules
for package in esbuild @esbuild; do ln -s "${join(PROJECT, "node_modules")}/$package" node_modules/$package; done
cp package-lock.json node_modules/.package-lock.json`;

/** A checkout as it is after git clone, in which \`npm\` is a script. */
class Checkout {
  readonly root = temporaryDirectory();
  private readonly bin = join(this.root, "bin");

  constructor() {
    for (const part of ["run.mjs", "install", "lock", "modules", "shared", "typescript"]) {
      cpSync(join(PROJECT, "tools", part), join(this.root, "tools", part), { recursive: true });
    }
    for (const file of ["package.json", "package-lock.json", ".npmrc"]) writeFileSync(join(this.root, file), "{}");
    mkdirSync(join(this.root, "cli"));
    writeFileSync(join(this.root, "cli", "main.ts"), MAIN);
    mkdirSync(this.bin);
    this.npm(INSTALL);
  }

  npm(script: string): void {
    writeFileSync(join(this.bin, "npm"), `#!/bin/sh\necho called >> "${this.calls}"\n${script}\n`);
    chmodSync(join(this.bin, "npm"), 0o755);
  }

  get installations(): number {
    return existsSync(this.calls) ? readFileSync(this.calls, "utf8").trim().split("\n").length : 0;
  }

  run(...argv: string[]): SpawnSyncReturns<string> {
    return spawnSync(process.execPath, ["tools/run.mjs", ...argv], { ...this.options, encoding: "utf8" });
  }

  /** What a reader makes of a command's output; the exit code is the command's. */
  pipe(command: string, reader: string): SpawnSyncReturns<string> {
    const script = `set -o pipefail; ${command} | ${reader}`;
    return spawnSync("bash", ["-c", script], { ...this.options, encoding: "utf8" });
  }

  runOnNode(version: string): SpawnSyncReturns<string> {
    const pretend = `data:text/javascript,Object.defineProperty(process, "versions", { value: { node: "${version}" } })`;
    const argv = ["--import", pretend, "tools/run.mjs", "0"];
    return spawnSync(process.execPath, argv, { ...this.options, encoding: "utf8" });
  }

  runWithoutNpm(): SpawnSyncReturns<string> {
    const env = { ...process.env, PATH: join(this.root, "nothing") };
    return spawnSync(process.execPath, ["tools/run.mjs", "0"], { cwd: this.root, env, encoding: "utf8" });
  }

  /** Starts a run, and ends it, as a terminal would, with npm in the middle of its work and deaf to signals. */
  async interrupt(signal: NodeJS.Signals): Promise<void> {
    this.npm(`trap "" INT TERM HUP; ${INSTALL}\nwhile :; do echo beat >> "${this.heartbeat}"; sleep 0.05; done`);
    const npmWorks = new Promise<void>((resolve) => {
      const watcher = watch(this.root, () => {
        if (!existsSync(this.heartbeat)) return;
        watcher.close();
        resolve();
      });
    });
    const run = spawn(process.execPath, ["tools/run.mjs", "0"], { ...this.options, detached: true, stdio: "ignore" });
    const exit = once(run, "exit");
    await npmWorks;
    process.kill(-(run.pid ?? 0), signal);
    await exit;
  }

  /** Waits until npm is silent for much longer than between two beats. */
  async npmEnded(): Promise<void> {
    let beats: number;
    do {
      beats = statSync(this.heartbeat).size;
      await sleep(2_000); // forty beats: a busy machine skips some
    } while (beats !== statSync(this.heartbeat).size);
  }

  private get heartbeat(): string {
    return join(this.root, "heartbeat");
  }

  private get calls(): string {
    return join(this.root, "npm-calls");
  }

  private get options() {
    return { cwd: this.root, env: { ...process.env, PATH: `${this.bin}:/usr/bin:/bin` } };
  }
}

describe("tools/run.mjs", () => {
  let checkout: Checkout;

  beforeEach(() => {
    checkout = new Checkout();
  });

  it("installs in a fresh clone, shows it, and hands the arguments over", () => {
    const { stdout, stderr, status } = checkout.run("0", "staging", "--yes");

    expect(JSON.parse(stdout)).toEqual(["0", "staging", "--yes"]);
    expect(stderr).toMatch(/^installing packages …\ninstalling packages … \d+ s\n$/);
    expect(status).toBe(0);
  });

  it("installs nothing the second time, and ends with the command's exit code", () => {
    checkout.run("0");
    const { stderr, status } = checkout.run("2");

    expect(checkout.installations).toBe(1);
    expect(stderr).toBe("");
    expect(status).toBe(2);
  });

  it("shows what npm says only when it fails, with the next step", () => {
    checkout.npm("echo npm error code ENOTFOUND >&2; exit 1");
    const { stdout, stderr, status } = checkout.run("0");

    expect(stderr).toContain("error: npm ci failed\nnpm error code ENOTFOUND\n  The package registry can't be reached");
    expect(stderr).not.toContain("    at ");
    expect([stdout, status]).toEqual(["", 1]);
  });

  it("does not take an installation for whole that npm made on a full disk", () => {
    const complaint = "npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write";
    checkout.npm(`${INSTALL}\nfor file in 1 2 3; do echo "${complaint}" >&2; done`);
    const { stderr, status } = checkout.run("0");

    expect(stderr).toContain(`error: npm ci failed\n${complaint}\n  The disk is full`);
    expect(status).toBe(1);
    expect(existsSync(join(checkout.root, "node_modules"))).toBe(false);
  });

  it("says what to install where npm is missing", () => {
    const { stderr, status } = checkout.runWithoutNpm();

    expect(stderr).toContain("npm is missing: install Node.js with npm from https://nodejs.org");
    expect(status).toBe(1);
  });

  it.each<NodeJS.Signals>(["SIGINT", "SIGTERM", "SIGKILL"])("works when run again after %s", async (signal) => {
    await checkout.interrupt(signal);
    expect(existsSync(join(checkout.root, "node_modules"))).toBe(false);

    checkout.npm(INSTALL);

    expect(checkout.run("0").status).toBe(0);
    expect(existsSync(join(checkout.root, ".local", "install"))).toBe(false);
  });

  it("takes npm along, however it is ended", async () => {
    await checkout.interrupt("SIGKILL");

    await expect(checkout.npmEnded()).resolves.toBeUndefined();
  });

  it("hands all of a long answer to the reader of a pipe, and ends in silence when that has enough", () => {
    const length = 1_000_000;
    const through = (reader: string) => checkout.pipe(`"${process.execPath}" tools/run.mjs long ${length}`, reader);
    checkout.run("0");

    expect(through("(sleep 1; wc -c)").stdout.trim()).toBe(String(length));
    expect(through("head -c 1")).toMatchObject({ stdout: "x", stderr: "", status: 0 });
  });

  it("shows where a defect comes from", () => {
    const { stderr, status } = checkout.run("fail");

    expect(stderr).toContain("a defect");
    expect(stderr).toContain(join("cli", "main.ts:3"));
    expect(status).toBe(1);
  });

  it("refuses a version of Node that is too old, before it does anything", () => {
    const { stderr, status } = checkout.runOnNode("18.20.8");

    expect(stderr).toMatch(/^error: this needs Node\.js 20\.19 or later, and this is 18\.20\.8\n.*nodejs\.org/);
    expect(status).toBe(1);
    expect(checkout.installations).toBe(0);
  });
});
