import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, text, texts, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { isForClusterMode } from "./parameter-group";
import { SUBNET_GROUP, zonesOf } from "./subnet-group";

/** Nodes, shards and what failover needs of them. */
export const topologyRules: readonly Rule[] = [
  refuseNodesAndShards,
  requireShardsForReplicas,
  requireClusterMode,
  requireFailoverOfClusterMode,
  requireReplicaForFailover,
  requireFailoverForMultiAz,
  requireTwoZones,
  requirePreferredZones,
];

/** Nodes of a replication group. */
export interface Topology {
  readonly shards: number;
  readonly nodesPerShard: number;
}

export function topologyOf(inputs: Properties): Topology {
  const replicas = number(inputs, "replicasPerNodeGroup");
  const shards = number(inputs, "numNodeGroups") ?? 1;
  return { shards, nodesPerShard: replicas === undefined ? (number(inputs, "numCacheClusters") ?? 1) : replicas + 1 };
}

/** Whether a group partitions its data (Amazon ElastiCache User Guide, "Modifying cluster mode"). */
export function hasClusterMode({ inputs, cloud }: Pick<Operation, "inputs" | "cloud">): boolean {
  const mode = text(inputs, "clusterMode");
  if (mode !== undefined) return mode !== "disabled";
  return isForClusterMode(text(inputs, "parameterGroupName") ?? "", cloud);
}

/** The provider's schema, ConflictsWith. */
function refuseNodesAndShards({ inputs }: Operation): void {
  if (given(inputs, ["numCacheClusters"]).length === 0) return;
  const [shards] = given(inputs, ["numNodeGroups", "replicasPerNodeGroup"]);
  if (shards === undefined) return;
  refuse(
    "ConflictingArguments",
    `Conflicting configuration arguments: "num_cache_clusters" conflicts with ${shards}`,
    `numCacheClusters, ${shards}`,
  );
}

/** The provider's documentation: replicas per shard can only be set with a number of shards. */
function requireShardsForReplicas({ inputs }: Operation): void {
  if (given(inputs, ["replicasPerNodeGroup"]).length === 0 || given(inputs, ["numNodeGroups"]).length === 1) return;
  refuse(
    "InvalidParameterCombination",
    "The number of replicas per node group can only be set together with the number of node groups",
    "replicasPerNodeGroup, numNodeGroups",
  );
}

/** CreateReplicationGroup, NumNodeGroups and CacheParameterGroupName. */
function requireClusterMode(operation: Operation): void {
  const { inputs, cloud } = operation;
  const { shards } = topologyOf(inputs);
  if (shards > 1 && !hasClusterMode(operation)) {
    refuse(
      "InvalidParameterCombination",
      "Cannot create a replication group with more than one node group without a parameter group with cluster-enabled yes",
      "numNodeGroups, parameterGroupName",
    );
  }
  const name = text(inputs, "parameterGroupName");
  if (name === undefined || isForClusterMode(name, cloud) === hasClusterMode(operation)) return;
  refuse(
    "InvalidParameterCombination",
    "Cluster mode should be the same as in the parameter group's cluster-enabled",
    "clusterMode, parameterGroupName",
  );
}

/** CreateReplicationGroup, AutomaticFailoverEnabled. */
function requireFailoverOfClusterMode(operation: Operation): void {
  if (!hasClusterMode(operation) || flag(operation.inputs, "automaticFailoverEnabled") === true) return;
  refuse(
    "InvalidParameterCombination",
    "Redis with cluster mode enabled cannot be created with auto failover turned off.",
    "automaticFailoverEnabled",
  );
}

/** CreateReplicationGroup, NumCacheClusters; the provider says it first. */
function requireReplicaForFailover(operation: Operation): void {
  const { inputs } = operation;
  if (hasClusterMode(operation) || flag(inputs, "automaticFailoverEnabled") !== true) return;
  if (topologyOf(inputs).nodesPerShard > 1) return;
  refuse(
    "InvalidParameterCombination",
    '"num_cache_clusters": must be at least 2 if automatic_failover_enabled is true',
    "numCacheClusters, automaticFailoverEnabled",
  );
}

/** The provider's own check. */
function requireFailoverForMultiAz({ inputs }: Operation): void {
  if (flag(inputs, "multiAzEnabled") !== true) return;
  if (flag(inputs, "automaticFailoverEnabled") !== true) {
    refuse(
      "InvalidParameterCombination",
      "automatic_failover_enabled must be true if multi_az_enabled is true",
      "multiAzEnabled, automaticFailoverEnabled",
    );
  }
  if (topologyOf(inputs).nodesPerShard > 1) return;
  refuse(
    "InvalidParameterCombination",
    "Multi-AZ needs at least one replica in each node group",
    "multiAzEnabled, replicasPerNodeGroup",
  );
}

/** Amazon ElastiCache User Guide, "Minimizing downtime in ElastiCache by using Multi-AZ". */
function requireTwoZones({ inputs, cloud }: Operation): void {
  const group = cloud.find(SUBNET_GROUP, text(inputs, "subnetGroupName") ?? "");
  if (flag(inputs, "multiAzEnabled") !== true || group === undefined) return;
  const zones = zonesOf(group, cloud);
  if (zones.length > 1) return;
  refuse(
    "InvalidParameterCombination",
    `Multi-AZ needs subnets in two Availability Zones, and subnet group ${group.id} has them in ${zones.join(", ")}`,
    "multiAzEnabled, subnetGroupName",
  );
}

/** CreateReplicationGroup, PreferredCacheClusterAZs; an update ignores them. */
function requirePreferredZones({ kind, inputs, cloud }: Operation): void {
  const zones = texts(inputs, "preferredCacheClusterAzs");
  if (kind === "update" || zones.length === 0) return;
  const { nodesPerShard } = topologyOf(inputs);
  if (zones.length !== nodesPerShard) {
    refuse(
      "InvalidParameterCombination",
      `The number of preferred Availability Zones, ${zones.length}, must equal the number of nodes, ${nodesPerShard}`,
      "preferredCacheClusterAzs",
    );
  }
  const group = cloud.find(SUBNET_GROUP, text(inputs, "subnetGroupName") ?? "");
  const possible = group === undefined ? zones : zonesOf(group, cloud);
  const other = zones.find((zone) => !possible.includes(zone));
  if (other === undefined) return;
  refuse("InvalidParameterValue", `No subnet of the subnet group is in ${other}`, "preferredCacheClusterAzs");
}
