import type { MonitoredCache, MonitoredDatabase, MonitoredQueue, MonitoredSystem } from "../../monitoring";
import type { DatadogAddresses } from "../addresses";
import { type MonitorDefinition, type MonitorQuery, scope } from "./definition";

const PERCENT = 100;

/** Monitors of database, cache and queues, by the thresholds of their alarms. */
export function storeMonitors(system: MonitoredSystem, addresses: DatadogAddresses): MonitorDefinition[] {
  return [
    ...(system.database === undefined ? [] : databaseMonitors(system.database, addresses.databaseServers)),
    ...(system.cache === undefined ? [] : cacheMonitors(system.cache, addresses.cacheNodes)),
    ...system.queues.flatMap((queue) => queueMonitors(queue, addresses.queues)),
  ];
}

function databaseMonitors(
  database: MonitoredDatabase,
  servers: DatadogAddresses["databaseServers"],
): MonitorDefinition[] {
  return database.servers.flatMap(({ name, role }) => {
    const filter = scope({ dbinstanceidentifier: servers[name] ?? name });
    const of = `${database.name} (${name})`;
    return [
      ...(database.connectionLimit === undefined
        ? []
        : [
            monitor({
              key: `database-${name}-connections`,
              alert: "DatabaseConnectionsHigh",
              title: `${of}: connections run out`,
              meaning: `More than ${database.connectionsUsed * PERCENT} % of the server's connections are in use.`,
              query: above(
                `max:aws.rds.database_connections${filter}`,
                database.connectionLimit * database.connectionsUsed,
              ),
            }),
          ]),
      ...(role === "primary"
        ? []
        : [
            monitor({
              key: `database-${name}-lag`,
              alert: "DatabaseReplicationLag",
              title: `${of}: behind by more than ${database.replicationLagSeconds} s`,
              meaning: "Reads from it are out of date, and a failover to it takes longer.",
              query: above(`max:aws.rds.replica_lag${filter}`, database.replicationLagSeconds),
            }),
          ]),
    ];
  });
}

function cacheMonitors(cache: MonitoredCache, nodes: DatadogAddresses["cacheNodes"]): MonitorDefinition[] {
  return cache.nodes.flatMap((node) => {
    const filter = scope({ cacheclusterid: nodes[node] ?? node });
    const of = `${cache.name} (${node})`;
    return [
      monitor({
        key: `cache-${node}-memory`,
        alert: "CacheMemoryHigh",
        title: `${of}: more than ${cache.memoryPercent} % of the memory used`,
        meaning: "The cache soon evicts keys that are still wanted.",
        query: above(`max:aws.elasticache.database_memory_usage_percentage${filter}`, cache.memoryPercent),
      }),
      monitor({
        key: `cache-${node}-evictions`,
        alert: "CacheEvictions",
        title: `${of}: evicts keys`,
        meaning: `More than ${cache.evictionsPerMinute} keys a minute are evicted.`,
        query: above(`max:aws.elasticache.evictions${filter}`, cache.evictionsPerMinute),
      }),
      monitor({
        key: `cache-${node}-connections`,
        alert: "CacheConnectionsHigh",
        title: `${of}: connections run out`,
        meaning: `More than ${cache.connectionsPercent} % of the node's connections are in use.`,
        query: above(
          `max:aws.elasticache.curr_connections${filter}`,
          (cache.connectionLimit * cache.connectionsPercent) / PERCENT,
        ),
      }),
      monitor({
        key: `cache-${node}-lag`,
        alert: "CacheReplicationLag",
        title: `${of}: behind by more than ${cache.replicationLagSeconds} s`,
        meaning: "A failover to the node loses what it hasn't got yet.",
        query: above(`max:aws.elasticache.replication_lag${filter}`, cache.replicationLagSeconds),
      }),
    ];
  });
}

function queueMonitors(queue: MonitoredQueue, names: DatadogAddresses["queues"]): MonitorDefinition[] {
  const filterOf = (name: string) => scope({ queuename: names[name] ?? name });
  return [
    ...waitingMonitors(queue, filterOf(queue.name)),
    ...deadLetterMonitors(queue, filterOf(queue.deadLetterName)),
  ];
}

function waitingMonitors(queue: MonitoredQueue, filter: string): MonitorDefinition[] {
  return [
    monitor({
      key: `queue-${queue.name}-age`,
      alert: "QueueItemsTooOld",
      title: `${queue.name}: the oldest item waits for more than ${queue.maxItemAgeSeconds} s`,
      meaning: "What is in the queue is worked off too slowly, or not at all.",
      query: above(`max:aws.sqs.approximate_age_of_oldest_message${filter}`, queue.maxItemAgeSeconds),
    }),
    monitor({
      key: `queue-${queue.name}-length`,
      alert: "QueueTooLong",
      title: `${queue.name}: more than ${queue.maxItems} items wait`,
      meaning: "More items come than the consumer works off, although it was scaled.",
      query: above(`max:aws.sqs.approximate_number_of_messages_visible${filter}`, queue.maxItems),
    }),
  ];
}

function deadLetterMonitors(queue: MonitoredQueue, filter: string): MonitorDefinition[] {
  return [
    monitor({
      key: `queue-${queue.name}-dead-letters`,
      alert: "DeadLetters",
      title: `${queue.name}: items that nobody could work off`,
      meaning: `Items were received ${queue.maxReceiveCount} times without success.`,
      query: above(`max:aws.sqs.approximate_number_of_messages_visible${filter}`, 0),
    }),
    monitor({
      key: `queue-${queue.name}-dead-letters-age`,
      alert: "DeadLettersExpire",
      title: `${queue.name}: dead letters are soon lost`,
      meaning: "SQS deletes the oldest of them when its time of retention is over.",
      query: above(`max:aws.sqs.approximate_age_of_oldest_message${filter}`, queue.maxDeadLetterAgeSeconds),
    }),
  ];
}

function monitor(definition: Omit<MonitorDefinition, "severity" | "team">): MonitorDefinition {
  return { severity: "warning", team: undefined, ...definition };
}

function above(expression: string, threshold: number): MonitorQuery {
  return { aggregation: "min", windowMinutes: 5, expression, comparison: ">", threshold, fromAws: true };
}
