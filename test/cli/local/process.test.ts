import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { noticingInterrupts, runInTerminal, runQuietly } from "../../../cli/local/process";
import { UserError } from "../../../tools/shared/user-error";

const ROOT = join(__dirname, "..", "..", "..");
const NODE = process.execPath;

describe("runInTerminal", () => {
  it("gives the command's exit code, and the environment that it is told to", async () => {
    const script = "process.exit(process.env.ONLY === 'this' && process.env.HOME === undefined ? 7 : 1)";

    expect(await runInTerminal(NODE, ["-e", script], { ONLY: "this" })).toBe(7);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGKILL", 137],
    ["SIGTERM", 143],
  ])("gives what shells give for a command that %s ended", async (signal, code) => {
    expect(await runInTerminal(NODE, ["-e", `process.kill(process.pid, "${signal}")`], {})).toBe(code);
  });

  it.each([
    ["output", { stdout: "said\n", stderr: "" }],
    ["error", { stdout: "", stderr: "said\n" }],
  ])("lets a command's standard output go to this process's standard %s", (output, expected) => {
    const script = `require(${JSON.stringify(join(ROOT, "tools/typescript/load.cjs"))})
      .loadTypeScript(${JSON.stringify(join(ROOT, "cli/local/process.ts"))})
      .runInTerminal("echo", ["said"], process.env, ${JSON.stringify(output)})`;

    expect(spawnSync(NODE, ["-e", script], { encoding: "utf8" })).toMatchObject(expected);
  });

  it("leaves no signal handler behind", async () => {
    const before = ["SIGINT", "SIGTERM"].map((signal) => process.listenerCount(signal));
    await runInTerminal(NODE, ["-e", ""], {});
    await expect(runInTerminal("no-such-command", [], {})).rejects.toThrow();

    expect(["SIGINT", "SIGTERM"].map((signal) => process.listenerCount(signal))).toEqual(before);
  });

  it("says so when there is no such command", async () => {
    const attempt = runInTerminal("no-such-command", [], {});

    await expect(attempt).rejects.toBeInstanceOf(UserError);
    await expect(attempt).rejects.toThrow("there is no command no-such-command");
  });
});

describe("noticingInterrupts", () => {
  it.each(["INT", "TERM"])("notes SIG%s, which doesn't end it", (signal) => {
    const script = `const { noticingInterrupts, runInTerminal } =
      require(${JSON.stringify(join(ROOT, "tools/typescript/load.cjs"))})
        .loadTypeScript(${JSON.stringify(join(ROOT, "cli/local/process.ts"))});
      const command = ["-c", "trap 'exit 9' TERM; kill -${signal} $PPID; sleep 1; exit 9"];
      noticingInterrupts(() => runInTerminal("sh", command, process.env)).then((run) => console.log(JSON.stringify(run)))`;

    const { stdout } = spawnSync(NODE, ["-e", script], { encoding: "utf8" });

    expect(JSON.parse(stdout)).toEqual({ result: 9, interrupted: true });
  });

  it("notes nothing in a run that nobody interrupted, and leaves no signal handler behind", async () => {
    const before = ["SIGINT", "SIGTERM"].map((signal) => process.listenerCount(signal));

    expect(await noticingInterrupts(() => Promise.resolve(3))).toEqual({ result: 3, interrupted: false });
    await expect(noticingInterrupts(() => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(["SIGINT", "SIGTERM"].map((signal) => process.listenerCount(signal))).toEqual(before);
  });
});

describe("runQuietly", () => {
  it("gathers what a command says on both streams", async () => {
    const script = "console.log('é'); console.error('wrong'); process.exitCode = 3";

    const { code, output } = await runQuietly(NODE, ["-e", script]);

    expect(code).toBe(3);
    expect(output.split("\n").sort()).toEqual(["", "wrong", "é"]);
  });

  it("counts a command that a signal ended as failed", async () => {
    expect((await runQuietly(NODE, ["-e", "process.kill(process.pid, 'SIGKILL')"])).code).toBe(1);
  });
});
