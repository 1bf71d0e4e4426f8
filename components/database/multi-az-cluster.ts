import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { storageGibibytes } from "../shared/quantity";
import { transformed } from "../shared/transform";
import { clusterInputs, clusterOptions } from "./cluster";
import type { CreatedDatabase, DatabaseChildren, DatabaseDependencies, DatabaseServer } from "./dependencies";
import { MULTI_AZ_MEMBERS, type MultiAzClusterEngine } from "./engines";

/** Creates a Multi-AZ DB cluster, whose instances RDS makes itself. */
export function createMultiAzCluster(
  children: DatabaseChildren,
  engine: MultiAzClusterEngine,
  dependencies: DatabaseDependencies,
): CreatedDatabase {
  const { args, settings, monitoringRoleArn } = dependencies;
  const { size, type, iops } = engine.storage;
  const cluster = new aws.rds.Cluster(
    ...transformed<aws.rds.ClusterArgs>(
      children.transform.cluster,
      children.name,
      {
        ...clusterInputs(children, engine.kind, dependencies),
        dbClusterInstanceClass: engine.instanceClass,
        allocatedStorage: storageGibibytes(size),
        storageType: type ?? "gp3",
        ...(iops !== undefined && { iops }),
        autoMinorVersionUpgrade: settings.autoMinorVersionUpgrade,
        ...settings.insights,
        performanceInsightsKmsKeyId: args.kmsKeyArn,
        monitoringInterval: settings.monitoringIntervalSeconds,
        monitoringRoleArn,
      },
      clusterOptions(children, engine.kind, dependencies),
    ),
  );
  return {
    identifier: cluster.clusterIdentifier,
    arn: cluster.arn,
    resourceId: cluster.clusterResourceId,
    writerHost: cluster.endpoint,
    readerHosts: cluster.readerEndpoint.apply((host) => [host]),
    port: cluster.port,
    databaseName: cluster.databaseName,
    username: cluster.masterUsername,
    servers: Array.from({ length: MULTI_AZ_MEMBERS }, (_, index) => member(cluster, index)),
  };
}

/** RDS names the members after the cluster and their number; after a failover another of them is the writer. */
function member({ clusterIdentifier }: aws.rds.Cluster, index: number): DatabaseServer {
  const role = `-instance-${index + 1}`;
  return {
    role,
    identifier: pulumi.interpolate`${clusterIdentifier}${role}`,
    resourceId: undefined,
    mayBeCopy: true,
  };
}
