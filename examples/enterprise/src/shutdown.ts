import type { Server } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { Application } from "./application";
import type { Log } from "./log";

export interface ShutdownOptions {
  readonly server: Pick<Server, "close" | "closeAllConnections">;
  readonly application: Pick<Application, "drain">;
  /** Milliseconds for which requests are still taken. */
  readonly drain: number;
  /** Milliseconds after which requests that are still running are cut off. */
  readonly deadline: number;
  readonly log: Log;
}

/**
 * Stops a service without failing a request: says that it is stopping, takes what load balancers still send until they
 * have learned of it, then takes no more and lets what is running finish.
 * @returns whether every request was answered before the deadline.
 */
export async function shutDown({ server, application, drain, deadline, log }: ShutdownOptions): Promise<boolean> {
  log("info", "stopping", { drain, deadline });
  application.drain();
  await setTimeout(drain);
  const closed = new Promise<boolean>((resolve) => {
    server.close(() => {
      resolve(true);
    });
  });
  const graceful = await Promise.race([closed, setTimeout(deadline - drain, false, { ref: false })]);
  if (!graceful) {
    log("error", "requests were cut off at the deadline");
    server.closeAllConnections();
  }
  log("info", "stopped", { graceful });
  return graceful;
}
