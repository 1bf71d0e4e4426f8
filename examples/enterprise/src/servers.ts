import type { SecureContext } from "node:tls";
import { Cache } from "./cache";
import { credentialSource } from "./credentials";
import { Database } from "./database";
import { JobQueue } from "./job-queue";
import type { Log } from "./log";
import type { CacheSettings, DatabaseSettings } from "./server-settings";
import type { Settings } from "./settings";
import { trustedAuthorities } from "./trust";

/** Clients of the servers that the settings name. */
export interface Servers {
  readonly database?: Database;
  readonly cache?: Cache;
  readonly queue?: JobQueue;
}

/** Makes the clients. None of them waits for its server: each connects when it is first used, or by itself. */
export function connectServers(settings: Settings, log: Log): Servers {
  const { queue, callTimeout: timeout } = settings;
  const connection: Connection = { trust: trustOf(settings), timeout, log };
  return {
    database: settings.database && databaseOf(settings.database, connection),
    cache: settings.cache && cacheOf(settings.cache, connection),
    queue: queue && new JobQueue({ ...queue, timeout }),
  };
}

/** What clients share. */
interface Connection {
  readonly trust?: SecureContext;
  readonly timeout: number;
  readonly log: Log;
}

function trustOf({ database, cache, caFile }: Settings): SecureContext | undefined {
  return [database, cache].some((server) => server?.tls) ? trustedAuthorities(caFile) : undefined;
}

function databaseOf(settings: DatabaseSettings, { trust, timeout, log }: Connection): Database {
  const { host, port, readers, name, poolSize, tls, credentials } = settings;
  return new Database({
    primary: { host, port },
    readers,
    database: name,
    size: poolSize,
    trust: tls ? trust : undefined,
    credentials: credentialSource(credentials, { timeout }),
    timeout,
    log,
  });
}

function cacheOf({ host, port, tls, credentials }: CacheSettings, { trust, timeout, log }: Connection): Cache {
  return new Cache({
    address: { host, port },
    trust: tls ? trust : undefined,
    credentials: credentials && credentialSource(credentials, { timeout }),
    timeout,
    log,
  });
}

/** Ends all connections, once what runs on them has ended. */
export async function disconnect({ database, cache, queue }: Servers): Promise<void> {
  queue?.end();
  cache?.end();
  await database?.end();
}
