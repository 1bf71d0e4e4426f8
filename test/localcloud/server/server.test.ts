import { fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { acquireLocalCloud, type LocalCloudLease } from "../../../localcloud/client";
import * as control from "../../../localcloud/control-client";
import { readEndpoint, writeEndpoint } from "../../../localcloud/control/endpoint";
import { temporaryDirectory } from "../../support/temporary-directory";

const started: number[] = [];

afterEach(() => {
  for (const pid of started.splice(0)) kill(pid);
});

/** Takes a lease; its server ends with the test at the latest. */
async function acquire(directory: string): Promise<LocalCloudLease> {
  const lease = await acquireLocalCloud(directory);
  started.push(pidOf(directory));
  return lease;
}

function pidOf(directory: string): number {
  const endpoint = readEndpoint(directory);
  if (endpoint === undefined) throw new Error("no server has written its endpoint");
  return endpoint.pid;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended, as it should.
  }
}

async function answers({ controlUrl }: { readonly controlUrl: string }): Promise<boolean> {
  return control.listFaults(controlUrl).then(
    () => true,
    () => false,
  );
}

async function untilGone(lease: { readonly controlUrl: string }): Promise<void> {
  while (await answers(lease)) await sleep(10);
}

describe("the local cloud's process", () => {
  it("is started once, however many need it at once, and ends with its last lease", async () => {
    const directory = temporaryDirectory();
    const [first, second] = await Promise.all([acquire(directory), acquire(directory)]);

    expect(second.providers).toBe(first.providers);
    expect(first.providers).toMatch(/^aws:\d+,datadog:\d+,docker:\d+,random:\d+,awsx:\d+$/);
    await first.release();
    expect(await answers(second)).toBe(true);
    await second.release();
    await untilGone(second);
  });

  it("keeps what it holds where nobody else looks, also in a folder that another version made", async () => {
    const directory = temporaryDirectory();
    chmodSync(directory, 0o755);
    const lease = await acquire(directory);
    const modeOf = (file: string) => statSync(join(directory, file)).mode & 0o777;

    expect(modeOf(".")).toBe(0o700);
    expect(["state/journal.jsonl", "server.log", "endpoint.json"].map(modeOf)).toEqual([0o600, 0o600, 0o600]);
    await lease.release();
  });

  it("keeps what it holds for the next one", async () => {
    const directory = temporaryDirectory();
    const first = await acquire(directory);
    await control.injectFault(first.controlUrl, { operation: "create", type: "*", how: "fail" });
    const held = await control.listResources(first.controlUrl);
    await first.release();

    const second = await acquire(directory); // at once, while the first one may still be ending

    expect(second.controlUrl).not.toBe(first.controlUrl);
    expect(await control.listFaults(second.controlUrl)).toHaveLength(1);
    expect(await control.listResources(second.controlUrl)).toEqual(held);
    await second.release();
  });

  it("ends when the process that holds it is killed", async () => {
    const directory = temporaryDirectory();
    const holder = fork(join(__dirname, "holder.cjs"), [directory]);
    started.push(holder.pid ?? 0);
    const [controlUrl] = (await once(holder, "message")) as [string];
    started.push(pidOf(directory));
    expect(await answers({ controlUrl })).toBe(true);

    holder.kill("SIGKILL");

    await untilGone({ controlUrl });
  });

  it("is started anew after it was killed, whose endpoint file is no obstacle", async () => {
    const directory = temporaryDirectory();
    const killed = await acquire(directory);
    process.kill(pidOf(directory), "SIGKILL");
    await untilGone(killed);
    await killed.release();
    expect(readEndpoint(directory)).toBeDefined();

    const next = await acquire(directory);

    expect(await answers(next)).toBe(true);
    await next.release();
  });

  it("ends at once when it is told to, whoever holds it", async () => {
    const directory = temporaryDirectory();
    const lease = await acquire(directory);

    process.kill(pidOf(directory), "SIGTERM");

    await untilGone(lease);
    expect(readEndpoint(directory)).toBeUndefined();
    await lease.release();
  });
});

describe("a local cloud that can't start", () => {
  it("names the damaged line of its state and what to do", async () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, "state"));
    appendFileSync(join(directory, "state", "journal.jsonl"), "garbage\n");

    await expect(acquireLocalCloud(directory)).rejects.toMatchObject({
      name: "UserError",
      message: expect.stringContaining(`${join(directory, "state", "journal.jsonl")}, line 1`) as string,
      nextStep: expect.stringContaining("Restore the file from a copy") as string,
    });
  });

  it("passes on what the machine refuses", async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "state"), "a file where a folder should be");

    await expect(acquireLocalCloud(directory)).rejects.toMatchObject({
      message: expect.stringMatching(/^the local cloud could not start: .*(EEXIST|ENOTDIR)/) as string,
      nextStep: expect.stringContaining(join(directory, "server.log")) as string,
    });
    expect(readFileSync(join(directory, "server.log"), "utf8")).toContain("    at ");
  });
});

describe("another program on the port of a killed server", () => {
  it.each([
    ["answers something else", 200, "hello"],
    ["refuses", 404, ""],
  ])("is not taken for the local cloud when it %s", async (_, status, body) => {
    const directory = temporaryDirectory();
    const other = createServer((_request, response) => response.writeHead(status).end(body)).listen(0, "127.0.0.1");
    await once(other, "listening");
    const controlUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    writeEndpoint(directory, { pid: process.pid, controlUrl, providers: "aws:1" });

    const lease = await acquire(directory);
    other.close();

    expect(lease.controlUrl).not.toBe(controlUrl);
    await lease.release();
  });
});
