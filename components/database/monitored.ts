import type { MonitoredDatabase, MonitoredDatabaseServer } from "../monitoring";
import type { DatabaseArgs } from "./args";
import { type DatabaseEngine, DEFAULT_READERS, MULTI_AZ_MEMBERS } from "./engines";
import { connectionLimitOf } from "./servers";
import {
  CONNECTIONS_USED,
  DEADLOCKS_IN_FIVE_MINUTES,
  LONG_TRANSACTION_SECONDS,
  replicationLagSeconds,
} from "./thresholds";

/**
 * What is watched of a database, by the numbers of its CloudWatch alarms.
 *
 * @param poolPercent share of the connections that a pool in front of it may use; undefined without one.
 */
export function monitoredDatabase(
  name: string,
  args: Pick<DatabaseArgs, "engine" | "parameters">,
  poolPercent?: number,
): MonitoredDatabase {
  const { kind } = args.engine;
  return {
    name,
    kind,
    servers: serversOf(args.engine),
    connectionLimit: connectionLimitOf(args),
    connectionsUsed: CONNECTIONS_USED,
    replicationLagSeconds: replicationLagSeconds(kind),
    longTransactionSeconds: LONG_TRANSACTION_SECONDS,
    deadlocks: DEADLOCKS_IN_FIVE_MINUTES,
    poolPercent,
  };
}

function serversOf(engine: DatabaseEngine): MonitoredDatabaseServer[] {
  switch (engine.kind) {
    case "instance":
      return [{ name: "primary", role: "primary" }, ...numbered("replica", engine.readReplicas ?? 0)];
    case "multi-az-cluster":
      return numbered("instance", MULTI_AZ_MEMBERS);
    case "aurora":
    case "aurora-serverless":
      return numbered("instance", 1 + (engine.readers ?? DEFAULT_READERS));
  }
}

function numbered(name: "replica" | "instance", length: number): MonitoredDatabaseServer[] {
  const role = name === "replica" ? "replica" : "member";
  return Array.from({ length }, (_, index) => ({ name: `${name}-${index + 1}`, role }));
}
