import { replicationGroup } from "../../../../localcloud/services/elasticache/replication-group";
import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, refusalOf, type TestCloud } from "../../support";
import { SECURITY_GROUP, VPC } from "../ec2/network";
import {
  cached,
  CLUSTER,
  delivery,
  LOG,
  PARAMETER_GROUP,
  REPLICATION_GROUP,
  SUBNET_GROUP,
  users,
  USER_GROUP,
} from "./cached";

function prepared(cloud: TestCloud) {
  const given = cached(cloud);
  cloud.create(REPLICATION_GROUP, { ...given.inputs, replicationGroupId: "taken" });
  cloud.create(SUBNET_GROUP, { name: "one-zone", subnetIds: [given.subnetIds[0], given.secondOfZoneA] });
  cloud.create(PARAMETER_GROUP, { name: "of-redis", family: "redis7" });
  cloud.create(PARAMETER_GROUP, { name: "of-valkey", family: "valkey8" });
  cloud.create(PARAMETER_GROUP, {
    name: "clustered",
    family: "valkey8",
    parameters: [{ name: "cluster-enabled", value: "yes" }],
  });
  cloud.create(PARAMETER_GROUP, {
    name: "least-frequently",
    family: "valkey8",
    parameters: [{ name: "maxmemory-policy", value: "allkeys-lfu" }],
  });
  users(cloud);
  cloud.create(USER_GROUP, { userGroupId: "of-valkey", engine: "valkey", userIds: ["sessions-application"] });
  const otherVpcId = cloud.create(VPC, { cidrBlock: "10.1.0.0/16" }).id;
  const foreignGroupId = cloud.create(SECURITY_GROUP, { vpcId: otherVpcId, name: "cache" }).id;
  const keyArn = String(cloud.outputs(cloud.create("aws:kms/key:Key", {})).arn);
  return { ...given, foreignGroupId, keyArn };
}

const REDIS = { engine: "redis", engineVersion: "7.1" };

describeLimits(REPLICATION_GROUP, [
  ["replicationGroupId", "x".repeat(41), "x".repeat(40), "InvalidParameterValue", "1-40 characters"],
  ["replicationGroupId", "sessions--1", "sessions-1", "InvalidParameterValue", "1-40 characters"],
  ["description", "x".repeat(256), "x".repeat(255), "InvalidParameterValue", "equal to 255"],
  ["engine", "memcached", "redis", "InvalidParameterValue", "engine"],
  ["nodeType", "cache.t4g.large", "cache.t4g.medium", "InvalidParameterValue", "cache.t4g.large is not supported"],
  ["nodeType", "db.r7g.large", "cache.r7g.large", "InvalidParameterValue", "db.r7g.large is not supported"],
  ["numCacheClusters", 7, 6, "InvalidParameterValue", "numCacheClusters"],
  ["replicasPerNodeGroup", 6, 5, "InvalidParameterValue", "replicasPerNodeGroup"],
  ["numNodeGroups", 0, 1, "InvalidParameterValue", "numNodeGroups"],
  ["snapshotRetentionLimit", 36, 35, "InvalidParameterValue", "snapshotRetentionLimit"],
  ["userGroupIds", ["sessions", "reports"], ["sessions"], "InvalidParameterValue", "userGroupIds"],
  ["transitEncryptionMode", "optional", "preferred", "InvalidParameterValue", "transitEncryptionMode"],
]);

