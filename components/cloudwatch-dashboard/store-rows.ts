import type { MonitoredCache, MonitoredDatabase, MonitoredQueue } from "../monitoring";
import type { KnownNames } from "./known-names";
import { metricWidget, type Row, type WidgetMetric } from "./widgets";

/** How much of the database is in use, and how fast it answers. */
export function databaseRow(database: MonitoredDatabase, { databaseServers }: KnownNames, region: string): Row {
  const metrics = (metricName: string): WidgetMetric[] =>
    database.servers.flatMap(({ name }) => {
      const identifier = databaseServers?.[name];
      return identifier === undefined
        ? []
        : [["AWS/RDS", metricName, "DBInstanceIdentifier", identifier, { label: name }] as const];
    });
  const { connectionLimit, connectionsUsed } = database;
  const connections = connectionLimit === undefined ? [] : [Math.floor(connectionLimit * connectionsUsed)];
  const panel = (title: string, metricName: string, unit: string, lines: readonly number[] = []) =>
    metricWidget(region, {
      title,
      unit,
      metrics: metrics(metricName),
      lines: lines.map((value) => ({ label: "alarm", value })),
    });
  return {
    title: "Database",
    widgets: [
      panel("Database: CPU", "CPUUtilization", "%"),
      panel("Database: connections", "DatabaseConnections", "connections", connections),
      panel("Database: free memory", "FreeableMemory", "bytes"),
      panel("Database: free storage", "FreeStorageSpace", "bytes"),
      panel("Database: write latency", "WriteLatency", "s"),
      panel("Database: replicas behind", "ReplicaLag", "s", [database.replicationLagSeconds]),
    ],
  };
}

/** How full the cache is, and how much it helps. */
export function cacheRow(cache: MonitoredCache, { cacheNodes = [] }: KnownNames, region: string): Row {
  const panel = (title: string, metricName: string, unit: string, lines: readonly number[] = []) =>
    metricWidget(region, {
      title,
      unit,
      metrics: cacheNodes.map((node) => ["AWS/ElastiCache", metricName, "CacheClusterId", node, { label: node }]),
      lines: lines.map((value) => ({ label: "alarm", value })),
    });
  return {
    title: "Cache",
    widgets: [
      panel("Cache: memory", "DatabaseMemoryUsagePercentage", "%", [cache.memoryPercent]),
      panel("Cache: hits", "CacheHitRate", "%"),
      panel("Cache: connections", "CurrConnections", "connections", [
        Math.floor((cache.connectionLimit * cache.connectionsPercent) / 100),
      ]),
    ],
  };
}

/** How many items wait in a queue, for how long, and how many were given up. */
export function queueRow(queue: MonitoredQueue, { queues = {} }: KnownNames, region: string): Row {
  const metric = (name: string, metricName: string, label: string): WidgetMetric[] => {
    const queueName = queues[name];
    return queueName === undefined ? [] : [["AWS/SQS", metricName, "QueueName", queueName, { label }]];
  };
  const { deadLetterName, itemsAbove, maxItemAgeSeconds, name } = queue;
  return {
    title: `Queue ${name}`,
    widgets: [
      metricWidget(region, {
        title: `${name}: items`,
        unit: "items",
        statistic: "Maximum",
        metrics: [
          ...metric(name, "ApproximateNumberOfMessagesVisible", "waiting"),
          ...metric(name, "ApproximateNumberOfMessagesNotVisible", "in work"),
        ],
        lines: itemsAbove === undefined ? [] : [{ label: "scales up", value: itemsAbove }],
      }),
      metricWidget(region, {
        title: `${name}: age of the oldest item`,
        unit: "s",
        statistic: "Maximum",
        metrics: metric(name, "ApproximateAgeOfOldestMessage", "oldest"),
        lines: [{ label: "alarm", value: maxItemAgeSeconds }],
      }),
      metricWidget(region, {
        title: `${name}: dead letters`,
        unit: "items",
        statistic: "Maximum",
        metrics: metric(deadLetterName, "ApproximateNumberOfMessagesVisible", "given up"),
      }),
    ],
  };
}
