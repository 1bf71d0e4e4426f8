import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { engineOf, engineVersionOf, isAtLeast, versionOf, versionsOf, actualVersion } from "./engine-versions";
import { hasDataTiering, oldestRedisOn } from "./node-types";
import { familyOfGroup, PARAMETER_GROUP, parameterOf } from "./parameter-group";

/** What fits an engine: its version, nodes and parameter group. */
export const engineRules: readonly Rule[] = [
  requireVersion,
  requireFamily,
  requireVersionForNodes,
  requireDataTiering,
  requireTieredEvictionPolicy,
];

/** DescribeCacheEngineVersions. */
function requireVersion({ inputs }: Operation): void {
  const engine = engineOf(inputs);
  const version = engineVersionOf(inputs);
  if (versionOf(engine, version) !== undefined) return;
  refuse(
    "InvalidParameterValue",
    `Specific version selection is not allowed for '${version}', must be one of ${versionsOf(engine).join(", ")} for engine ${engine}`,
    "engineVersion",
  );
}

/** Amazon ElastiCache User Guide, "Engine specific parameters": each version has one family. */
function requireFamily({ inputs, cloud }: Operation): void {
  const name = text(inputs, "parameterGroupName");
  if (name === undefined) return;
  const version = engineVersionOf(inputs);
  const needed = versionOf(engineOf(inputs), version)?.family;
  const family = familyOfGroup(name, cloud);
  if (family === needed) return;
  refuse(
    "InvalidParameterCombination",
    `Expected a parameter group of family ${needed ?? ""} but found one of family ${family ?? ""} for engine version ${version}`,
    "parameterGroupName, engineVersion",
  );
}

/** Amazon ElastiCache User Guide, "Supported node types". */
function requireVersionForNodes({ inputs }: Operation): void {
  const nodeType = text(inputs, "nodeType") ?? "";
  const oldest = oldestRedisOn(nodeType);
  if (engineOf(inputs) === "valkey" || isAtLeast(actualVersion(inputs), oldest)) return;
  refuse(
    "InvalidParameterCombination",
    `The node type ${nodeType} needs engine version ${oldest} or later, got ${engineVersionOf(inputs)}`,
    "nodeType, engineVersion",
  );
}

/** CreateReplicationGroup, DataTieringEnabled. */
function requireDataTiering({ inputs }: Operation): void {
  const nodeType = text(inputs, "nodeType") ?? "";
  if (hasDataTiering(nodeType) === (flag(inputs, "dataTieringEnabled") === true)) return;
  refuse(
    "InvalidParameterCombination",
    "Data tiering must be enabled with nodes of type r6gd, and with no others",
    "dataTieringEnabled, nodeType",
  );
}

const TIERED = ["noeviction", "volatile-lru", "allkeys-lru"];

/** Amazon ElastiCache User Guide, "Engine specific parameters", Redis OSS 6.x. */
function requireTieredEvictionPolicy({ inputs, cloud }: Operation): void {
  const group = cloud.find(PARAMETER_GROUP, text(inputs, "parameterGroupName") ?? "");
  const policy = parameterOf(group?.inputs ?? {}, "maxmemory-policy");
  if (!hasDataTiering(text(inputs, "nodeType") ?? "") || policy === undefined || TIERED.includes(policy)) return;
  refuse(
    "InvalidParameterCombination",
    `Data tiering supports the maxmemory policies ${TIERED.join(", ")}, got ${policy}`,
    "parameterGroupName",
  );
}
