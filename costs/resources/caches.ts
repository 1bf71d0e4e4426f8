import type { CostedResource } from "../model/resource";
import type { Charges } from "./charge";
import type { CostSheet } from "./cost-sheet";
import { TYPES } from "./types";

export const CACHES: Charges = {
  [TYPES.replicationGroup]: (cache, sheet) => {
    chargeNodes(cache, cache.text("engine") ?? "redis", nodesOf(cache), sheet);
    if ((cache.number("snapshotRetentionLimit") ?? 0) > 1) {
      sheet.dependsOnUse("snapshots after the first", "GB", "elasticache.backup.gigabyte");
    }
  },
  [TYPES.cacheCluster]: (cache, sheet) => {
    if (cache.text("replicationGroupId") !== undefined) return; // the group's nodes are paid for
    const engine = cache.text("engine") ?? "redis";
    // Amazon ElastiCache pricing has the same prices for Memcached and Redis OSS.
    chargeNodes(cache, engine === "memcached" ? "redis" : engine, cache.number("numCacheNodes") ?? 1, sheet);
  },
  "aws:elasticache/serverlessCache:ServerlessCache": (_cache, sheet) => {
    sheet.dependsOnUse("data", "GB-hour");
    sheet.dependsOnUse("processing", "million ElastiCache Processing Units");
  },
};

function chargeNodes(cache: CostedResource, engine: string, count: number, sheet: CostSheet): void {
  const nodeType = cache.text("nodeType");
  if (nodeType === undefined) sheet.lacks("its node type isn't known");
  else sheet.hourly(`nodes ${nodeType} of ${engine}`, `elasticache.${engine}.${nodeType}`, count);
}

function nodesOf(cache: CostedResource): number {
  const perShard = (cache.number("replicasPerNodeGroup") ?? 0) + 1;
  return Math.max(cache.number("numCacheClusters") ?? 0, (cache.number("numNodeGroups") ?? 0) * perShard, 1);
}
