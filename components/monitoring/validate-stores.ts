import { requireWhole } from "../shared/bounds";
import type { ArgumentProblems } from "../shared/validation";
import type { MonitoredCache, MonitoredDatabase, MonitoredQueue } from "./description";
import { requireAbove, requireLabel, requireUnique, requireWithin } from "./validate-values";

const COUNT = { smallest: 1, largest: 1_000_000_000 };
const COUNT_OR_NONE = { smallest: 0, largest: 1_000_000_000 };

/** Records what is wrong with the description of a database. */
export function validateMonitoredDatabase(database: MonitoredDatabase, problems: ArgumentProblems): void {
  requireLabel(problems, "name", database.name);
  requireUnique(problems, "servers", database.servers);
  database.servers.forEach(({ name }, index) => {
    requireLabel(problems, `servers[${index}].name`, name);
  });
  validateRoles(database, problems);
  requireWhole(problems, "connectionLimit", database.connectionLimit, COUNT);
  requireAbove(problems, "connectionsUsed", database.connectionsUsed, 0, 1);
  requireAbove(problems, "replicationLagSeconds", database.replicationLagSeconds, 0);
  requireAbove(problems, "longTransactionSeconds", database.longTransactionSeconds, 0);
  requireWhole(problems, "deadlocks", database.deadlocks, COUNT_OR_NONE);
  requireAbove(problems, "poolPercent", database.poolPercent, 0, 100);
}

/** Of an instance with replicas the first takes writes for good; of a cluster any may. */
function validateRoles({ kind, servers }: MonitoredDatabase, problems: ArgumentProblems): void {
  const roles = servers.map(({ role }) => role);
  const isRight =
    kind === "instance"
      ? roles.filter((role) => role === "primary").length === 1 && !roles.includes("member")
      : roles.length > 0 && roles.every((role) => role === "member");
  problems.require(
    isRight,
    "servers",
    `must be ${kind === "instance" ? "one primary and its replicas" : "one member at least, and members only"} of the kind "${kind}", got ${roles.join(", ") || "none"}`,
  );
}

/** Records what is wrong with the description of a cache. */
export function validateMonitoredCache(cache: MonitoredCache, problems: ArgumentProblems): void {
  requireLabel(problems, "name", cache.name);
  requireUnique(
    problems,
    "nodes",
    cache.nodes.map((name) => ({ name })),
  );
  cache.nodes.forEach((name, index) => {
    requireLabel(problems, `nodes[${index}]`, name);
  });
  problems.require(
    Number.isInteger(cache.shards) && cache.shards >= 1 && cache.nodes.length % cache.shards === 0,
    "shards",
    `must be a whole number from 1 that divides the number of nodes (${cache.nodes.length}), got ${cache.shards}`,
  );
  problems.require(cache.nodes.length > 0, "nodes", "must have one at least, got none");
  requireAbove(problems, "memoryPercent", cache.memoryPercent, 0, 100);
  requireWithin(problems, "evictionsPerMinute", cache.evictionsPerMinute, 0, COUNT.largest);
  requireWhole(problems, "connectionLimit", cache.connectionLimit, COUNT);
  requireAbove(problems, "connectionsPercent", cache.connectionsPercent, 0, 100);
  requireAbove(problems, "replicationLagSeconds", cache.replicationLagSeconds, 0);
}

/** Records what is wrong with the description of a queue. */
export function validateMonitoredQueue(queue: MonitoredQueue, problems: ArgumentProblems): void {
  requireLabel(problems, "name", queue.name);
  problems.require(
    queue.deadLetterName !== queue.name,
    "deadLetterName",
    `must differ from name, got ${JSON.stringify(queue.deadLetterName)} for both; series couldn't be told apart`,
  );
  requireAbove(problems, "itemsAbove", queue.itemsAbove, 0);
  requireAbove(problems, "maxItems", queue.maxItems, 0);
  requireAbove(problems, "maxItemAgeSeconds", queue.maxItemAgeSeconds, 0);
  requireAbove(problems, "maxDeadLetterAgeSeconds", queue.maxDeadLetterAgeSeconds, 0);
  requireAbove(problems, "visibilityTimeoutSeconds", queue.visibilityTimeoutSeconds, 0);
  requireWhole(problems, "maxReceiveCount", queue.maxReceiveCount, COUNT);
}
