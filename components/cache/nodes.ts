import * as pulumi from "@pulumi/pulumi";
import type { MonitoredShard } from "./alarms";

/** Nodes of a replication group. */
export interface CacheNodes {
  readonly replicationGroupId: pulumi.Output<string>;
  /** Names of the nodes that are there; the provider may not tell. */
  readonly memberClusters: pulumi.Output<string[] | undefined>;
  /** Undefined without cluster mode. */
  readonly shards: number | undefined;
  readonly nodesPerShard: number;
}

/**
 * The shards of a cache with the names of their nodes. ElastiCache tells the names, since a node that is removed leaves
 * a gap in their numbers.
 */
export function monitoredShards(name: string, nodes: CacheNodes): MonitoredShard[] {
  const { replicationGroupId, memberClusters, shards, nodesPerShard } = nodes;
  const members = pulumi.all([replicationGroupId, memberClusters]);
  return counted(shards ?? 1).map((shard) => ({
    name: shards === undefined ? name : `${name}-${shardNumber(shard)}`,
    nodeIds: counted(nodesPerShard).map((node) =>
      members.apply(([id, names = []]) => nodeId(id, names, shards === undefined ? undefined : shard, node)),
    ),
  }));
}

/**
 * Name of a node by its place among those of its shard; of one that isn't there, the name that ElastiCache would give
 * (Amazon ElastiCache User Guide, "Finding connection endpoints").
 * @param shard undefined without cluster mode.
 */
export function nodeId(
  replicationGroupId: string,
  memberClusters: readonly string[],
  shard: number | undefined,
  node: number,
): string {
  const prefix = shard === undefined ? `${replicationGroupId}-` : `${replicationGroupId}-${shardNumber(shard)}-`;
  const ofShard = memberClusters.filter((member) => member.startsWith(prefix)).sort();
  return ofShard[node] ?? `${prefix}${String(node + 1).padStart(3, "0")}`;
}

function shardNumber(shard: number): string {
  return String(shard + 1).padStart(4, "0");
}

function counted(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
