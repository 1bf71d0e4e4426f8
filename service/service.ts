import { hostname } from "node:os";
import { messageOf } from "../automation/shared/message-of";
import type { ServiceContext } from "./app-context";
import { DeploymentIndex } from "./deployments/deployment-index";
import type { Environments } from "./environments";
import { HealthSpans } from "./health/health-spans";
import { EventStore } from "./runs/event-store";
import { RunStore } from "./runs/run-store";
import { Runs } from "./runs/runs";
import { isLoopback } from "./security/same-site";
import { createServer } from "./server";
import { openDatabase } from "./store/open";
import { Poller } from "./views/poller";
import { ViewStore } from "./views/view-store";

/** How often the service looks for deployments that nobody works on any more, in milliseconds. */
const WATCH_EVERY = 10_000;

/** Requests that an address may make in a minute, unless told otherwise. */
const REQUESTS_PER_MINUTE = 6000;

export interface ServiceOptions {
  readonly environments: Environments;
  /** Where the service keeps what it knows: a URL of PostgreSQL, a file of SQLite, or `:memory:`. */
  readonly database: string;
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** @default - any that is free */
  readonly port?: number;
  /** @default 6000 */
  readonly requestsPerMinute?: number;
  readonly log: (line: string) => void;
}

/** A service that answers. */
export interface StartedService {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Has what is under way finish what is in flight and record it, and stops answering. */
  close(): Promise<void>;
}

/** Starts the deployment service. */
export async function startService(options: ServiceOptions): Promise<StartedService> {
  const { environments, database: place, host = "127.0.0.1", port = 0, log } = options;
  const database = await openDatabase(place);
  const now = (): Date => new Date();
  const [store, events, index, views, health] = [
    new RunStore(database),
    new EventStore(database),
    new DeploymentIndex(database),
    new ViewStore(database),
    new HealthSpans(database),
  ];
  const poller = new Poller({ environments, index, views, health, now, log });
  const worker = { host: hostname(), processId: process.pid };
  const onEnded = (environment: string): Promise<void> => poller.lookAgain(environment);
  const runs = new Runs({ environments, store, events, worker, now, log, onEnded });
  const context: ServiceContext = { environments, runs, runStore: store, events, index, views, health, poller, now };
  const server = await createServer(context, {
    log,
    requestsPerMinute: options.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    isOnLoopback: isLoopback(host),
  });
  const url = await server.listen({ host, port });
  await runs.endAbandoned();
  const watching = setInterval(() => {
    runs.endAbandoned().catch((error: unknown) => {
      log(`can't look for abandoned deployments: ${messageOf(error)}`);
    });
  }, WATCH_EVERY);
  poller.start();
  return {
    url,
    close: async () => {
      clearInterval(watching);
      await server.close();
      await runs.close();
      await poller.close();
      await database.close();
    },
  };
}
