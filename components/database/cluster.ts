import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { CREATION_INPUTS, type DatabaseChildren, type DatabaseDependencies } from "./dependencies";
import type { DatabaseKind } from "./engines";
import { finalSnapshotIdentifier } from "./identity";
import { createLogGroups, exportedLogs } from "./log-groups";
import { clusterRestore, type RestoreSource } from "./restore";
import type { DatabaseSettings } from "./settings";
import { engineName } from "./versions";

/** Inputs of every kind of cluster. */
export function clusterInputs(
  { name, tags }: DatabaseChildren,
  kind: DatabaseKind,
  { args, settings, identifier, ...dependencies }: DatabaseDependencies,
): aws.rds.ClusterArgs {
  return {
    ...beginning(args.restoreFrom, settings),
    clusterIdentifier: identifier,
    engine: engineName(kind),
    engineVersion: dependencies.version,
    allowMajorVersionUpgrade: settings.allowMajorVersionUpgrade,
    applyImmediately: settings.applyImmediately,
    masterPassword: dependencies.password,
    port: settings.port,
    dbSubnetGroupName: dependencies.subnetGroupName,
    vpcSecurityGroupIds: [dependencies.securityGroupId],
    dbClusterParameterGroupName: dependencies.parameterGroupName,
    storageEncrypted: true,
    kmsKeyId: args.kmsKeyArn,
    backupRetentionPeriod: settings.backupRetentionDays,
    preferredBackupWindow: settings.backupWindow,
    preferredMaintenanceWindow: settings.maintenanceWindow,
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    deletionProtection: settings.deletionProtection,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: finalSnapshotIdentifier(identifier),
    enabledCloudwatchLogsExports: exportedLogs(kind),
    tags: namedTags(name, tags),
  };
}

/** Options of every kind of cluster; creates its log groups, which come before it. */
export function clusterOptions(
  children: DatabaseChildren,
  kind: DatabaseKind,
  { args, identifier, prerequisites }: DatabaseDependencies,
): pulumi.CustomResourceOptions {
  const logGroups = createLogGroups(children, args, { kind, role: "", identifier });
  return {
    parent: children.parent,
    dependsOn: [...logGroups, ...prerequisites],
    ignoreChanges: CREATION_INPUTS.cluster,
  };
}

/** A restored cluster has the name and user of its source. Validation lets no instance's backups through. */
function beginning(
  restoreFrom: RestoreSource | undefined,
  { databaseName, username }: DatabaseSettings,
): Partial<aws.rds.ClusterArgs> {
  return restoreFrom === undefined || restoreFrom.kind === "automated-backups"
    ? { databaseName, masterUsername: username }
    : clusterRestore(restoreFrom);
}
