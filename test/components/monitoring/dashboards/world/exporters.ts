import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { freePort } from "../../../../examples/enterprise/servers/free-port";
import { ADMINISTRATOR, type Postgres } from "../../../../examples/enterprise/servers/postgres";
import { CACHE_USER, type Redis } from "../../../../examples/enterprise/servers/redis";
import { ServerProcess } from "../../../../examples/enterprise/servers/server-process";
import { installation, type MonitoringTool } from "../../../../support/monitoring/tools";

/** A program of the monitoring that listens. */
export interface Listening {
  readonly port: number;
  readonly process: ServerProcess;
}

/** Newer exporters tell how far a replica is behind by themselves, by the same name. */
const LAG = {
  pg_replication: {
    query: "SELECT coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0) AS lag_seconds",
    metrics: [
      { lag_seconds: { usage: "GAUGE", description: "Seconds since the latest transaction that was replayed" } },
    ],
  },
};

/** PostgreSQL's exporter beside a server. */
export function postgresExporter({ port }: Postgres, directory: string): Promise<Listening> {
  const file = join(directory, "queries.yml");
  writeFileSync(file, stringify(LAG));
  return listening("prometheus-postgres-exporter", (own) => ({
    args: [`--web.listen-address=127.0.0.1:${own}`, `--extend.query-path=${file}`],
    environment: {
      DATA_SOURCE_URI: `localhost:${port}/postgres?sslmode=require`,
      DATA_SOURCE_USER: ADMINISTRATOR.username,
      DATA_SOURCE_PASS: ADMINISTRATOR.password,
    },
  }));
}

/** Redis' exporter. */
export function redisExporter({ port }: Redis): Promise<Listening> {
  return listening("prometheus-redis-exporter", (own) => ({
    args: [`--web.listen-address=127.0.0.1:${own}`, "--skip-tls-verification"],
    environment: {
      REDIS_ADDR: `rediss://localhost:${port}`,
      REDIS_USER: CACHE_USER.username,
      REDIS_PASSWORD: CACHE_USER.password,
    },
  }));
}

/** The exporter that probes. */
export function blackboxExporter(directory: string): Promise<Listening> {
  const file = join(directory, "blackbox.yml");
  writeFileSync(file, "modules:\n  health: { prober: http, timeout: 2s }\n");
  return listening("prometheus-blackbox-exporter", (own) => ({
    args: [`--config.file=${file}`, `--web.listen-address=127.0.0.1:${own}`],
  }));
}

/** Alertmanager, which tells a webhook. */
export function alertmanager(directory: string, webhook: string): Promise<Listening> {
  const file = join(directory, "alertmanager.yml");
  const route = "route: { receiver: webhook, group_wait: 1s, group_interval: 1s, group_by: [alertname] }";
  writeFileSync(file, `${route}\nreceivers: [{ name: webhook, webhook_configs: [{ url: "${webhook}" }] }]\n`);
  return listening("prometheus-alertmanager", (own) => ({
    args: [
      ...[`--config.file=${file}`, `--storage.path=${join(directory, "alertmanager")}`, "--cluster.listen-address="],
      `--web.listen-address=127.0.0.1:${own}`,
    ],
  }));
}

interface Command {
  readonly args: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

async function listening(command: MonitoringTool, commandAt: (port: number) => Command): Promise<Listening> {
  const port = await freePort();
  const server = new ServerProcess({ command, ...commandAt(port), port });
  try {
    await server.start();
  } catch (error) {
    throw new Error(`${command} can't be started; ${installation([command])}`, { cause: error });
  }
  return { port, process: server };
}
