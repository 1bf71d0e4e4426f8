import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { inLowerCase, nameOf, refuseUnmodelled } from "../shared/inputs";
import { changeRules, replacedEngine } from "./replication-group-changes";
import { engineRules } from "./replication-group-engine";
import { LIMITS } from "./replication-group-limits";
import { logRules } from "./replication-group-logs";
import { changingOutputs, endpointsOf, lastingOutputs } from "./replication-group-outputs";
import { REFERENCES, REPLICATION_GROUP, requireSnapshot, takesSnapshot } from "./replication-group-references";
import { securityRules } from "./replication-group-security";
import { topologyRules } from "./replication-group-topology";
import { windowRules } from "./windows";

const FILE = "services/elasticache/replication-group.ts";

export const replicationGroup: ResourceType = {
  type: REPLICATION_GROUP,
  mapping: {
    operation: "elasticache.CreateReplicationGroup",
    inputs: {
      applyImmediately: "ModifyReplicationGroup:ApplyImmediately",
      authTokenUpdateStrategy: "ModifyReplicationGroup:AuthTokenUpdateStrategy",
      authTokenWo: null,
      authTokenWoVersion: null,
      description: "ReplicationGroupDescription",
      finalSnapshotIdentifier: "DeleteReplicationGroup:FinalSnapshotIdentifier",
      "logDeliveryConfigurations[].destination": null, // the provider makes structures of it, by its type
      maintenanceWindow: "PreferredMaintenanceWindow",
      multiAzEnabled: "MultiAZEnabled",
      nodeGroupConfigurations: "NodeGroupConfiguration",
      nodeType: "CacheNodeType",
      parameterGroupName: "CacheParameterGroupName",
      preferredCacheClusterAzs: "PreferredCacheClusterAZs",
      securityGroupNames: "CacheSecurityGroupNames",
      subnetGroupName: "CacheSubnetGroupName",
    },
  },
  documentedLimits: LIMITS,
  autonaming: { input: "replicationGroupId", maximumLength: 40 },
  defaults: { automaticFailoverEnabled: false, multiAzEnabled: false },
  // ElastiCache keeps the window in lower case.
  normalize: (inputs) => inLowerCase(inputs, "maintenanceWindow"),
  replaceOnChanges: [
    "atRestEncryptionEnabled",
    "dataTieringEnabled",
    "globalReplicationGroupId",
    "kmsKeyId",
    "networkType",
    "port",
    "region",
    "replicationGroupId",
    "securityGroupNames",
    "snapshotArns",
    "snapshotName",
    "subnetGroupName",
  ],
  conditionalReplaceOnChanges: replacedEngine,
  unique: {
    inputs: ["replicationGroupId"],
    scope: "region",
    ignoresCase: true,
    code: "ReplicationGroupAlreadyExists",
    message: (id) => `Replication group ${id} already exists.`,
  },
  references: REFERENCES,
  rules: [
    refuseUnmodelled(["globalReplicationGroupId"], "global datastores", FILE),
    refuseUnmodelled(["nodeGroupConfigurations"], "shards that are configured one by one", FILE),
    refuseUnmodelled(["securityGroupNames"], "networks outside of a VPC", FILE),
    refuseUnmodelled(["snapshotArns"], "snapshots in S3", FILE),
    refuseUnmodelled(["authTokenWo", "authTokenWoVersion"], "write-only tokens", FILE),
    refuseUnmodelled(["durability", "networkType", "ipDiscovery"], "durability and IPv6", FILE),
    ...engineRules,
    ...topologyRules,
    ...securityRules,
    ...windowRules,
    ...logRules,
    requireSnapshot,
    ...changeRules,
  ],
  deletion: [refuseTakenSnapshot],
  deletionEffects: finalSnapshot,
  isGone: ({ computed }) => computed.finalSnapshot !== undefined,
  secrets: ["authToken", "authTokenWo"],
  make: (operation) => {
    const id = nameOf(operation, "replicationGroupId").toLowerCase();
    return {
      id,
      computed: {
        ...lastingOutputs(operation, id),
        ...endpointsOf(operation, id),
        ...changingOutputs(operation, id),
      },
    };
  },
  recomputed: ["engineVersionActual", "memberClusters", "numCacheClusters", "numNodeGroups", "replicasPerNodeGroup"],
  // hashicorp/terraform-provider-aws, `aws_elasticache_replication_group`: ComputedIf in CustomizeDiff.
  recomputedWith: { memberClusters: ["numCacheClusters", "numNodeGroups", "replicasPerNodeGroup"] },
  remake: (operation, { id }) => changingOutputs(operation, id),
};

/** DeleteReplicationGroup, SnapshotAlreadyExistsFault. */
function refuseTakenSnapshot({ inputs, region }: CloudResource, cloud: CloudReader): void {
  const name = text(inputs, "finalSnapshotIdentifier");
  if (name === undefined || !takesSnapshot(name, region, cloud)) return;
  refuse(
    "SnapshotAlreadyExistsFault",
    `Snapshot with specified name already exists: ${name}`,
    "finalSnapshotIdentifier",
  );
}

/** The snapshot that a deletion leaves behind: no resource of a program, but a group can be made of it. */
function finalSnapshot(group: CloudResource): CloudResource[] {
  const name = text(group.inputs, "finalSnapshotIdentifier");
  if (name === undefined) return [];
  return [{ ...group, id: `snapshot:${name}`, urn: "", inputs: {}, computed: { finalSnapshot: name } }];
}
