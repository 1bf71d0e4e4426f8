import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";
import { actualVersion, compareVersions, engineOf, engineVersionOf, isAtLeast } from "./engine-versions";
import { isEncryptedInTransit } from "./replication-group-security";
import { hasClusterMode, topologyOf } from "./replication-group-topology";

/** What a replication group that is there can't become (Amazon ElastiCache API Reference, ModifyReplicationGroup). */
export const changeRules: readonly Rule[] = [
  requireVersionForEngine,
  requireStepwiseEncryption,
  requireStepwiseClusterMode,
  refuseShardsWithoutClusterMode,
];

/**
 * The provider replaces a group whose engine or version goes back, and one before Redis OSS 7.0.5 whose encryption in
 * transit changes.
 */
export function replacedEngine(before: Properties, after: Properties): string[] {
  const engine = engineOf(before) !== engineOf(after) && engineOf(after) !== "valkey" ? ["engine"] : [];
  const isOlder = compareVersions(engineVersionOf(after), engineVersionOf(before)) < 0;
  const version = isOlder && text(after, "engineVersion") !== undefined ? ["engineVersion"] : [];
  const isBeforeChanges = engineOf(before) === "redis" && !isAtLeast(actualVersion(before), "7.0.5");
  const isOtherTransit = isEncryptedInTransit(before) !== isEncryptedInTransit(after);
  return [...engine, ...version, ...(isBeforeChanges && isOtherTransit ? ["transitEncryptionEnabled"] : [])];
}

/** The provider's own check. */
function requireVersionForEngine({ inputs, previous }: Operation): void {
  if (previous === undefined || engineOf(inputs) === engineOf(previous.inputs)) return;
  if (text(inputs, "engineVersion") !== text(previous.inputs, "engineVersion")) return;
  refuse(
    "InvalidParameterCombination",
    `must explicitly set 'engine_version' attribute for Replication Group (${previous.id}) when updating engine to 'valkey'`,
    "engine, engineVersion",
  );
}

/** TransitEncryptionMode: between plain text and TLS lies a time in which both are taken. */
function requireStepwiseEncryption({ inputs, previous }: Operation): void {
  if (previous === undefined) return;
  const [before, after] = [encryptionOf(previous.inputs), encryptionOf(inputs)];
  if (before === after || before === "preferred" || after === "preferred") return;
  refuse(
    "InvalidParameterCombination",
    "Transit encryption mode has to be preferred between no encryption in transit and required",
    "transitEncryptionEnabled, transitEncryptionMode",
  );
}

function encryptionOf(inputs: Properties): "none" | "preferred" | "required" {
  if (!isEncryptedInTransit(inputs)) return "none";
  return text(inputs, "transitEncryptionMode") === "preferred" ? "preferred" : "required";
}

/** ClusterMode: between disabled and enabled lies compatible, and there is no way back from enabled. */
function requireStepwiseClusterMode(operation: Operation): void {
  const { previous, inputs, cloud } = operation;
  if (previous === undefined) return;
  const before = modeOf(previous.inputs, hasClusterMode({ inputs: previous.inputs, cloud }));
  const after = modeOf(inputs, hasClusterMode(operation));
  if (before === after || before === "compatible" || (before === "disabled" && after === "compatible")) return;
  refuse(
    "InvalidParameterCombination",
    `Cluster mode can't be changed from ${before} to ${after}; from disabled it can become compatible, and then enabled`,
    "clusterMode",
  );
}

function modeOf(inputs: Properties, isEnabled: boolean): string {
  return text(inputs, "clusterMode") ?? (isEnabled ? "enabled" : "disabled");
}

/** ModifyReplicationGroupShardConfiguration. */
function refuseShardsWithoutClusterMode(operation: Operation): void {
  const { previous, inputs, cloud } = operation;
  if (previous === undefined || topologyOf(previous.inputs).shards === topologyOf(inputs).shards) return;
  if (hasClusterMode({ inputs: previous.inputs, cloud })) return;
  refuse(
    "InvalidParameterCombination",
    "The number of node groups can only be changed with cluster mode enabled",
    "numNodeGroups",
  );
}
