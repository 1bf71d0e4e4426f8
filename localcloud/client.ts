import { request } from "node:http";
import { join } from "node:path";
import { acquireLock } from "../tools/lock/lock.cjs";
import { UserError } from "../tools/shared/user-error";
import { readEndpoint, type Endpoint } from "./control/endpoint";
import { greeting } from "./control/leases";
import { logHint, startServer } from "./start-server";

/** Holds the local cloud up; it ends with its last lease. */
export interface LocalCloudLease {
  /** Value of `PULUMI_DEBUG_PROVIDERS`, which makes the engine use the local cloud. */
  readonly providers: string;
  readonly controlUrl: string;
  release(): Promise<void>;
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
        response.on("error", () => undefined); // the server is gone: whoever needs it meets that in its own call
        response.on("close", give);
        response.once("data", (said: Buffer) => {
          if (said.toString() !== greeting(providers)) return void call.destroy();
          call.setTimeout(0);
          response.socket.unref(); // a lease by itself keeps no process alive
          give({ controlUrl, providers, release: () => end(call) });
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
