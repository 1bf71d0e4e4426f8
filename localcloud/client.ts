import { spawn } from "node:child_process";
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { once } from "node:events";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { acquireLock } from "../tools/lock/lock.cjs";
import { projectRoot } from "../tools/shared/project-root";
import { processIsAlive } from "../tools/shared/process-is-alive";
import { UserError } from "../tools/shared/user-error";
import { type Endpoint, readEndpoint } from "./control/endpoint";
import { stopLocalCloud } from "./control-client";
import { greeting } from "./control/leases";

/** Keeps the local cloud running; it ends with its last lease. */
export interface LocalCloudLease {
  /** Value of `PULUMI_DEBUG_PROVIDERS`, which makes the engine use the local cloud. */
  readonly providers: string;
  readonly controlUrl: string;
  release(): Promise<void>;
  /** Resolves when the server ends, or the lease is released. */
  readonly ended: Promise<void>;
}

/**
 * Time after which a server that says nothing is taken for another program on a port that was used again: longer than
 * one takes to answer on a machine that is busy.
 */
const PATIENCE_MILLISECONDS = 60_000;

/**
 * Joins the local cloud of a directory, or starts it. The lease also ends with this process, however it dies.
 * @throws {UserError} with what the server reported, when it can't start.
 */
export async function acquireLocalCloud(directory: string): Promise<LocalCloudLease> {
  const running = await leaseFrom(readEndpoint(directory));
  if (running !== undefined) return running;
  makePrivate(directory);
  const lock = await acquireLock(join(directory, "starting"));
  try {
    return (await leaseFrom(readEndpoint(directory))) ?? (await leaseFromNewServer(directory));
  } finally {
    await lock.release();
  }
}

/**
 * Ends the local cloud of a directory, if one runs, and waits until it has ended.
 * @returns whether one ran
 */
export async function stopRunningCloud(directory: string): Promise<boolean> {
  const endpoint = readEndpoint(directory);
  const lease = await leaseFrom(endpoint);
  if (endpoint === undefined || lease === undefined) return false;
  await stopLocalCloud(lease.controlUrl);
  await lease.ended;
  await (await acquireLock(join(directory, "serving"))).release(); // held until everything in it has ended
  await ended(endpoint.pid);
  return true;
}

/** Waits for a process that has nothing left to do but to end. */
async function ended(pid: number): Promise<void> {
  const until = Date.now() + PATIENCE_MILLISECONDS;
  while (processIsAlive(pid) && Date.now() < until) await setTimeout(20);
}

async function leaseFromNewServer(directory: string): Promise<LocalCloudLease> {
  await startServer(directory);
  const lease = await leaseFrom(readEndpoint(directory));
  if (lease === undefined) throw new UserError("the local cloud ended as soon as it had started", logHint(directory));
  return lease;
}

/** Undefined when no server of this local cloud answers there. */
function leaseFrom(endpoint: Endpoint | undefined): Promise<LocalCloudLease | undefined> {
  if (endpoint === undefined) return Promise.resolve(undefined);
  const { controlUrl, providers } = endpoint;
  return new Promise((resolve) => {
    const give = (lease?: LocalCloudLease): void => {
      resolve(lease);
    };
    const call = request(
      new URL("/lease", controlUrl),
      { agent: false, timeout: PATIENCE_MILLISECONDS },
      (response) => {
        response.on("error", () => undefined); // the server is gone; the next call fails with that
        response.on("close", give);
        response.once("data", (said: Buffer) => {
          if (said.toString() !== greeting(providers)) return void call.destroy();
          call.setTimeout(0);
          response.socket.unref(); // a lease by itself keeps no process alive
          give({ controlUrl, providers, release: () => end(call), ended: once(call, "close").then(() => undefined) });
        });
      },
    );
    call.on("timeout", () => call.destroy());
    call.on("error", () => {
      give();
    });
    call.end();
  });
}

function end(call: ReturnType<typeof request>): Promise<void> {
  return new Promise((resolve) => {
    if (call.closed) {
      resolve(); // the server died before
      return;
    }
    call.once("close", () => {
      resolve();
    });
    call.destroy();
  });
}

/**
 * Starts the local cloud's process; resolves once it can be used. It gets a process group of its own, so that Ctrl-C
 * reaches the engine but not the cloud under it.
 * @throws {UserError} with what the server reported, when it can't start.
 */
export function startServer(directory: string): Promise<void> {
  makePrivate(directory);
  const log = openSync(logPath(directory), "w", 0o600);
  const server = spawn(process.execPath, [serverProgram(), directory], {
    detached: true,
    stdio: ["ignore", "pipe", log],
  });
  closeSync(log);
  server.unref();
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      reject(startFailure(directory));
    };
    server.once("error", reject);
    server.once("exit", fail);
    server.stdout?.once("data", () => {
      server.off("exit", fail);
      server.stdout?.destroy();
      resolve();
    });
  });
}

/** The program of the local cloud: of this checkout, or of the package that a project installed. */
function serverProgram(): string {
  const root = projectRoot(__dirname);
  const places = [root, join(root, "dist")].map((folder) => join(folder, "localcloud", "main.cjs"));
  return places.find((place) => existsSync(place)) ?? "";
}

/** Makes a directory that nobody but this user looks into: it will hold the values of secrets. */
function makePrivate(directory: string): void {
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o700);
}

/** Where to look when the server says nothing. */
export function logHint(directory: string): string {
  return `Its log is ${logPath(directory)}.`;
}

function logPath(directory: string): string {
  return join(directory, "server.log");
}

/** What the server described as people read it; the log holds everything about a defect. */
function startFailure(directory: string): UserError {
  const [what = "", nextStep = ""] = readFileSync(logPath(directory), "utf8").split("\n");
  const described = what.startsWith("error: ") && nextStep !== "";
  return new UserError(
    `the local cloud could not start: ${what.replace(/^error: /, "")}`,
    described ? nextStep.trim() : logHint(directory),
  );
}
