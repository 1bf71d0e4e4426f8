import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { download } from "../../../tools/engine/download";
import { AMPLE } from "../../support/ample";
import { temporaryDirectory } from "../../support/temporary-directory";

/** A process that was killed is still being taken apart for a moment, and accepts or resets connections until then. */
async function connectionsOnceGone(port: number): Promise<unknown> {
  const deadline = performance.now() + AMPLE;
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const answer: unknown = await once(socket, "connect").catch(
      (error: unknown) => (error as NodeJS.ErrnoException).code,
    );
    socket.destroy();
    if (answer === "ECONNREFUSED" || performance.now() > deadline) return answer;
    await sleep(10);
  }
}

describe("download", () => {
  const patient = { stallMilliseconds: AMPLE, totalMilliseconds: AMPLE, lookMilliseconds: 10 };
  let folder: string;
  const run = (script: string, patience: Partial<typeof patient> = {}) =>
    download(join(__dirname, "scripts", `${script}.cjs`), folder, { ...patient, ...patience });

  beforeEach(() => {
    folder = temporaryDirectory();
  });

  it("lets the script download below the folder, its temporary files too", async () => {
    await run("downloads");

    expect(readFileSync(join(folder, "downloaded"), "utf8")).toBe(join(folder, "tmp"));
  });

  it("fails as the script fails, with what it said", async () => {
    await expect(run("fails")).rejects.toThrow(/^404 Not Found$/);
  });

  it("ends a script that stalls, with all that it started", async () => {
    // Long enough for Node to start on a busy machine: the script's own start is silent.
    await expect(run("stalls", { stallMilliseconds: 5_000 })).rejects.toThrow("nothing came for 5 s");

    const port = Number(readFileSync(join(folder, "port"), "utf8"));
    expect(await connectionsOnceGone(port)).toBe("ECONNREFUSED");
  });

  it("ends one that never stalls but takes too long", async () => {
    await expect(run("trickles", { totalMilliseconds: 300 })).rejects.toThrow(/not done after/);
  });
});
