import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { projectRoot } from "../../tools/shared/project-root";
import { eventually } from "../examples/enterprise/servers/eventually";
import { temporaryDirectory } from "../support/temporary-directory";

const ENTRY = join(projectRoot(__dirname), "tools/run.mjs");

describe("Ctrl-C while npm run monitor starts", () => {
  // What runs at these moments differs with the machine: initdb, servers, clients, the build, the product.
  it.each([
    ["soon", "Starting the product", 300],
    ["while servers start", "Starting the product", 1500],
    ["while the monitoring starts", "Starting Prometheus", 0],
  ])("ends everything, %s", async (_moment, line, milliseconds) => {
    const directory = temporaryDirectory();
    chmodSync(directory, 0o755); // PostgreSQL may run as another user
    const command = spawn(process.execPath, [ENTRY, "monitor"], {
      env: { ...process.env, TMPDIR: directory },
      detached: true, // a process group, as a terminal has one for each command
      stdio: ["ignore", "pipe", "pipe"],
    });
    const group = command.pid ?? 0;
    let said = "";
    for (const stream of [command.stdout, command.stderr])
      stream.on("data", (chunk: Buffer) => (said += String(chunk)));
    const ended = once(command, "close");
    await eventually(() => {
      if (!said.includes(line)) throw new Error(`nothing said "${line}", but:\n${said}`);
    });
    await setTimeout(milliseconds);

    process.kill(-group, "SIGINT"); // all of the group are told, as by a terminal

    expect(await ended).toEqual([0, null]);
    expect(said).toMatch(/Ending …\n$/);
    expect(processesOf(group, directory)).toEqual([]);
    expect(readdirSync(directory)).toEqual([]);
  });
});

/** Processes of a group, or with files in a directory, that have not ended. */
function processesOf(group: number, directory: string): string[] {
  const lines = execFileSync("ps", ["-A", "-o", "pgid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => {
    const [, pgid, state = ""] = /^\s*(\d+)\s+(\S+)/.exec(line) ?? [];
    return !state.startsWith("Z") && (Number(pgid) === group || line.includes(directory));
  });
}
