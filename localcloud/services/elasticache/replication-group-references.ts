import { refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation, Reference } from "../../model/resource-type";
import { text } from "../../model/values";
import { securityGroupReference } from "../ec2/references";
import { keyReferences } from "../kms/key-reference";
import { topicReference } from "../sns/topic";
import { DEFAULT_GROUP, PARAMETER_GROUP } from "./parameter-group";
import { SUBNET_GROUP } from "./subnet-group";
import { USER_GROUP } from "./user-group";

export const REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

/** What a replication group names (Amazon ElastiCache API Reference, CreateReplicationGroup, Errors). */
export const REFERENCES: readonly Reference[] = [
  {
    input: "parameterGroupName",
    to: [PARAMETER_GROUP],
    inRegion: true,
    missing: { code: "CacheParameterGroupNotFound", message: (name) => `CacheParameterGroup ${name} not found.` },
    inUse: {
      code: "InvalidCacheParameterGroupState",
      message: (name) => `One or more cache clusters are still members of this parameter group ${name}`,
    },
    ignores: (name) => DEFAULT_GROUP.test(name),
  },
  {
    input: "subnetGroupName",
    to: [SUBNET_GROUP],
    inRegion: true,
    missing: { code: "CacheSubnetGroupNotFoundFault", message: (name) => `Cache Subnet Group ${name} does not exist.` },
    inUse: { code: "CacheSubnetGroupInUse", message: (name) => `Cache subnet group ${name} is currently in use` },
  },
  {
    input: "userGroupIds[]",
    to: [USER_GROUP],
    inRegion: true,
    missing: { code: "UserGroupNotFound", message: (id) => `User Group ${id} not found.` },
    inUse: {
      code: "InvalidUserGroupState",
      message: (id) => `User group ${id} is associated with a replication group and can't be deleted.`,
    },
  },
  {
    ...securityGroupReference("securityGroupIds[]"),
    missing: { code: "InvalidParameterValue", message: (id) => `Some security group IDs are invalid: ${id}` },
  },
  ...keyReferences("kmsKeyId", { code: "InvalidKMSKeyFault", message: (key) => `KMS key ${key} not found.` }),
  topicReference("notificationTopicArn"),
];

/** CreateReplicationGroup: a snapshot of that name, which a deleted group left behind. */
export function requireSnapshot({ inputs, region, cloud, kind }: Operation): void {
  const name = text(inputs, "snapshotName");
  if (kind === "update" || name === undefined || takesSnapshot(name, region, cloud)) return;
  refuse("SnapshotNotFoundFault", `Snapshot ${name} not found`, "snapshotName");
}

/** Whether a region has a snapshot of a name. */
export function takesSnapshot(name: string, region: string, cloud: CloudReader): boolean {
  return cloud
    .ofType(REPLICATION_GROUP)
    .some((group) => group.region === region && group.computed.finalSnapshot === name);
}
