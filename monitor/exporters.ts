import {
  type ExporterContainer,
  type MonitoredCache,
  type MonitoredDatabase,
  postgresExporters,
  redisExporter,
} from "../components/monitoring";
import { ADMINISTRATOR, type Postgres } from "../test/examples/enterprise/servers/postgres";
import { freePort } from "../test/examples/enterprise/servers/free-port";
import { CACHE_USER, type Redis } from "../test/examples/enterprise/servers/redis";
import { ServerProcess, startInOrder } from "../test/examples/enterprise/servers/server-process";
import { installedPrograms } from "./programs";

/** Data stores of this machine. */
export interface LocalStores {
  readonly database: MonitoredDatabase;
  readonly cache: MonitoredCache;
  readonly postgres: Postgres;
  readonly redis: Redis;
}

/** Exporters that run. */
export interface LocalExporters {
  /** Ports at which they listen, by those that they have in the cloud. */
  readonly ports: ReadonlyMap<number, number>;
  /** Addresses of the cache's nodes. */
  readonly cacheNodes: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the exporters that are installed, with the settings that they have in the cloud, but for addresses; when one
 * fails, none runs.
 */
export async function startExporters(
  { database, cache, postgres, redis }: LocalStores,
  installed = installedPrograms(),
): Promise<LocalExporters> {
  const [primary] = postgresExporters(database, {
    hosts: { primary: "localhost" },
    port: postgres.port,
    certificateFile: postgres.certificate,
  });
  const wanted = [
    { command: installed.get("postgres"), container: primary, secret: ADMINISTRATOR },
    {
      command: installed.get("redis"),
      container: redisExporter({ certificateFile: redis.certificate }),
      secret: CACHE_USER,
    },
  ];
  const exporters: { readonly from: number; readonly port: number; readonly server: ServerProcess }[] = [];
  for (const { command, container, secret } of wanted) {
    if (command === undefined || container === undefined) continue;
    const port = await freePort();
    const server = new ServerProcess({ command, port, ...startOf(container, port, secret) });
    exporters.push({ from: container.port, port, server });
  }
  await startInOrder(exporters.map(({ server }) => server));
  const address = `rediss://localhost:${redis.port}`;
  return {
    ports: new Map(exporters.map(({ from, port }) => [from, port])),
    cacheNodes: Object.fromEntries(cache.nodes.map((node) => [node, address])),
    stop: async () => {
      await Promise.all(exporters.map(({ server }) => server.stop()));
    },
  };
}

function startOf(
  container: ExporterContainer,
  port: number,
  secret: { readonly username: string; readonly password: string },
): { readonly args: string[]; readonly environment: NodeJS.ProcessEnv } {
  const secrets = Object.entries(container.secretKeys).map(([variable, key]) => [variable, secret[key]] as const);
  return {
    args: container.arguments.map((argument) => argument.replace(`:${container.port}`, `127.0.0.1:${port}`)),
    environment: { ...container.environment, ...Object.fromEntries(secrets) },
  };
}
