import { JOBS } from "../../jobs";
import type { MonitoredDatabase, MonitoredService } from "../../description";
import { atLeast, atMost, type Limit, metrics, type MetricPanel, query, type State } from "../panel";
import { application, RATE, select } from "../promql";

const DATABASE = { job: JOBS.database };
const CLOUDWATCH = { job: JOBS.cloudWatch };

const UP: readonly State[] = [
  { value: 0, text: "down", level: "critical" },
  { value: 1, text: "up", level: "good" },
];

/** Part of the reads that PostgreSQL should find in memory, in percent. */
const READS_FROM_MEMORY = 95;

/** Which servers answer. */
export function databaseServers(): MetricPanel {
  return metrics({
    title: "Servers of the database",
    description: "Whether each server lets the exporter in and answers.",
    visualization: "states",
    unit: "none",
    states: UP,
    queries: [query(`max by (server) (${select("pg_up", DATABASE)})`, "{{server}}")],
  });
}

/** Connections of each server in percent of what it takes. */
export function connectionsPercent(): string {
  const [used, limit] = [select("pg_stat_activity_count", DATABASE), select("pg_settings_max_connections", DATABASE)];
  return `100 * sum by (server) (${used}) / max by (server) (${limit})`;
}

/** How many of the connections are taken. */
export function databaseConnections({ connectionsUsed }: MonitoredDatabase): MetricPanel {
  return metrics({
    title: "Connections of the database",
    description: `Connections in percent of what each server takes. Above ${100 * connectionsUsed} % people are told: soon none is left.`,
    visualization: "lines",
    unit: "percent",
    min: 0,
    max: 100,
    limits: [atMost(100 * connectionsUsed)],
    queries: [query(connectionsPercent(), "{{server}}")],
  });
}

/** What the connections do. */
export function connectionStates(): MetricPanel {
  return metrics({
    title: "What connections do",
    description: "Connections by state. Many that are idle in a transaction hold locks and keep vacuum from its work.",
    visualization: "area",
    unit: "none",
    min: 0,
    decimals: 0,
    queries: [query(`sum by (state) (${select("pg_stat_activity_count", DATABASE)}) > 0`, "{{state}}")],
  });
}

/** Transactions a second. */
export function transactions(): MetricPanel {
  const rate = (metric: string): string => `sum by (server) (rate(${select(metric, DATABASE)}[${RATE}]))`;
  return metrics({
    title: "Transactions",
    description: "Transactions a second that each server committed, and that were rolled back.",
    visualization: "lines",
    unit: "ops",
    min: 0,
    queries: [
      query(rate("pg_stat_database_xact_commit"), "{{server}} committed"),
      query(rate("pg_stat_database_xact_rollback"), "{{server}} rolled back"),
    ],
  });
}

/** How many reads were answered from memory. */
export function readsFromMemory(): MetricPanel {
  const rate = (metric: string): string => `sum by (server) (rate(${select(metric, DATABASE)}[${RATE}]))`;
  const [hit, read] = [rate("pg_stat_database_blks_hit"), rate("pg_stat_database_blks_read")];
  return metrics({
    title: "Reads from memory",
    description: `Share of reads that needed no disk. Well below ${READS_FROM_MEMORY} % the working set has outgrown the memory.`,
    visualization: "lines",
    unit: "percent",
    max: 100,
    limits: [atLeast(READS_FROM_MEMORY, "warning")],
    queries: [query(`100 * ${hit} / (${hit} + ${read} > 0)`, "{{server}}")],
  });
}

/** How far replicas are behind. */
export function replicationLag({ replicationLagSeconds, servers }: MonitoredDatabase): MetricPanel {
  const replicas = { ...DATABASE, server: servers.filter(({ role }) => role !== "primary").map(({ name }) => name) };
  return metrics({
    title: "Replicas behind",
    description: "Seconds that each replica is behind. Reads from it are as old; above the line people are told.",
    visualization: "lines",
    unit: "s",
    min: 0,
    limits: [atMost(replicationLagSeconds)],
    queries: [query(`max by (server) (${select("pg_replication_lag_seconds", replicas)})`, "{{server}}")],
  });
}

/** Locks and deadlocks. */
export function locks(): MetricPanel {
  return metrics({
    title: "Locks",
    description: "Locks that are held or waited for, by mode, and deadlocks of the latest hour.",
    visualization: "lines",
    unit: "none",
    min: 0,
    decimals: 0,
    queries: [
      query(`topk(5, sum by (mode) (${select("pg_locks_count", DATABASE)}))`, "{{mode}}"),
      query(`sum(increase(${select("pg_stat_database_deadlocks", DATABASE)}[1h]))`, "deadlocks in an hour"),
    ],
  });
}

/** How large the databases are. */
export function databaseSize(): MetricPanel {
  return metrics({
    title: "Size of the database",
    description: "Bytes of all databases of the server that takes writes.",
    visualization: "lines",
    unit: "bytes",
    min: 0,
    history: true,
    queries: [query(databaseBytes(), "size")],
  });
}

/** Bytes of all databases. */
export function databaseBytes(): string {
  return `max(sum by (server) (${select("pg_database_size_bytes", DATABASE)}))`;
}

/** CPU that RDS reports. */
export function databaseCpu(): MetricPanel {
  return metrics({
    title: "CPU of the database",
    description: "CPU of each instance as CloudWatch reports it, with a delay of minutes.",
    visualization: "lines",
    unit: "percent",
    min: 0,
    max: 100,
    limits: [atMost(80, "warning")],
    queries: [query(`max by (server) (${select("aws_rds_cpuutilization_average", CLOUDWATCH)})`, "{{server}}")],
  });
}

/** Free storage that RDS reports. */
export function freeStorage(): MetricPanel {
  return metrics({
    title: "Free storage of the database",
    description:
      "Bytes that each instance has left, as CloudWatch reports them. Storage grows by itself up to its maximum.",
    visualization: "lines",
    unit: "bytes",
    min: 0,
    history: true,
    queries: [query(`min by (server) (${select("aws_rds_free_storage_space_average", CLOUDWATCH)})`, "{{server}}")],
  });
}

/** Connections that the services hold. */
export function pools(services: readonly MonitoredService[]): MetricPanel {
  const series = select("database_pool_connections", application(services));
  return metrics({
    title: "Connections that services hold",
    description: "Connections of the services' pools by host and state. Waiting are requests that have none yet.",
    visualization: "lines",
    unit: "none",
    min: 0,
    decimals: 0,
    queries: [query(`sum by (host, state) (${series})`, "{{host}} {{state}}")],
  });
}

/** Requests that wait for a connection. */
export function waitingForConnections(services: readonly MonitoredService[]): MetricPanel {
  const limits: readonly Limit[] = [atMost(0.5, "warning")];
  const waiting = select("database_pool_connections", application(services), 'state="waiting"');
  return metrics({
    title: "Waiting for a connection",
    description:
      "Requests of each service that wait for a connection to the database. Any for long means a pool too small.",
    visualization: "number",
    unit: "none",
    decimals: 0,
    limits,
    queries: [query(`sum by (service) (${waiting})`, "{{service}}")],
  });
}
