import { spawn } from "node:child_process";
import { once } from "node:events";
import { platform } from "node:os";
import { setTimeout } from "node:timers/promises";
import { processIsAlive } from "../../../tools/shared/process-is-alive";

describe("a process", () => {
  it("lives until it has ended", async () => {
    const child = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"]);
    const { pid = 0 } = child;
    expect(processIsAlive(pid)).toBe(true);
    child.kill("SIGKILL");
    await once(child, "exit");

    expect(processIsAlive(pid)).toBe(false);
  });

  it("of somebody else lives, too", () => {
    expect(processIsAlive(1)).toBe(true);
  });

  it.each([0, -1, 1.5, NaN])("with the number %d there is none", (pid) => {
    expect(processIsAlive(pid)).toBe(false);
  });

  it("that has ended doesn't live, though its parent never asks how", async () => {
    const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "inherit"] });
    const [text] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(text.toString());
    while (processIsAlive(pid)) await setTimeout(10);

    // Where the kernel tells no states, it counts as one that lives.
    if (platform() === "linux") expect(() => process.kill(pid, 0)).not.toThrow();
    parent.kill();
    await once(parent, "exit");
  });
});
