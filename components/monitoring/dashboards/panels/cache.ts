import { JOBS } from "../../jobs";
import type { MonitoredCache } from "../../description";
import { atLeast, atMost, metrics, type MetricPanel, query, type State } from "../panel";
import { RATE, select } from "../promql";

const CACHE = { job: JOBS.cache };

const UP: readonly State[] = [
  { value: 0, text: "down", level: "critical" },
  { value: 1, text: "up", level: "good" },
];

/** Which nodes answer. */
export function cacheNodes(): MetricPanel {
  return metrics({
    title: "Nodes of the cache",
    description: "Whether each node lets the exporter in and answers.",
    visualization: "states",
    unit: "none",
    states: UP,
    queries: [query(`max by (node) (${select("redis_up", CACHE)})`, "{{node}}")],
  });
}

/** Memory of each node in percent of what it may use. */
export function cacheMemoryPercent(): string {
  const [used, limit] = [select("redis_memory_used_bytes", CACHE), select("redis_memory_max_bytes", CACHE)];
  return `100 * max by (node) (${used}) / (max by (node) (${limit}) > 0)`;
}

/** How full the memory is. */
export function cacheMemory({ memoryPercent }: MonitoredCache): MetricPanel {
  return metrics({
    title: "Memory of the cache",
    description: `Memory for data in percent of what each node may use. Above ${memoryPercent} % keys are soon given up.`,
    visualization: "lines",
    unit: "percent",
    min: 0,
    max: 100,
    limits: [atMost(memoryPercent)],
    queries: [query(cacheMemoryPercent(), "{{node}}")],
  });
}

/** How many reads found something. */
export function cacheHits(): MetricPanel {
  const rate = (metric: string): string => `sum(rate(${select(metric, CACHE)}[${RATE}]))`;
  const [hits, misses] = [rate("redis_keyspace_hits_total"), rate("redis_keyspace_misses_total")];
  return metrics({
    title: "Reads that the cache answered",
    description: "Share of reads whose key was there. When it falls, the database gets the rest.",
    visualization: "lines",
    unit: "percent",
    min: 0,
    max: 100,
    queries: [query(`100 * ${hits} / (${hits} + ${misses} > 0)`, "found")],
  });
}

/** Keys that had to go. */
export function evictions({ evictionsPerMinute }: MonitoredCache): MetricPanel {
  return metrics({
    title: "Keys given up",
    description: "Keys a minute that had to go for want of memory. Above the line the cache is too small for its work.",
    visualization: "lines",
    unit: "short",
    min: 0,
    limits: [atMost(evictionsPerMinute)],
    queries: [query(`60 * sum by (node) (rate(${select("redis_evicted_keys_total", CACHE)}[${RATE}]))`, "{{node}}")],
  });
}

/** Commands a second. */
export function cacheCommands(): MetricPanel {
  return metrics({
    title: "Commands of the cache",
    description: "Commands a second that each node ran.",
    visualization: "lines",
    unit: "ops",
    min: 0,
    queries: [query(`sum by (node) (rate(${select("redis_commands_processed_total", CACHE)}[${RATE}]))`, "{{node}}")],
  });
}

/** Connections in percent of what a node takes. */
export function cacheConnections({ connectionLimit, connectionsPercent }: MonitoredCache): MetricPanel {
  const clients = `max by (node) (${select("redis_connected_clients", CACHE)})`;
  return metrics({
    title: "Connections of the cache",
    description: `Connections in percent of the ${connectionLimit} that each node takes.`,
    visualization: "lines",
    unit: "percent",
    min: 0,
    limits: [atMost(connectionsPercent)],
    queries: [query(`100 * ${clients} / ${connectionLimit}`, "{{node}}")],
  });
}

/** How far replicas are behind, as ElastiCache reports it. */
export function cacheLag({ replicationLagSeconds }: MonitoredCache): MetricPanel {
  const lag = select("aws_elasticache_replication_lag_maximum", { job: JOBS.cloudWatch });
  return metrics({
    title: "Replicas of the cache behind",
    description:
      "Seconds that each replica is behind, as CloudWatch reports them. What is newer is lost in a failover.",
    visualization: "lines",
    unit: "s",
    min: 0,
    limits: [atMost(replicationLagSeconds)],
    queries: [query(`max by (node) (${lag})`, "{{node}}")],
  });
}

/** CPU of the thread that runs commands. */
export function cacheCpu(): MetricPanel {
  const busy = select("aws_elasticache_engine_cpuutilization_average", { job: JOBS.cloudWatch });
  return metrics({
    title: "CPU of the cache's engine",
    description: "CPU of the thread that runs commands, as CloudWatch reports it. At 100 % commands wait.",
    visualization: "lines",
    unit: "percent",
    min: 0,
    max: 100,
    limits: [atMost(90)],
    queries: [query(`max by (node) (${busy})`, "{{node}}")],
  });
}

/** How long the nodes have run. */
export function cacheUptime(): MetricPanel {
  return metrics({
    title: "Since the start of the nodes",
    description: "How long each node has run. A short time without maintenance means a failover.",
    visualization: "number",
    unit: "dtdurations",
    decimals: 0,
    limits: [atLeast(600, "warning")],
    queries: [query(`max by (node) (${select("redis_uptime_in_seconds", CACHE)})`, "{{node}}")],
  });
}
