import { knownValue, type Reader } from "../../core";

export const INSTANCE = "aws:rds/instance:Instance";
export const CLUSTER = "aws:rds/cluster:Cluster";
export const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

/** Engine of a database, such as `postgres` or `aurora-mysql`; undefined where it isn't set or known. */
export function engineOf(database: Reader): string | undefined {
  return knownValue(database.string("engine"));
}
