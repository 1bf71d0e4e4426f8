import { MINUTE_SECONDS, type NotifyingAlarm } from "../shared/alarm";
import type { MetricSource } from "../shared/metrics";
import type { DatabaseArgs } from "./args";
import type { CreatedDatabase, DatabaseServer } from "./dependencies";
import { type DatabaseEngine, isAurora } from "./engines";
import { connectionLimitOf, writerMemory } from "./servers";
import { type AlarmBase, serverMetric } from "./server-metric";
import { storageAlarms } from "./storage-alarms";
import { CONNECTIONS_USED, DEADLOCKS_IN_FIVE_MINUTES, replicationLagSeconds } from "./thresholds";

const DEADLOCKS = "db.Concurrency.deadlocks.avg";
const BYTES_OF_MEBIBYTE = 1024 ** 2;
const MEMORY_LEFT = 0.1;
/** Amazon CloudWatch User Guide, "Recommended alarms": Amazon RDS. */
const BUSY_PERCENT = 90;
const WRITE_SECONDS = 0.02;
const TRANSACTION_IDS = 1_000_000_000;
const MILLISECONDS = 1000;
const COMMIT_MILLISECONDS = 20;
/** A quarter of an hour: shorter peaks pass. */
const LASTING = {
  severity: "warning",
  periodSeconds: MINUTE_SECONDS,
  evaluationPeriods: 15,
  treatMissingData: "missing",
} as const;

/** Arguments that decide on alarms. */
type WatchedArgs = Pick<DatabaseArgs, "engine" | "parameters">;

/** Alarms of every server of a database. */
export function databaseAlarms(
  name: string,
  args: WatchedArgs,
  { servers, identifier }: Pick<CreatedDatabase, "identifier" | "servers">,
): NotifyingAlarm[] {
  return [
    ...servers.flatMap((server) => serverAlarms(`${name}${server.role}`, args, server)),
    ...storageAlarms(name, args.engine, servers, identifier),
  ];
}

function serverAlarms(name: string, args: WatchedArgs, server: DatabaseServer): NotifyingAlarm[] {
  const { engine } = args;
  return [
    busy(name, server, "CPUUtilization", "cpu"),
    ...(engine.kind === "aurora-serverless" ? [busy(name, server, "ACUUtilization", "capacity")] : []),
    ...memory(name, engine, server),
    ...connections(name, args, server),
    slowCommits(name, engine, server),
    ...deadlocks(name, server),
    ...(server.mayBeCopy ? [lag(name, engine, server)] : [transactionIds(name, server)]),
  ];
}

function busy(name: string, server: DatabaseServer, metricName: string, concern: string): NotifyingAlarm {
  return alarm(name, server, concern, {
    description: `${name} uses more than ${BUSY_PERCENT} % of its ${concern === "cpu" ? "CPU" : "largest capacity"}; find slow statements in Database Insights, or give it more.`,
    metricName,
    threshold: BUSY_PERCENT,
  });
}

function memory(name: string, engine: DatabaseEngine, server: DatabaseServer): NotifyingAlarm[] {
  const mebibytes = writerMemory(engine);
  if (mebibytes === undefined) return [];
  return [
    alarm(name, server, "memory", {
      description: `${name} has less than ${MEMORY_LEFT * 100} % of its memory left; soon it swaps, or PostgreSQL is killed.`,
      metricName: "FreeableMemory",
      comparisonOperator: "LessThanThreshold",
      threshold: Math.round(mebibytes * BYTES_OF_MEBIBYTE * MEMORY_LEFT),
    }),
  ];
}

function connections(name: string, args: WatchedArgs, server: DatabaseServer): NotifyingAlarm[] {
  const limit = connectionLimitOf(args);
  if (limit === undefined) return [];
  const threshold = Math.floor(limit * CONNECTIONS_USED);
  return [
    alarm(name, server, "connections", {
      description: `${name} has more than ${threshold} of about ${limit} connections that it takes; at the limit, clients are refused.`,
      severity: "critical",
      metricName: "DatabaseConnections",
      threshold,
      evaluationPeriods: 5,
    }),
  ];
}

/** A commit waits for the log to be written: to disk, and for Aurora to its storage. */
function slowCommits(name: string, { kind }: DatabaseEngine, server: DatabaseServer): NotifyingAlarm {
  const description = `Writes of ${name} take more than ${COMMIT_MILLISECONDS} ms on average: its storage is at its limit.`;
  return isAurora(kind)
    ? alarm(name, server, "commits", { description, metricName: "CommitLatency", threshold: COMMIT_MILLISECONDS })
    : alarm(name, server, "commits", { description, metricName: "WriteLatency", threshold: WRITE_SECONDS });
}

/**
 * CloudWatch has deadlocks of PostgreSQL as a counter of Database Insights only (Amazon RDS User Guide, "Performance
 * Insights counters for Amazon RDS for PostgreSQL"; Amazon CloudWatch User Guide, "Create a CloudWatch alarm on
 * Performance Insights counter metrics").
 */
function deadlocks(name: string, { resourceId }: DatabaseServer): NotifyingAlarm[] {
  if (resourceId === undefined) return [];
  const description = `Transactions in ${name} blocked each other, and PostgreSQL ended some; its log says which.`;
  return [
    {
      name: `${name}-deadlocks`,
      severity: "warning",
      description,
      queries: [{ id: "deadlocks", counter: { resourceId, name: DEADLOCKS, label: "Deadlocks a minute" } }],
      threshold: DEADLOCKS_IN_FIVE_MINUTES,
      periodSeconds: MINUTE_SECONDS,
      evaluationPeriods: 5,
      datapointsToAlarm: 1,
      treatMissingData: "notBreaching",
    },
  ];
}

function lag(name: string, { kind }: DatabaseEngine, server: DatabaseServer): NotifyingAlarm {
  const seconds = replicationLagSeconds(kind);
  const behind = isAurora(kind)
    ? { metricName: "AuroraReplicaLag", threshold: seconds * MILLISECONDS }
    : { metricName: "ReplicaLag", threshold: seconds };
  return {
    ...alarm(name, server, "lag", {
      description: `${name} is so far behind the writer that it answers with old data.`,
      ...behind,
      evaluationPeriods: 5,
    }),
    // The writer of a cluster has no lag to report.
    treatMissingData: "notBreaching",
  };
}

/**
 * PostgreSQL stops taking writes two billion transactions after those that vacuum has cleaned up (Amazon RDS User
 * Guide, "Best practices for working with PostgreSQL": transaction ID wraparound).
 */
function transactionIds(name: string, server: DatabaseServer): NotifyingAlarm {
  return alarm(name, server, "transaction-ids", {
    description: `Vacuum in ${name} is a billion transactions behind; at two billion it takes no more writes. Look for old transactions, replication slots and prepared transactions.`,
    severity: "critical",
    metricName: "MaximumUsedTransactionIDs",
    threshold: TRANSACTION_IDS,
  });
}

/** An alarm on one metric of a server. */
function alarm(
  name: string,
  server: DatabaseServer,
  concern: string,
  { metricName, ...rest }: AlarmBase & { readonly metricName: MetricSource["metricName"] },
): NotifyingAlarm {
  return {
    ...LASTING,
    ...rest,
    name: `${name}-${concern}`,
    queries: [{ id: concern.replaceAll("-", "_"), metric: serverMetric(server, metricName, rest.comparisonOperator) }],
  };
}
