import { BACKUPS, BY_TAG, selection } from "./backups";
import { arn, deployed, type Shapes } from "./shape";
import { KEY_ARN, PROTECTED, TAGS, watched } from "./context";

const PARAMETERS = [
  { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
  { name: "log_min_duration_statement", value: "1000" },
];

const parameterGroup = deployed(
  "aws:rds/parameterGroup:ParameterGroup",
  "orders",
  { name: "orders-4a", family: "postgres16", description: "Managed by Pulumi", parameters: PARAMETERS, tags: TAGS },
  { outputs: { arn: arn("rds", "pg:orders-4a"), id: "orders-4a" } },
);

const subnetGroup = deployed(
  "aws:rds/subnetGroup:SubnetGroup",
  "orders",
  { name: "orders-7c", description: "Managed by Pulumi", subnetIds: ["subnet-0a1", "subnet-0b2"], tags: TAGS },
  { outputs: { arn: arn("rds", "subgrp:orders-7c"), id: "orders-7c", vpcId: "vpc-0d3f" } },
);

const instance = deployed(
  "aws:rds/instance:Instance",
  "orders",
  {
    identifier: "orders-51",
    engine: "postgres",
    engineVersion: "16.8",
    instanceClass: "db.r6g.large",
    allocatedStorage: 100,
    maxAllocatedStorage: 500,
    storageType: "gp3",
    storageEncrypted: true,
    kmsKeyId: KEY_ARN,
    multiAz: true,
    username: "orders",
    password: "9mK4".repeat(8),
    iamDatabaseAuthenticationEnabled: true,
    dbSubnetGroupName: "orders-7c",
    parameterGroupName: "orders-4a",
    vpcSecurityGroupIds: ["sg-0db1"],
    backupRetentionPeriod: 35,
    backupWindow: "02:00-03:00",
    maintenanceWindow: "sun:03:30-sun:04:30",
    copyTagsToSnapshot: true,
    deletionProtection: true,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: "orders-final",
    autoMinorVersionUpgrade: true,
    applyImmediately: false,
    monitoringInterval: 60,
    monitoringRoleArn: arn("iam", "role/rds-monitoring"),
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: KEY_ARN,
    enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
    caCertIdentifier: "rds-ca-rsa2048-g1",
    tags: TAGS,
  },
  {
    ...PROTECTED,
    references: { dbSubnetGroupName: [subnetGroup], parameterGroupName: [parameterGroup] },
    outputs: {
      arn: arn("rds", "db:orders-51"),
      id: "db-ABCDEFGHIJKL",
      address: "orders-51.c1.eu-west-1.rds.amazonaws.com",
      endpoint: "orders-51.c1.eu-west-1.rds.amazonaws.com:5432",
      publiclyAccessible: false,
      replicateSourceDb: "",
      replicas: ["orders-replica-52"],
      snapshotIdentifier: null,
      tagsAll: TAGS,
    },
  },
);

/** A replica has its source's key, users, backups and subnets. */
const replica = deployed(
  "aws:rds/instance:Instance",
  "orders-replica",
  {
    identifier: "orders-replica-52",
    replicateSourceDb: "orders-51",
    instanceClass: "db.r6g.large",
    autoMinorVersionUpgrade: true,
    skipFinalSnapshot: true,
    deletionProtection: true,
    parameterGroupName: "orders-4a",
    vpcSecurityGroupIds: ["sg-0db1"],
    monitoringInterval: 60,
    monitoringRoleArn: arn("iam", "role/rds-monitoring"),
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: KEY_ARN,
    tags: TAGS,
  },
  {
    references: { replicateSourceDb: [instance], parameterGroupName: [parameterGroup] },
    outputs: {
      arn: arn("rds", "db:orders-replica-52"),
      id: "db-MNOPQRSTUVWX",
      backupRetentionPeriod: 0,
      engine: "postgres",
      kmsKeyId: KEY_ARN,
      multiAz: false,
      publiclyAccessible: false,
      storageEncrypted: true,
      tagsAll: TAGS,
    },
  },
);

const DATABASE = [parameterGroup, subnetGroup, ...watched(instance), ...watched(replica)];

const clusterParameterGroup = deployed(
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "catalog",
  {
    name: "catalog-3d",
    family: "aurora-mysql8.0",
    parameters: [{ name: "require_secure_transport", value: "ON", applyMethod: "immediate" }],
    tags: TAGS,
  },
  { outputs: { arn: arn("rds", "cluster-pg:catalog-3d"), id: "catalog-3d" } },
);

const cluster = deployed(
  "aws:rds/cluster:Cluster",
  "catalog",
  {
    clusterIdentifier: "catalog-90",
    engine: "aurora-mysql",
    engineVersion: "8.0.mysql_aurora.3.08.2",
    masterUsername: "catalog",
    manageMasterUserPassword: true,
    iamDatabaseAuthenticationEnabled: true,
    storageEncrypted: true,
    kmsKeyId: KEY_ARN,
    dbSubnetGroupName: "orders-7c",
    dbClusterParameterGroupName: "catalog-3d",
    vpcSecurityGroupIds: ["sg-0db1"],
    backupRetentionPeriod: 35,
    copyTagsToSnapshot: true,
    deletionProtection: true,
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: "catalog-final",
    enabledCloudwatchLogsExports: ["audit", "error", "slowquery"],
    serverlessv2ScalingConfiguration: { minCapacity: 1, maxCapacity: 8 },
    tags: TAGS,
  },
  {
    ...PROTECTED,
    references: { dbSubnetGroupName: [subnetGroup], dbClusterParameterGroupName: [clusterParameterGroup] },
    outputs: {
      arn: arn("rds", "cluster:catalog-90"),
      id: "catalog-90",
      replicationSourceIdentifier: "",
      availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
      tagsAll: TAGS,
    },
  },
);

const members = [1, 2].map((number) =>
  deployed(
    "aws:rds/clusterInstance:ClusterInstance",
    `catalog-${number}`,
    {
      identifier: `catalog-${number}-1c`,
      clusterIdentifier: "catalog-90",
      engine: "aurora-mysql",
      instanceClass: "db.serverless",
      autoMinorVersionUpgrade: true,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      monitoringInterval: 60,
      monitoringRoleArn: arn("iam", "role/rds-monitoring"),
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: KEY_ARN,
      tags: TAGS,
    },
    {
      references: { clusterIdentifier: [cluster] },
      outputs: { arn: arn("rds", `db:catalog-${number}-1c`), id: `catalog-${number}-1c`, publiclyAccessible: false },
    },
  ),
);

export const DATABASES: Shapes = {
  "an RDS instance, backed up by its ARN": {
    resources: [...DATABASE, ...BACKUPS, selection({ resources: [arn("rds", "db:orders-51")] }, [instance])],
  },
  "an RDS instance, backed up by its tag": { resources: [...DATABASE, ...BACKUPS, selection(BY_TAG)] },
  "an RDS instance, backed up with all others by pattern": {
    resources: [...DATABASE, ...BACKUPS, selection({ resources: ["arn:aws:rds:*:*:db:*"] })],
  },
  "an RDS instance, backed up with everything but what a condition leaves out": {
    resources: [
      ...DATABASE,
      ...BACKUPS,
      selection({
        resources: ["*"],
        conditions: [{ stringNotEquals: [{ key: "aws:ResourceTag/Backup", value: "none" }] }],
      }),
    ],
  },
  "an Aurora cluster without servers of its own": {
    resources: [subnetGroup, clusterParameterGroup, cluster, ...members, ...BACKUPS, selection(BY_TAG)],
  },
};
