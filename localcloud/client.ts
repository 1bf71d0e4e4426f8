import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { acquireLock } from "../tools/lock";
import { projectRoot } from "../tools/shared/project-root";
import { readEndpoint, type Endpoint } from "./control/endpoint";

/** Holds the local cloud up; it ends with its last lease. */
export interface LocalCloudLease {
  /** Value of `PULUMI_DEBUG_PROVIDERS`, which makes the engine use the local cloud. */
  readonly providers: string;
  readonly controlUrl: string;
  release(): Promise<void>;
}

/**
 * Joins the local cloud of a directory, or starts it. The lease also ends with this process, however it dies.
 * @throws {Error} with what the server reported, when it can't start.
 */
export async function acquireLocalCloud(directory: string): Promise<LocalCloudLease> {
  const running = await leaseFrom(readEndpoint(directory));
  if (running !== undefined) return running;
  const lock = await acquireLock(join(directory, "starting"));
  try {
    return (await leaseFrom(readEndpoint(directory))) ?? (await leaseFromNewServer(directory));
  } finally {
    await lock.release();
  }
}

async function leaseFromNewServer(directory: string): Promise<LocalCloudLease> {
  await startServer(directory);
  const lease = await leaseFrom(readEndpoint(directory));
  if (lease === undefined) throw new Error(`the local cloud ended as soon as it had started; ${logHint(directory)}`);
  return lease;
}

/** Undefined when no server answers there. */
function leaseFrom(endpoint: Endpoint | undefined): Promise<LocalCloudLease | undefined> {
  if (endpoint === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const call = request(new URL("/lease", endpoint.controlUrl), { agent: false }, (response) => {
      response.socket.unref(); // a lease by itself keeps no process alive
      response.once("data", () => {
        resolve({ ...endpoint, release: () => end(call) });
      });
      response.on("error", () => undefined); // the server is gone: whoever needs it meets that in its own call
    });
    call.on("error", () => {
      resolve(undefined);
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

/** Starts the server in its own process group, so that Ctrl-C reaches the engine but not the cloud under it. */
function startServer(directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const log = openSync(logPath(directory), "w", 0o600);
  const server = spawn(process.execPath, [join(projectRoot(__dirname), "localcloud", "main.cjs"), directory], {
    detached: true,
    stdio: ["ignore", "pipe", log],
  });
  closeSync(log);
  server.unref();
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      reject(new Error(`the local cloud could not start: ${lastLine(logPath(directory))}; ${logHint(directory)}`));
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

function logPath(directory: string): string {
  return join(directory, "server.log");
}

function logHint(directory: string): string {
  return `its log is ${logPath(directory)}`;
}

function lastLine(path: string): string {
  return readFileSync(path, "utf8").trim().split("\n").at(-1) ?? "no reason given";
}