describeRules(REPLICATION_GROUP, prepared, [
  [
    "an id that another has",
    { replicationGroupId: "Taken" },
    { replicationGroupId: "taken-2" },
    "ReplicationGroupAlreadyExists",
    "Taken already exists. (replicationGroupId)",
  ],
  [
    "a version that the engine hasn't",
    { engineVersion: "7.1" },
    { ...REDIS },
    "InvalidParameterValue",
    "'7.1', must be one of 7.2, 8.0",
  ],
  [
    "a version with its patch, which Valkey's versions are without",
    { engineVersion: "8.0.1" },
    { engineVersion: "8.0" },
    "InvalidParameterValue",
    "(engineVersion)",
  ],
  [
    "a parameter group of another family",
    { parameterGroupName: "of-redis" },
    { parameterGroupName: "of-valkey" },
    "InvalidParameterCombination",
    "Expected a parameter group of family valkey8 but found one of family redis7",
  ],
  [
    "a default parameter group of another version",
    { parameterGroupName: "default.valkey7" },
    { parameterGroupName: "default.valkey8" },
    "InvalidParameterCombination",
    "(parameterGroupName, engineVersion)",
  ],
  [
    "a parameter group that isn't there",
    { parameterGroupName: "nobodys" },
    {},
    "CacheParameterGroupNotFound",
    "(parameterGroupName)",
  ],
  [
    "a subnet group that isn't there",
    { subnetGroupName: "nobodys" },
    {},
    "CacheSubnetGroupNotFoundFault",
    "(subnetGroupName)",
  ],
  [
    "failover without a replica",
    { numCacheClusters: 1, multiAzEnabled: false },
    { numCacheClusters: 1, multiAzEnabled: false, automaticFailoverEnabled: false },
    "InvalidParameterCombination",
    '"num_cache_clusters": must be at least 2 if automatic_failover_enabled is true',
  ],
  [
    "several zones without failover",
    { automaticFailoverEnabled: false },
    { automaticFailoverEnabled: false, multiAzEnabled: false },
    "InvalidParameterCombination",
    "automatic_failover_enabled must be true if multi_az_enabled is true",
  ],
  [
    "several zones with subnets in one",
    { subnetGroupName: "one-zone" },
    { subnetGroupName: "one-zone", multiAzEnabled: false },
    "InvalidParameterCombination",
    "has them in eu-west-1a (multiAzEnabled, subnetGroupName)",
  ],
  [
    "several zones for shards without replicas",
    { ...CLUSTER, replicasPerNodeGroup: 0 },
    CLUSTER,
    "InvalidParameterCombination",
    "(multiAzEnabled, replicasPerNodeGroup)",
  ],
  ["nodes beside shards", { ...CLUSTER, numCacheClusters: 2 }, CLUSTER, "ConflictingArguments", "num_cache_clusters"],
  [
    "replicas of shards whose number isn't said",
    { ...CLUSTER, numNodeGroups: undefined },
    { ...CLUSTER, numNodeGroups: 1 },
    "InvalidParameterCombination",
    "(replicasPerNodeGroup, numNodeGroups)",
  ],
  [
    "several shards without cluster mode",
    { ...CLUSTER, parameterGroupName: "default.valkey8" },
    { ...CLUSTER, parameterGroupName: "clustered" },
    "InvalidParameterCombination",
    "cluster-enabled yes (numNodeGroups, parameterGroupName)",
  ],
  [
    "cluster mode without failover",
    { ...CLUSTER, automaticFailoverEnabled: false, multiAzEnabled: false },
    { ...CLUSTER, multiAzEnabled: false },
    "InvalidParameterCombination",
    "auto failover turned off. (automaticFailoverEnabled)",
  ],
  [
    "cluster mode with a parameter group that is not for it",
    { clusterMode: "enabled", parameterGroupName: "of-valkey" },
    { clusterMode: "enabled", parameterGroupName: "clustered" },
    "InvalidParameterCombination",
    "(clusterMode, parameterGroupName)",
  ],
  [
    "preferred zones of other nodes",
    { preferredCacheClusterAzs: ["eu-west-1a"] },
    { preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1b"] },
    "InvalidParameterCombination",
    "(preferredCacheClusterAzs)",
  ],
  [
    "preferred zones without a subnet",
    { preferredCacheClusterAzs: ["eu-west-1a", "eu-west-1c"] },
    {},
    "InvalidParameterValue",
    "eu-west-1c",
  ],
  [
    "nodes that the version doesn't run on",
    { engine: "redis", engineVersion: "6.0", nodeType: "cache.r6gd.xlarge", dataTieringEnabled: true },
    { engine: "redis", engineVersion: "6.2", nodeType: "cache.r6gd.xlarge", dataTieringEnabled: true },
    "InvalidParameterCombination",
    "needs engine version 6.2 or later, got 6.0",
  ],
  [
    "nodes with disks without data tiering",
    { nodeType: "cache.r6gd.xlarge" },
    { nodeType: "cache.r6gd.xlarge", dataTieringEnabled: true },
    "InvalidParameterCombination",
    "(dataTieringEnabled, nodeType)",
  ],
  [
    "data tiering with an eviction policy that it doesn't know",
    { nodeType: "cache.r6gd.xlarge", dataTieringEnabled: true, parameterGroupName: "least-frequently" },
    { parameterGroupName: "least-frequently" },
    "InvalidParameterCombination",
    "got allkeys-lfu (parameterGroupName)",
  ],
  [
    "encryption in transit outside of a subnet group",
    { subnetGroupName: undefined },
    { subnetGroupName: undefined, transitEncryptionEnabled: false },
    "InvalidParameterCombination",
    "Encryption features require a cache subnet group",
  ],
  [
    "a mode of encryption in transit that is off",
    { transitEncryptionEnabled: false, transitEncryptionMode: "required" },
    { transitEncryptionMode: "required" },
    "InvalidParameterCombination",
    "(transitEncryptionMode, transitEncryptionEnabled)",
  ],
  [
    "users without encryption in transit",
    { userGroupIds: ["sessions"], transitEncryptionEnabled: false },
    { userGroupIds: ["sessions"] },
    "InvalidParameterCombination",
    "requires encryption-in-transit",
  ],
  [
    "a token without encryption in transit",
    { authToken: "a-token-of-16-or-more", transitEncryptionEnabled: false },
    { authToken: "a-token-of-16-or-more" },
    "InvalidParameterCombination",
    "AuthToken requires encryption-in-transit",
  ],
  [
    "users beside a token",
    { userGroupIds: ["sessions"], authToken: "a-token-of-16-or-more" },
    { userGroupIds: ["sessions"] },
    "ConflictingArguments",
    "(authToken, userGroupIds)",
  ],
  [
    "a token with a character that ElastiCache doesn't take",
    { authToken: "a-token-of-16-or-more%" },
    { authToken: "a-token-of-16-or-more$" },
    "InvalidParameterValue",
    "Invalid AuthToken provided",
  ],
  [
    "users of Valkey for Redis OSS",
    { ...REDIS, userGroupIds: ["of-valkey"] },
    { userGroupIds: ["of-valkey"] },
    "InvalidParameterCombination",
    "of engine VALKEY can't be associated",
  ],
  [
    "users for an old Redis OSS",
    { engine: "redis", engineVersion: "5.0.6", userGroupIds: ["sessions"] },
    { ...REDIS, userGroupIds: ["sessions"] },
    "InvalidParameterCombination",
    "from Redis OSS 6.0 on",
  ],
  [
    "a user group that isn't there",
    { userGroupIds: ["nobodys"] },
    {},
    "UserGroupNotFound",
    "User Group nobodys not found. (userGroupIds[0])",
  ],
  [
    "a key without encryption at rest",
    ({ keyArn }) => ({ kmsKeyId: keyArn, atRestEncryptionEnabled: false }),
    ({ keyArn }) => ({ kmsKeyId: keyArn }),
    "InvalidParameterCombination",
    "(kmsKeyId, atRestEncryptionEnabled)",
  ],
  [
    "a key that isn't there",
    { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0" },
    {},
    "InvalidKMSKeyFault",
    "(kmsKeyId)",
  ],
  [
    "a security group of another network",
    ({ foreignGroupId }) => ({ securityGroupIds: [foreignGroupId] }),
    ({ securityGroupId }) => ({ securityGroupIds: [securityGroupId] }),
    "InvalidParameterValue",
    "is not in the VPC of the subnet group",
  ],
  [
    "a window without a day",
    { maintenanceWindow: "04:00-05:00" },
    { maintenanceWindow: "Sun:04:00-Sun:05:00" },
    "InvalidParameterValue",
    "ddd:hh24:mi-ddd:hh24:mi",
  ],
  [
    "a window of less than an hour",
    { snapshotWindow: "02:00-02:59" },
    { snapshotWindow: "02:00-03:00" },
    "InvalidParameterValue",
    "at least 60 minutes. (snapshotWindow)",
  ],
  [
    "windows that overlap",
    { snapshotWindow: "03:30-04:30", maintenanceWindow: "sun:04:00-sun:05:00" },
    { snapshotWindow: "03:00-04:00", maintenanceWindow: "sun:04:00-sun:05:00" },
    "InvalidParameterCombination",
    "must not overlap. (snapshotWindow, maintenanceWindow)",
  ],
  [
    "windows that overlap beyond midnight at the end of the week",
    { snapshotWindow: "00:00-01:00", maintenanceWindow: "sat:23:30-sun:00:30" },
    { snapshotWindow: "00:30-01:30", maintenanceWindow: "sat:23:30-sun:00:30" },
    "InvalidParameterCombination",
    "must not overlap",
  ],
  [
    "a log twice",
    { logDeliveryConfigurations: [delivery(), delivery()] },
    { logDeliveryConfigurations: [delivery(), delivery({ logType: "engine-log" })] },
    "InvalidParameterCombination",
    "got slow-log, slow-log",
  ],
  [
    "a log that an old version doesn't deliver",
    { engine: "redis", engineVersion: "6.0", logDeliveryConfigurations: [delivery({ logType: "engine-log" })] },
    { engine: "redis", engineVersion: "6.2", logDeliveryConfigurations: [delivery({ logType: "engine-log" })] },
    "InvalidParameterCombination",
    "from engine version 6.2 on",
  ],
  [
    "a topic that isn't there",
    { notificationTopicArn: "arn:aws:sns:eu-west-1:123456789012:nobody" },
    {},
    "NotFound",
    "(notificationTopicArn)",
  ],
  [
    "a snapshot that isn't there",
    { snapshotName: "nobodys" },
    {},
    "SnapshotNotFoundFault",
    "Snapshot nobodys not found (snapshotName)",
  ],
]);

describeWarnings(
  REPLICATION_GROUP,
  (cloud) => {
    cloud.create("aws:cloudwatch/logGroup:LogGroup", { name: LOG });
    return cached(cloud);
  },
  [
    [
      "a log group that isn't there",
      { logDeliveryConfigurations: [delivery({ destination: "/nobodys" })] },
      { logDeliveryConfigurations: [delivery()] },
      "no logs are delivered: The log group '/nobodys' does not exist (logDeliveryConfigurations[0].destination)",
    ],
  ],
);

it("repeats no token", () => {
  const cloud = inLocalCloud();
  const { inputs } = cached(cloud);

  expect(refusalOf(() => cloud.create(REPLICATION_GROUP, { ...inputs, authToken: "sh0rt-t0ken" }))).not.toContain(
    "sh0rt-t0ken",
  );
  expect(replicationGroup.secrets).toEqual(["authToken", "authTokenWo"]);
});
