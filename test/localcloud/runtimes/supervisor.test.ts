import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Supervisor } from "../../../localcloud/runtimes/supervisor";
import { eventually } from "../../examples/enterprise/servers/eventually";

/** Processes of a group that run; those that ended and wait for their parent don't. */
function runningIn(group: number): number {
  const lines = execFileSync("ps", ["-A", "-o", "pgid=,stat="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => new RegExp(`^\\s*${group}\\s+[^Z]`).test(line)).length;
}

const supervisors: Supervisor[] = [];

afterEach(async () => {
  await Promise.all(supervisors.splice(0).map((supervisor) => supervisor.close()));
});

function start(script: string): { readonly child: ChildProcess; readonly supervisor: Supervisor } {
  const supervisor = new Supervisor();
  supervisors.push(supervisor);
  return { supervisor, child: supervisor.start({ command: "/bin/sh", args: ["-c", script], environment: {} }) };
}

it.each(["SIGKILL", "SIGTERM", "SIGINT"] as const)(
  "leaves nothing of what it started when %s ends its process",
  async (signal) => {
    const parent = spawn(process.execPath, [join(__dirname, "supervised.cjs")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const group = Number(line.toString());
    await eventually(() => {
      expect(runningIn(group)).toBe(3); // the shell and what it started
    });
    parent.kill(signal);
    await once(parent, "exit");
    await eventually(() => {
      expect(runningIn(group)).toBe(0);
    });
  },
);

it("ends what a program leaves behind", async () => {
  const { child } = start("sleep 600 & exit 4");
  const [code] = (await once(child, "exit")) as [number];

  expect(code).toBe(4);
  await eventually(() => {
    expect(runningIn(child.pid ?? 0)).toBe(0);
  });
});

it("hands on what a program writes, its variables and its arguments", async () => {
  const supervisor = new Supervisor();
  supervisors.push(supervisor);
  const child = supervisor.start({
    command: "/bin/sh",
    args: ["-c", 'echo "$GREETING $1"', "sh", "two words; $(no)"],
    environment: { GREETING: "hello" },
  });
  if (child.stdout === null) throw new Error("nobody can read what it writes");

  expect(await text(child.stdout)).toBe("hello two words; $(no)\n");
});

it("goes on when somebody ends what watches", async () => {
  const { supervisor, child: first } = start("sleep 600");
  const watchers = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], { encoding: "utf8" });
  const [watcher = ""] = watchers.split("\n").filter((line) => line.includes("while read -r change group"));
  process.kill(Number.parseInt(watcher, 10), "SIGKILL");
  const second = supervisor.start({ command: "/bin/sh", args: ["-c", "echo second"], environment: {} });
  if (second.stdout === null) throw new Error("nobody can read what it writes");

  expect(await text(second.stdout)).toBe("second\n");
  await supervisor.close();
  await eventually(() => {
    expect(runningIn(first.pid ?? 0)).toBe(0);
  });
});

it("starts nothing any more once it is closed", async () => {
  const { supervisor } = start("exit 0");
  await supervisor.close();
  expect(() => supervisor.start({ command: "true", args: [], environment: {} })).toThrow("has ended");
});
