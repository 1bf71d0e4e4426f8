import { join } from "node:path";
import { verify } from "../../../cli/live/verification";
import { acquireLocalCloud, stopRunningCloud } from "../../../localcloud/client";
import { liveStatus, runningOf, startLive } from "../../../localcloud/control-client";
import { readEndpoint } from "../../../localcloud/control/endpoint";
import type { CloudResource } from "../../../localcloud/model/resource";
import { CloudState } from "../../../localcloud/state/cloud-state";
import { eventually } from "../../examples/enterprise/servers/eventually";
import { processTree } from "../../support/process-tree";
import { temporaryDirectory } from "../../support/temporary-directory";
import { rollingService, shop, version } from "./support/shop";
import { SPEED } from "./support/started";

const ENVIRONMENT = "test";

/** A folder of a local cloud in which some resources are deployed. */
function folderWith(...resources: readonly CloudResource[]): string {
  const directory = temporaryDirectory();
  const state = CloudState.open(join(directory, "state"));
  state.put(
    ...resources.map((each) => ({ ...each, urn: `urn:pulumi:${ENVIRONMENT}::shop::${each.type}::${each.id}` })),
  );
  state.close();
  return directory;
}

/** Starts the process of a local cloud, and has what is deployed run. */
async function started(directory: string): Promise<string> {
  const { controlUrl } = await acquireLocalCloud(directory);
  await startLive(controlUrl, SPEED);
  return controlUrl;
}

function verified(controlUrl: string, patienceMilliseconds?: number): ReturnType<typeof verify> {
  return verify({
    controlUrl,
    environment: ENVIRONMENT,
    healthUrls: [],
    report: () => undefined,
    patienceMilliseconds,
  });
}

/** The process of a local cloud, and everything that it started. */
function processesOf(directory: string): number[] {
  const pid = readEndpoint(directory)?.pid;
  if (pid === undefined) throw new Error("no local cloud runs");
  return processTree(pid);
}

async function expectEnded(processes: readonly number[]): Promise<void> {
  await eventually(() => {
    expect(processes.filter(isAlive)).toEqual([]);
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What runs in a local cloud that has a process of its own, as commands use it. */
describe("the process of a local cloud", () => {
  it("leaves nothing behind, however it ends, and runs the same again with its next start", async () => {
    const directory = folderWith(...shop(), version(1), rollingService(1));
    const first = await started(directory);
    expect((await verified(first)).services).toMatchObject([{ name: "web", running: 2, desired: 2 }]);
    const processes = processesOf(directory);
    expect(processes.length).toBeGreaterThanOrEqual(4); // itself, two programs, and who watches over them

    process.kill(processes[0] ?? 0, "SIGKILL");
    await expectEnded(processes);

    const second = await started(directory);
    expect((await verified(second)).services).toMatchObject([{ name: "web", running: 2, desired: 2 }]);
    const tasks = await runningOf(second, "task");
    expect(tasks.filter(({ lastStatus }) => lastStatus === "RUNNING")).toHaveLength(2);
    expect(tasks.filter(({ lastStatus }) => lastStatus === "STOPPED")).toHaveLength(2);

    const others = processesOf(directory);
    expect(await stopRunningCloud(directory)).toBe(true);
    await expectEnded(others); // who watches over the programs ends with the process, a moment later
    expect(await stopRunningCloud(directory)).toBe(false);
  });

  it("gives up a service whose tasks end again and again, and tells what they wrote last", async () => {
    const directory = folderWith(...shop(), version(1, { isBad: true }), rollingService(1));
    const controlUrl = await started(directory);

    await eventually(async () => {
      expect((await liveStatus(controlUrl)).services[0]?.stopped).not.toEqual([]);
    });
    await expect(verified(controlUrl, 8_000)).rejects.toThrow(
      /^web doesn't run: [^]*\n {2}a task ended: Essential container in task exited\nIts last lines:\n {2}no settings/,
    );
    expect((await liveStatus(controlUrl)).services[0]?.running).toBe(0);
    await stopRunningCloud(directory);
  });
});
