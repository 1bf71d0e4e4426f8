import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { acquireLock } from "../../../tools/lock/lock.cjs";
import { holderAnswers, startAnswering } from "../../../tools/lock/presence.cjs";

const FAST = { pollMilliseconds: 5 };

let directory: string;
let children: ChildProcess[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lock-"));
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(directory, { recursive: true, force: true });
});

function contend(times = 1): ChildProcess {
  const arguments_ = [join(directory, "lock"), join(directory, "journal"), String(times)];
  const child = fork(join(__dirname, "contender.cjs"), arguments_);
  children.push(child);
  return child;
}

async function told(child: ChildProcess, expected: string): Promise<void> {
  for (;;) {
    const [message] = (await once(child, "message")) as [unknown];
    if (message === expected) return;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(1);
}

const lockDirectory = () => join(directory, "lock");

describe("acquireLock", () => {
  it("lets a second contender in once the first has released", async () => {
    const first = await acquireLock(lockDirectory(), FAST);
    const order: string[] = [];
    const waited = new Promise<number>((resolve) => {
      void acquireLock(lockDirectory(), {
        ...FAST,
        onWait: (holder) => {
          resolve(holder.pid);
        },
      }).then(() => order.push("second enters"));
    });

    expect(await waited).toBe(process.pid);
    order.push("first releases");
    await first.release();
    await until(() => order.length === 2);

    expect(order).toEqual(["first releases", "second enters"]);
  });

  it("is free again when its holder was killed", async () => {
    const holder = contend();
    await told(holder, "holding");
    const waiting = contend();
    await told(waiting, "waiting");

    const heldNow = told(waiting, "holding");
    holder.kill("SIGKILL");

    await heldNow;
  });

  it("never lets two processes in at once", async () => {
    const exits = [contend(6), contend(6), contend(6)].map((child) => once(child, "exit"));
    await Promise.all(exits);

    const journal = readFileSync(join(directory, "journal"), "utf8").trim().split("\n");
    const visits = Array.from({ length: journal.length / 2 }, (_, index) => journal.slice(index * 2, index * 2 + 2));
    expect(visits).toHaveLength(18);
    for (const [entry, exit] of visits) expect(exit).toBe(entry?.replace("in", "out"));
  });

  it("keeps one numbered file, however often it was taken", async () => {
    for (let turn = 0; turn < 3; turn++) await (await acquireLock(lockDirectory(), FAST)).release();

    expect(readdirSync(lockDirectory())).toEqual(["3.json"]);
  });

  it.each([
    ["cut off", '{"pid":'],
    ["empty", ""],
    ["of another shape", "null"],
  ])("is not held by a file that is %s", async (_, content) => {
    await (await acquireLock(lockDirectory(), FAST)).release();
    writeFileSync(join(lockDirectory(), "7.json"), content);

    await (await acquireLock(lockDirectory(), FAST)).release();

    expect(readdirSync(lockDirectory())).toEqual(["8.json"]);
  });
});

describe("holderAnswers", () => {
  async function serve(handle: (socket: { end(text: string): unknown }) => void): Promise<[number, () => void]> {
    const server = createServer(handle).listen(0, "127.0.0.1");
    await once(server, "listening");
    return [(server.address() as AddressInfo).port, () => server.close()];
  }

  it("knows a holder by its token", async () => {
    const { port, end } = await startAnswering("secret");

    expect(await holderAnswers({ pid: process.pid, port, token: "secret" })).toBe(true);
    expect(await holderAnswers({ pid: process.pid, port, token: "other" })).toBe(false);
    await end();
    expect(await holderAnswers({ pid: process.pid, port, token: "secret" })).toBe(false);
  });

  it("does not take another service on a reused port for the holder", async () => {
    const [port, close] = await serve((socket) => socket.end("220 mail ready"));

    expect(await holderAnswers({ pid: process.pid, port, token: "secret" })).toBe(false);
    close();
  });

  it("lets the process id decide about one who accepts but stays silent", async () => {
    const open: { end(text: string): unknown }[] = [];
    const [port, close] = await serve((socket) => open.push(socket));
    const gone = fork(join(__dirname, "contender.cjs"), ["--never"], { execPath: "/bin/true" });
    await once(gone, "exit");

    expect(await holderAnswers({ pid: process.pid, port, token: "secret" }, 20)).toBe(true);
    expect(await holderAnswers({ pid: gone.pid ?? 0, port, token: "secret" }, 20)).toBe(false);
    for (const socket of open) socket.end("");
    close();
  });
});
