import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { storageGibibytes } from "../shared/quantity";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import {
  CREATION_INPUTS,
  type CreatedDatabase,
  type DatabaseChildren,
  type DatabaseDependencies,
} from "./dependencies";
import type { InstanceEngine, InstanceStorage } from "./engines";
import { finalSnapshotIdentifier } from "./identity";
import { createLogGroups, exportedLogs } from "./log-groups";
import { instanceRestore } from "./restore";
import { storageTag } from "./running-database";
import { storageMaximum } from "./storage";
import { engineName } from "./versions";

/** Creates a DB instance and its read replicas. */
export function createInstances(
  children: DatabaseChildren,
  engine: InstanceEngine,
  dependencies: DatabaseDependencies,
): CreatedDatabase {
  const primary = createPrimary(children, engine, dependencies);
  const replicas = Array.from({ length: engine.readReplicas ?? 0 }, (_, index) =>
    createReplica(children, engine, dependencies, { primary, index }),
  );
  return {
    identifier: primary.identifier,
    arn: primary.arn,
    resourceId: primary.resourceId,
    writerHost: primary.address,
    readerHosts: pulumi.all(replicas.map((replica) => replica.address)),
    port: primary.port,
    databaseName: primary.dbName,
    username: primary.username,
    servers: [
      { role: "", identifier: primary.identifier, resourceId: primary.resourceId, mayBeCopy: false },
      ...replicas.map(({ identifier, resourceId }, index) => ({
        role: replicaRole(index),
        identifier,
        resourceId,
        mayBeCopy: true,
      })),
    ],
  };
}

function createPrimary(
  children: DatabaseChildren,
  engine: InstanceEngine,
  dependencies: DatabaseDependencies,
): aws.rds.Instance {
  const { name, parent, tags, transform } = children;
  const { args, settings, identifier } = dependencies;
  const logGroups = createLogGroups(children, args, { kind: "instance", role: "", identifier });
  return new aws.rds.Instance(
    ...transformed<aws.rds.InstanceArgs>(
      transform.instance,
      name,
      {
        ...sharedInputs(dependencies),
        ...storageInputs(engine.storage),
        ...(args.restoreFrom === undefined
          ? { dbName: settings.databaseName, username: settings.username }
          : instanceRestore(args.restoreFrom)),
        identifier,
        instanceClass: engine.instanceClass,
        multiAz: engine.multiAz ?? true,
        engine: engineName("instance"),
        engineVersion: dependencies.version,
        allowMajorVersionUpgrade: settings.allowMajorVersionUpgrade,
        ...blueGreenUpgrade(engine, settings.allowMajorVersionUpgrade),
        password: dependencies.password,
        port: settings.port,
        dbSubnetGroupName: dependencies.subnetGroupName,
        kmsKeyId: args.kmsKeyArn,
        backupRetentionPeriod: settings.backupRetentionDays,
        backupWindow: settings.backupWindow,
        deleteAutomatedBackups: false,
        deletionProtection: settings.deletionProtection,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: finalSnapshotIdentifier(identifier),
        tags: { ...namedTags(name, tags), ...storageTag(engine.storage.size) },
      },
      {
        parent,
        dependsOn: [...logGroups, ...dependencies.prerequisites],
        ignoreChanges: CREATION_INPUTS.instance,
      },
    ),
  );
}

/** The primary gives a replica its engine, user, key and subnets, and is backed up in its place. */
function createReplica(
  children: DatabaseChildren,
  engine: InstanceEngine,
  dependencies: DatabaseDependencies,
  { primary, index }: { readonly primary: aws.rds.Instance; readonly index: number },
): aws.rds.Instance {
  const { name, parent, tags, transform } = children;
  const { args } = dependencies;
  const role = replicaRole(index);
  const identifier = pulumi.interpolate`${dependencies.identifier}${role}`;
  const logGroups = createLogGroups(children, args, { kind: "instance", role, identifier });
  const zones = args.availabilityZones ?? [];
  return new aws.rds.Instance(
    ...transformed<aws.rds.InstanceArgs>(
      transform.replica,
      `${name}${role}`,
      {
        ...sharedInputs(dependencies),
        ...storageInputs(engine.storage),
        identifier,
        replicateSourceDb: primary.identifier,
        instanceClass: engine.replicaInstanceClass ?? engine.instanceClass,
        ...(zones.length > 0 && { availabilityZone: zones[index % zones.length] }),
        multiAz: false,
        deletionProtection: false,
        skipFinalSnapshot: true,
        tags: namedTags(`${name}${role}`, tags),
      },
      { parent, dependsOn: logGroups, ignoreChanges: CREATION_INPUTS.replica },
    ),
  );
}

/** Inputs of the primary and its replicas alike. */
function sharedInputs({
  args,
  settings,
  ...dependencies
}: DatabaseDependencies): Omit<aws.rds.InstanceArgs, "instanceClass"> {
  return {
    storageEncrypted: true,
    publiclyAccessible: false,
    vpcSecurityGroupIds: [dependencies.securityGroupId],
    parameterGroupName: dependencies.parameterGroupName,
    maintenanceWindow: settings.maintenanceWindow,
    autoMinorVersionUpgrade: settings.autoMinorVersionUpgrade,
    applyImmediately: settings.applyImmediately,
    copyTagsToSnapshot: true,
    ...settings.insights,
    performanceInsightsKmsKeyId: args.kmsKeyArn,
    monitoringInterval: settings.monitoringIntervalSeconds,
    monitoringRoleArn: dependencies.monitoringRoleArn,
    enabledCloudwatchLogsExports: exportedLogs("instance"),
  };
}

function storageInputs(storage: InstanceStorage): Omit<aws.rds.InstanceArgs, "instanceClass"> {
  const { size, type, iops, throughput } = storage;
  const [allocated, maximum] = [storageGibibytes(size), storageMaximum(storage)];
  return {
    allocatedStorage: allocated,
    ...(maximum > allocated && { maxAllocatedStorage: maximum }),
    storageType: type ?? "gp3",
    ...(iops !== undefined && { iops }),
    ...(throughput !== undefined && { storageThroughput: throughput }),
  };
}

/**
 * The provider upgrades an instance without replicas beside the running one. It takes that way for every change that it
 * sees while this is set, and so it is set for an upgrade only.
 */
function blueGreenUpgrade({ readReplicas = 0 }: InstanceEngine, isAllowed: boolean): Partial<aws.rds.InstanceArgs> {
  return isAllowed && readReplicas === 0 ? { blueGreenUpdate: { enabled: true } } : {};
}

function replicaRole(index: number): string {
  return `-replica-${index + 1}`;
}
