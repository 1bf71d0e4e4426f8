import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { durationSeconds } from "../shared/quantity";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { clusterInputs, clusterOptions } from "./cluster";
import {
  CREATION_INPUTS,
  type CreatedDatabase,
  type DatabaseChildren,
  type DatabaseDependencies,
} from "./dependencies";
import { type AuroraEngine, type AuroraServerlessEngine, DEFAULT_READERS } from "./engines";
import { SERVERLESS_CLASS } from "./instance-class";
import { engineName } from "./versions";

const DEFAULT_AUTO_PAUSE = "5m";
/** Storage types as RDS names them (Amazon RDS API Reference, CreateDBCluster: StorageType). */
const STORAGE_TYPES = { standard: "aurora", "io-optimized": "aurora-iopt1" };

/** Creates an Aurora cluster with its instances, of which the first begins as the writer. */
export function createAurora(
  children: DatabaseChildren,
  engine: AuroraEngine | AuroraServerlessEngine,
  dependencies: DatabaseDependencies,
): CreatedDatabase {
  const cluster = createCluster(children, engine, dependencies);
  const writer = createInstance(children, engine, dependencies, { cluster, index: 0 });
  const readers = Array.from({ length: engine.readers ?? DEFAULT_READERS }, (_, index) =>
    createInstance(children, engine, dependencies, { cluster, index: index + 1, writer }),
  );
  const instances = [writer, ...readers];
  // The cluster's names lead to nobody before it has an instance.
  const ready = (host: pulumi.Output<string>): pulumi.Output<string> =>
    pulumi.all([host, ...instances.map(({ id }) => id)]).apply(([known = ""]) => known);
  return {
    identifier: cluster.clusterIdentifier,
    arn: cluster.arn,
    resourceId: cluster.clusterResourceId,
    writerHost: ready(cluster.endpoint),
    // Without readers it would lead to the writer.
    readerHosts: ready(cluster.readerEndpoint).apply((host) => (readers.length === 0 ? [] : [host])),
    port: cluster.port,
    databaseName: cluster.databaseName,
    username: cluster.masterUsername,
    servers: instances.map(({ identifier, dbiResourceId }, index) => ({
      role: instanceRole(index),
      identifier,
      resourceId: dbiResourceId,
      mayBeCopy: true,
    })),
  };
}

function createCluster(
  children: DatabaseChildren,
  engine: AuroraEngine | AuroraServerlessEngine,
  dependencies: DatabaseDependencies,
): aws.rds.Cluster {
  const { args, settings } = dependencies;
  return new aws.rds.Cluster(
    ...transformed<aws.rds.ClusterArgs>(
      children.transform.cluster,
      children.name,
      {
        ...clusterInputs(children, engine.kind, dependencies),
        storageType: STORAGE_TYPES[engine.storage ?? "standard"],
        ...(engine.kind === "aurora-serverless" && { serverlessv2ScalingConfiguration: capacity(engine) }),
        ...settings.insights,
        performanceInsightsKmsKeyId: args.kmsKeyArn,
      },
      clusterOptions(children, engine.kind, dependencies),
    ),
  );
}

function createInstance(
  { name, parent, tags, transform }: DatabaseChildren,
  engine: AuroraEngine | AuroraServerlessEngine,
  { args, settings, ...dependencies }: DatabaseDependencies,
  { cluster, index, writer }: { cluster: aws.rds.Cluster; index: number; writer?: aws.rds.ClusterInstance },
): aws.rds.ClusterInstance {
  const role = instanceRole(index);
  const zones = args.availabilityZones ?? [];
  return new aws.rds.ClusterInstance(
    ...transformed<aws.rds.ClusterInstanceArgs>(
      transform.clusterInstance,
      `${name}${role}`,
      {
        clusterIdentifier: cluster.clusterIdentifier,
        identifier: pulumi.interpolate`${dependencies.identifier}${role}`,
        engine: engineName(engine.kind),
        instanceClass: classOf(engine, index),
        ...(zones.length > 0 && { availabilityZone: zones[index % zones.length] }),
        dbSubnetGroupName: dependencies.subnetGroupName,
        // The first reader takes over first, and those of a serverless cluster keep the writer's capacity up to tier 1.
        promotionTier: Math.min(index, 1),
        publiclyAccessible: false,
        preferredMaintenanceWindow: settings.maintenanceWindow,
        autoMinorVersionUpgrade: settings.autoMinorVersionUpgrade,
        applyImmediately: settings.applyImmediately,
        copyTagsToSnapshot: true,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: args.kmsKeyArn,
        performanceInsightsRetentionPeriod: settings.insights.performanceInsightsRetentionPeriod,
        monitoringInterval: settings.monitoringIntervalSeconds,
        monitoringRoleArn: dependencies.monitoringRoleArn,
        tags: namedTags(`${name}${role}`, tags),
      },
      {
        parent,
        ignoreChanges: CREATION_INPUTS.clusterInstance,
        // Aurora makes the instance that is there first the writer.
        ...(writer !== undefined && { dependsOn: [writer] }),
      },
    ),
  );
}

function classOf(engine: AuroraEngine | AuroraServerlessEngine, index: number): string {
  if (engine.kind === "aurora-serverless") return SERVERLESS_CLASS;
  return index === 0 ? engine.instanceClass : (engine.readerInstanceClass ?? engine.instanceClass);
}

function capacity({
  minimumCapacity,
  maximumCapacity,
  autoPause,
}: AuroraServerlessEngine): aws.types.input.rds.ClusterServerlessv2ScalingConfiguration {
  return {
    minCapacity: minimumCapacity,
    maxCapacity: maximumCapacity,
    ...(minimumCapacity === 0 && { secondsUntilAutoPause: durationSeconds(autoPause ?? DEFAULT_AUTO_PAUSE) }),
  };
}

function instanceRole(index: number): string {
  return `-instance-${index + 1}`;
}
