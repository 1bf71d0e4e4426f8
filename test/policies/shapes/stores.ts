import { BACKUPS, BY_TAG, selection } from "./backups";
import type { DeployedResource } from "../support/judge-pack";
import { arn, deployed, identified, type Shapes } from "./shape";
import { KEY_ARN, PROTECTED, TAGS } from "./context";

const table = deployed(
  "aws:dynamodb/table:Table",
  "carts",
  {
    name: "carts-4b",
    billingMode: "PAY_PER_REQUEST",
    hashKey: "customer",
    attributes: [{ name: "customer", type: "S" }],
    pointInTimeRecovery: { enabled: true },
    serverSideEncryption: { enabled: true, kmsKeyArn: KEY_ARN },
    deletionProtectionEnabled: true,
    ttl: { attributeName: "expires", enabled: true },
    tags: TAGS,
  },
  { ...PROTECTED, outputs: { arn: arn("dynamodb", "table/carts-4b"), id: "carts-4b", readCapacity: 0, replicas: [] } },
);

const fileSystem = deployed(
  "aws:efs/fileSystem:FileSystem",
  "media",
  { creationToken: "media-9d", encrypted: true, kmsKeyId: KEY_ARN, throughputMode: "elastic", tags: TAGS },
  { ...PROTECTED, outputs: { arn: arn("elasticfilesystem", "file-system/fs-0e1"), id: "fs-0e1", name: "" } },
);

const mountTargets = ["a", "b"].map((zone) =>
  deployed(
    "aws:efs/mountTarget:MountTarget",
    `media-${zone}`,
    { fileSystemId: "fs-0e1", subnetId: `subnet-0${zone}`, securityGroups: ["sg-0ef5"] },
    { references: { fileSystemId: [fileSystem] }, outputs: { id: `fsmt-${zone}`, availabilityZoneName: "" } },
  ),
);

/** EFS's own switch for AWS Backup, which keeps daily copies for five weeks without a plan of the program's. */
const ownBackups = deployed(
  "aws:efs/backupPolicy:BackupPolicy",
  "media",
  { fileSystemId: "fs-0e1", backupPolicy: { status: "ENABLED" } },
  { references: { fileSystemId: [fileSystem] }, outputs: { id: "fs-0e1" } },
);

function searchDomain(module: "opensearch" | "elasticsearch", version: Readonly<Record<string, string>>) {
  return deployed(
    `aws:${module}/domain:Domain`,
    "products",
    {
      domainName: "products",
      ...version,
      clusterConfig: { instanceType: "r7g.large.search", instanceCount: 2, zoneAwarenessEnabled: true },
      ebsOptions: { ebsEnabled: true, volumeSize: 50, volumeType: "gp3" },
      encryptAtRest: { enabled: true, kmsKeyId: KEY_ARN },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
      vpcOptions: { subnetIds: ["subnet-0a1", "subnet-0b2"], securityGroupIds: ["sg-05ea"] },
      tags: TAGS,
    },
    {
      ...PROTECTED,
      outputs: { ...identified("es", "domain/products"), accessPolicies: "", softwareUpdateOptions: {} },
    },
  );
}

const memcached = deployed(
  "aws:elasticache/cluster:Cluster",
  "pages",
  {
    clusterId: "pages-3e",
    engine: "memcached",
    nodeType: "cache.r7g.large",
    numCacheNodes: 2,
    azMode: "cross-az",
    transitEncryptionEnabled: true,
    subnetGroupName: "sessions-8e",
    securityGroupIds: ["sg-0ca2"],
    tags: TAGS,
  },
  { outputs: { arn: arn("elasticache", "cluster:pages-3e"), id: "pages-3e", replicationGroupId: "" } },
);

const serverlessCache = deployed(
  "aws:elasticache/serverlessCache:ServerlessCache",
  "limits",
  {
    name: "limits-2d",
    engine: "valkey",
    kmsKeyId: KEY_ARN,
    userGroupId: "limits",
    dailySnapshotTime: "03:00",
    snapshotRetentionLimit: 7,
    subnetIds: ["subnet-0a1", "subnet-0b2"],
    securityGroupIds: ["sg-0ca3"],
    tags: TAGS,
  },
  { ...PROTECTED, outputs: { arn: arn("elasticache", "serverlesscache:limits-2d"), id: "limits-2d", status: "" } },
);

/** A volume from an encrypted snapshot, which is encrypted too. */
const volumes: readonly DeployedResource[] = [
  deployed(
    "aws:ebs/volume:Volume",
    "restored",
    { availabilityZone: "eu-west-1a", snapshotId: "snap-0f1", type: "gp3", tags: TAGS },
    { outputs: { id: "vol-0f1", arn: arn("ec2", "volume/vol-0f1"), encrypted: true, size: 100 } },
  ),
  deployed(
    "aws:ebs/volume:Volume",
    "scratch",
    { availabilityZone: "eu-west-1b", size: 20, encrypted: true, tags: TAGS },
    { outputs: { id: "vol-0f2", arn: arn("ec2", "volume/vol-0f2"), snapshotId: "", type: "gp2" } },
  ),
];

export const STORES: Shapes = {
  "a DynamoDB table, an EFS file system and a backup of both by their tag": {
    resources: [table, fileSystem, ...mountTargets, ...BACKUPS, selection(BY_TAG)],
  },
  "an EFS file system with a backup policy of its own": { resources: [fileSystem, ...mountTargets, ownBackups] },
  "an OpenSearch domain": { resources: [searchDomain("opensearch", { engineVersion: "OpenSearch_2.17" })] },
  "a search domain under its former name": {
    resources: [searchDomain("elasticsearch", { elasticsearchVersion: "7.10" })],
  },
  "a Memcached cluster and a serverless cache": { resources: [memcached, serverlessCache] },
  "volumes with and without a snapshot": { resources: volumes },
};
