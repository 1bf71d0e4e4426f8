import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Application, type ApplicationOptions } from "./application";
import { shutDown } from "./shutdown";
import type { Settings } from "./settings";

/** Longer than the 60 seconds for which a load balancer keeps a connection, so that it never uses one just closed. */
const KEEP_ALIVE_TIMEOUT = 65_000;
/** Longest time that a client may take to send a request, in milliseconds. */
const REQUEST_TIMEOUT = 30_000;

export type ServiceSettings = Pick<
  Settings,
  "port" | "version" | "checkTimeout" | "slowAfter" | "drain" | "shutdownDeadline"
>;

/** A service that listens. */
export interface Service {
  readonly port: number;
  /** Stops it; false when requests had to be cut off. */
  stop(): Promise<boolean>;
}

/**
 * Starts listening.
 * @param host address to listen on; all of them unless given, as in a container.
 */
export async function startService(
  settings: ServiceSettings,
  parts: Pick<ApplicationOptions, "checks" | "log" | "routes" | "metrics">,
  host?: string,
): Promise<Service> {
  const application = new Application({ ...settings, ...parts });
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_TIMEOUT, requestTimeout: REQUEST_TIMEOUT },
    application.listener,
  );
  const port = await listen(server, settings.port, host);
  parts.log("info", "listening", { port, version: settings.version });
  const { drain, shutdownDeadline: deadline } = settings;
  return { port, stop: () => shutDown({ server, application, drain, deadline, log: parts.log }) };
}

async function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, resolve);
  });
  return (server.address() as AddressInfo).port;
}
