import type { DeployedResource } from "../support/judge-pack";
import { arn, deployed, type Shapes } from "./shape";
import { KEY_ARN, PROTECTED, TAGS, watched } from "./context";

const subnetGroup = deployed(
  "aws:elasticache/subnetGroup:SubnetGroup",
  "sessions",
  { name: "sessions-8e", description: "Managed by Pulumi", subnetIds: ["subnet-0a1", "subnet-0b2"] },
  { outputs: { arn: arn("elasticache", "subnetgroup:sessions-8e"), id: "sessions-8e", vpcId: "vpc-0d3f" } },
);

function replicationGroup(nodes: Readonly<Record<string, unknown>>, access: Readonly<Record<string, unknown>>) {
  return deployed(
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "sessions",
    {
      replicationGroupId: "sessions-f1",
      description: "Sessions",
      engine: "redis",
      engineVersion: "7.1",
      nodeType: "cache.r7g.large",
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: true,
      kmsKeyId: KEY_ARN,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      autoMinorVersionUpgrade: true,
      snapshotRetentionLimit: 7,
      snapshotWindow: "02:00-03:00",
      maintenanceWindow: "sun:04:00-sun:05:00",
      subnetGroupName: "sessions-8e",
      securityGroupIds: ["sg-0ca1"],
      tags: TAGS,
      ...nodes,
      ...access,
    },
    {
      ...PROTECTED,
      references: { subnetGroupName: [subnetGroup] },
      outputs: {
        arn: arn("elasticache", "replicationgroup:sessions-f1"),
        id: "sessions-f1",
        globalReplicationGroupId: "",
        memberClusters: ["sessions-f1-001", "sessions-f1-002"],
        tagsAll: TAGS,
      },
    },
  );
}

function sessions(nodes: Readonly<Record<string, unknown>>, access: Readonly<Record<string, unknown>>) {
  return [subnetGroup, ...watched(replicationGroup(nodes, access))] as readonly DeployedResource[];
}

export const CACHES: Shapes = {
  "a Redis replication group of one shard with a token": {
    resources: sessions(
      { numCacheClusters: 2, parameterGroupName: "default.redis7" },
      { authToken: "s3cr3t-t0ken-of-16+", authTokenUpdateStrategy: "ROTATE" },
    ),
  },
  "a Redis replication group of several shards with users": {
    resources: sessions(
      {
        numNodeGroups: 2,
        replicasPerNodeGroup: 1,
        clusterMode: "enabled",
        parameterGroupName: "default.redis7.cluster.on",
      },
      { userGroupIds: ["sessions"] },
    ),
  },
};
