import { knownValue, type Reader } from "../../core";
import { normalizedUnits } from "../../../costs/prices/instance-sizes";

export const INSTANCE = "aws:rds/instance:Instance";
export const CLUSTER = "aws:rds/cluster:Cluster";
export const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

/** Engine of a database, such as `postgres` or `aurora-mysql`; undefined where it isn't set or known. */
export function engineOf(database: Reader): string | undefined {
  return knownValue(database.string("engine"));
}

/**
 * Size of an RDS instance class such as `db.r7g.2xlarge` (16), in normalized units; undefined for what has none, such
 * as `db.serverless`.
 */
export function instanceUnits(instanceClass: string): number | undefined {
  return normalizedUnits(/^db\.[\w-]+\.(\d*[a-z]+)/.exec(instanceClass)?.[1] ?? "");
}
