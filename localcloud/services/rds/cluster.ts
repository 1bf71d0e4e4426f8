import { refuse } from "../../model/aws-error";
import { hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text, type Properties } from "../../model/values";
import { securityGroupReference } from "../ec2/references";
import { CLUSTER, isMultiAzCluster } from "./cluster-lookup";
import { clusterLimits, clusterMapping } from "./cluster-limits";
import { upgradedMembers } from "./cluster-members";
import { clusterOriginOf } from "./cluster-origin";
import { changedClusterOutputs, newClusterOutputs } from "./cluster-outputs";
import { clusterRules } from "./cluster-rules";
import { databaseKeyReferences } from "./encryption";
import { resourceId } from "./identifiers";
import { managedSecretOf, managedSecretOutput, newManagedSecret } from "./managed-secret";
import { CLUSTER_PARAMETER_GROUP, parameterGroupReference } from "./parameter-group";
import { storedClusterSnapshot } from "./snapshot";
import { clusterSnapshotNamed } from "./snapshot-lookup";
import { subnetGroupReference } from "./subnet-group";

/**
 * An Aurora PostgreSQL cluster, whose instances are resources of their own, or a Multi-AZ DB cluster, whose three
 * instances come with it. Changes apply at once, whatever `applyImmediately` says.
 */
export const cluster: ResourceType = {
  type: CLUSTER,
  mapping: clusterMapping,
  documentedLimits: clusterLimits,
  defaults: {
    copyTagsToSnapshot: false,
    deleteAutomatedBackups: true,
    enableGlobalWriteForwarding: false,
    enableHttpEndpoint: false,
    enableLocalWriteForwarding: false,
    engineMode: "provisioned",
    skipFinalSnapshot: false,
  },
  replaceOnChanges: [
    "availabilityZones",
    "clusterIdentifier",
    "clusterIdentifierPrefix",
    "clusterScalabilityType",
    "databaseName",
    "dbSubnetGroupName",
    "dbSystemId",
    "engine",
    "engineMode",
    "kmsKeyId",
    "masterUsername",
    "region",
    "restoreToPointInTime",
    "sourceRegion",
    "storageEncrypted",
  ],
  conditionalReplaceOnChanges,
  // A write-only value is nowhere to compare with: its version tells of a change.
  comparedInputs: (inputs) => ({ ...inputs, masterPasswordWo: undefined }),
  unique: {
    inputs: ["clusterIdentifier"],
    scope: "region",
    ignoresCase: true,
    code: "DBClusterAlreadyExistsFault",
    message: () => "DB Cluster already exists",
  },
  references: [
    subnetGroupReference("dbSubnetGroupName"),
    parameterGroupReference("dbClusterParameterGroupName", CLUSTER_PARAMETER_GROUP, "database clusters"),
    securityGroupReference("vpcSecurityGroupIds[]"),
    ...databaseKeyReferences,
  ],
  rules: clusterRules,
  deletion: [refuseProtected, requireFinalSnapshot],
  make: (operation) => {
    const { inputs } = operation;
    const prefix = text(inputs, "clusterIdentifierPrefix") ?? "tf-";
    const identifier = text(inputs, "clusterIdentifier") ?? `${prefix}${hexadecimalToken(26)}`;
    const outputs = newClusterOutputs(operation, identifier, clusterOriginOf(operation));
    const computed = {
      ...outputs,
      ...managedSecretOutput(operation, "cluster"),
      clusterResourceId: resourceId("cluster"),
    };
    return { id: identifier, computed };
  },
  remake: (operation: Operation, previous: CloudResource) => ({
    ...changedClusterOutputs(operation, previous),
    ...managedSecretOutput(operation, "cluster"),
  }),
  sideEffects: (resource, cloud) => [
    ...newManagedSecret(resource, String(resource.computed.masterUsername), cloud),
    ...upgradedMembers(resource, cloud),
  ],
  cascade: managedSecretOf,
  deletionEffects: finalSnapshot,
  secrets: ["masterPassword", "masterPasswordWo"],
};

/** The provider's schema: Aurora changes its storage type in place, and a snapshot is forgotten without harm. */
function conditionalReplaceOnChanges(_: Properties, after: Properties): string[] {
  return [
    ...(isMultiAzCluster(after) ? ["storageType"] : []),
    ...(text(after, "snapshotIdentifier") === undefined ? [] : ["snapshotIdentifier"]),
  ];
}

/** Amazon RDS API Reference, DeleteDBCluster, DeletionProtection. */
function refuseProtected({ inputs }: CloudResource): void {
  if (flag(inputs, "deletionProtection") !== true) return;
  refuse(
    "InvalidParameterCombination",
    "Cannot delete protected Cluster, please disable deletion protection and try again.",
    "deletionProtection",
  );
}

/** Amazon RDS API Reference, DeleteDBCluster, FinalDBSnapshotIdentifier. */
function requireFinalSnapshot({ inputs, region }: CloudResource, cloud: CloudReader): void {
  if (flag(inputs, "skipFinalSnapshot") === true) return;
  const name = text(inputs, "finalSnapshotIdentifier");
  if (name === undefined) {
    refuse(
      "ProviderError",
      "RDS Cluster final_snapshot_identifier is required when skip_final_snapshot is false",
      "finalSnapshotIdentifier, skipFinalSnapshot",
    );
  }
  if (clusterSnapshotNamed(name, region, cloud) === undefined) return;
  refuse(
    "DBClusterSnapshotAlreadyExistsFault",
    `Cannot create the cluster snapshot because a snapshot with the identifier ${name} already exists.`,
    "finalSnapshotIdentifier",
  );
}

function finalSnapshot(resource: CloudResource, cloud: CloudReader): CloudResource[] {
  const name = text(resource.inputs, "finalSnapshotIdentifier");
  if (flag(resource.inputs, "skipFinalSnapshot") === true || name === undefined) return [];
  return [storedClusterSnapshot(name, resource, cloud)];
}
