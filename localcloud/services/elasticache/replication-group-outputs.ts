import { arn, hexadecimalToken } from "../../model/identifiers";
import type { Operation } from "../../model/resource-type";
import { flag, number, text, type Properties } from "../../model/values";
import { actualVersion, engineOf, engineVersionOf } from "./engine-versions";
import { isEncryptedInTransit } from "./replication-group-security";
import { hasClusterMode, topologyOf } from "./replication-group-topology";

const DEFAULT_PORT = 6379;

/** Outputs that never change. */
export function lastingOutputs(operation: Operation, id: string): Properties {
  const { inputs, region, accountId } = operation;
  return {
    arn: arn("elasticache", region, accountId, `replicationgroup:${id}`),
    replicationGroupId: id,
    atRestEncryptionEnabled: flag(inputs, "atRestEncryptionEnabled") ?? engineOf(inputs) === "valkey",
    dataTieringEnabled: flag(inputs, "dataTieringEnabled") === true,
    globalReplicationGroupId: "",
    ipDiscovery: "ipv4",
    networkType: "ipv4",
    port: number(inputs, "port") ?? DEFAULT_PORT,
  };
}

/** Outputs that follow from the inputs at any time. */
export function changingOutputs(operation: Operation, id: string): Properties {
  const { inputs } = operation;
  const { shards, nodesPerShard } = topologyOf(inputs);
  const isClustered = hasClusterMode(operation);
  return {
    clusterEnabled: isClustered,
    clusterMode: text(inputs, "clusterMode") ?? (isClustered ? "enabled" : "disabled"),
    engine: engineOf(inputs),
    engineVersion: engineVersionOf(inputs),
    engineVersionActual: actualVersion(inputs),
    memberClusters: membersOf(id, shards, nodesPerShard, isClustered),
    numCacheClusters: shards * nodesPerShard,
    numNodeGroups: shards,
    replicasPerNodeGroup: nodesPerShard - 1,
    transitEncryptionEnabled: isEncryptedInTransit(inputs),
    ...(isEncryptedInTransit(inputs) && { transitEncryptionMode: text(inputs, "transitEncryptionMode") ?? "required" }),
  };
}

/** Names of the nodes: `cache-001`, with cluster mode `cache-0001-001` (CacheMetrics, dimension CacheClusterId). */
function membersOf(id: string, shards: number, nodesPerShard: number, isClustered: boolean): string[] {
  const numbered = (count: number, digits: number) =>
    Array.from({ length: count }, (_, index) => String(index + 1).padStart(digits, "0"));
  const nodes = numbered(nodesPerShard, 3);
  if (!isClustered) return nodes.map((node) => `${id}-${node}`);
  return numbered(shards, 4).flatMap((shard) => nodes.map((node) => `${id}-${shard}-${node}`));
}

/** Amazon ElastiCache User Guide, "Finding connection endpoints". */
export function endpointsOf(operation: Operation, id: string): Properties {
  const { inputs, region } = operation;
  const domain = `${hexadecimalToken(6)}.${abbreviated(region)}.cache.amazonaws.com`;
  if (hasClusterMode(operation)) return { configurationEndpointAddress: `clustercfg.${id}.${domain}` };
  if (isEncryptedInTransit(inputs)) {
    return { primaryEndpointAddress: `master.${id}.${domain}`, readerEndpointAddress: `replica.${id}.${domain}` };
  }
  const [token = "", ...rest] = domain.split(".");
  return {
    primaryEndpointAddress: `${id}.${token}.ng.0001.${rest.join(".")}`,
    readerEndpointAddress: `${id}-ro.${token}.ng.0001.${rest.join(".")}`,
  };
}

/** A region as ElastiCache's names abbreviate it: `euw1` for `eu-west-1`. */
function abbreviated(region: string): string {
  const directions: Readonly<Record<string, string>> = { north: "n", south: "s", east: "e", west: "w", central: "c" };
  const [area = "", ...rest] = region.split("-");
  const digits = rest.at(-1) ?? "";
  const direction = rest
    .slice(0, -1)
    .join("-")
    .replace(/north|south|east|west|central/g, (word) => directions[word] ?? "");
  return `${area}${direction}${digits}`;
}
