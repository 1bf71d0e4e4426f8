import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { buildSync } from "esbuild";

const SOURCES = join(__dirname, "../../../examples/enterprise/src");

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "proofpix-enterprise-"));
  buildSync({
    entryPoints: ["server", "healthcheck"].map((name) => join(SOURCES, `${name}.ts`)),
    outdir: directory,
    bundle: true,
    platform: "node",
    logLevel: "silent",
  });
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

function run(program: "server" | "healthcheck", environment: Record<string, string>) {
  const child = spawn(process.execPath, [join(directory, `${program}.js`)], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(child);
  return { child, lines: createInterface(child.stdout), exit: once(child, "exit") };
}

/** The first event of a log with this message. */
async function logged(lines: Interface, message: string): Promise<Record<string, unknown>> {
  for await (const line of lines) {
    const event = JSON.parse(line) as Record<string, unknown>;
    if (event.message === message) return event;
  }
  throw new Error(`nothing said "${message}"`);
}

describe("the process", () => {
  it("serves, tells its container that it is healthy, and stops on SIGTERM", async () => {
    const server = run("server", { PORT: "0", DRAIN_MS: "0" });
    const { port } = await logged(server.lines, "listening");
    const check = run("healthcheck", { PORT: String(port) });

    expect(await check.exit).toEqual([0, null]);
    server.child.kill("SIGTERM");
    expect(await server.exit).toEqual([0, null]);
    expect(await run("healthcheck", { PORT: String(port) }).exit).toEqual([1, null]);
  });

  it("doesn't start with a wrong environment, and says so in its log", async () => {
    const server = run("server", { PORT: "http" });
    const event = await logged(server.lines, "could not start");

    expect(event.error).toContain("PORT must be a whole number");
    expect(await server.exit).toEqual([1, null]);
  });
});
