import type { MonitoredCache } from "../monitoring";
import type { CacheArgs } from "./args";
import { DEFAULT_REPLICAS } from "./settings";
import { cacheThresholds } from "./thresholds";

/** What is watched of a cache, by the numbers of its CloudWatch alarms. */
export function monitoredCache(
  name: string,
  args: Pick<CacheArgs, "alarms" | "evictionPolicy" | "nodeType" | "replicas" | "shards">,
): MonitoredCache {
  const { memoryPercent, evictionsPerMinute, connectionLimit, connectionsPercent, replicationLagSeconds } =
    cacheThresholds(args);
  return {
    name,
    nodes: nodesOf(args),
    shards: args.shards ?? 1,
    memoryPercent,
    evictionsPerMinute,
    connectionLimit,
    connectionsPercent,
    replicationLagSeconds,
  };
}

/** Names of the nodes, shard by shard. */
export function nodesOf({ replicas = DEFAULT_REPLICAS, shards }: Pick<CacheArgs, "replicas" | "shards">): string[] {
  const ofShard = numbered("node", replicas + 1);
  if (shards === undefined) return ofShard;
  return numbered("shard", shards).flatMap((shard) => ofShard.map((node) => `${shard}-${node}`));
}

function numbered(name: string, length: number): string[] {
  return Array.from({ length }, (_, index) => `${name}-${index + 1}`);
}
