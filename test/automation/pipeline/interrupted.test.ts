import { spawnSync } from "node:child_process";
import { hostname } from "node:os";
import { readHistory } from "../../../automation/history/read";
import { asSeen, noteInterrupted } from "../../../automation/pipeline/interrupted";
import { fakeContext } from "../support/context";
import { MemoryStore } from "../support/memory-store";
import { deployed } from "../support/records";

const NOW = new Date("2026-11-30T13:00:00Z");
const DEAD = spawnSync(process.execPath, ["--version"]).pid;

function running(processId: number, host = hostname()) {
  return deployed(1, { status: "running", worker: { host, processId }, steps: [] });
}

describe("a record that says that a deployment runs", () => {
  it("is seen as interrupted once its process has ended", async () => {
    const store = new MemoryStore(running(DEAD));
    const { releases } = await readHistory(fakeContext({ store }));

    expect(releases[0]?.record).toMatchObject({
      status: "interrupted",
      failure: `the process that worked on it ended: ${DEAD} on ${hostname()}`,
    });
  });

  it("is believed while its process lives, and where nobody knows", () => {
    expect(asSeen(running(process.pid), NOW).status).toBe("running");
    expect(asSeen(running(DEAD, "another-host"), NOW).status).toBe("running");
    expect(asSeen(deployed(1), NOW)).toEqual(deployed(1));
  });

  it("is ended by who claims the environment, in the audit trail as well", async () => {
    const started = running(DEAD);
    const steps = [{ name: "verify-health" as const, startedAt: started.startedAt }];
    const context = fakeContext({ store: new MemoryStore({ ...started, steps }) });
    await noteInterrupted(context);
    const { records } = await context.store.list("staging");
    const [entry] = await context.audit.entries();

    expect(records).toMatchObject([{ status: "interrupted", steps: [{ outcome: "interrupted" }] }]);
    expect(entry).toMatchObject({ who: "developer", outcome: "interrupted", what: { deploymentId: started.id } });
    expect(context.events).toMatchObject([{ code: "interrupted-deployment-found" }]);
  });
});
