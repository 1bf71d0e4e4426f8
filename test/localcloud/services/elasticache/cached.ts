import type { Properties } from "../../../../localcloud/model/values";
import type { TestCloud } from "../../support";
import { SECURITY_GROUP, SUBNET, VPC } from "../ec2/network";

export const PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup";
export const REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
export const SUBNET_GROUP = "aws:elasticache/subnetGroup:SubnetGroup";
export const USER = "aws:elasticache/user:User";
export const USER_GROUP = "aws:elasticache/userGroup:UserGroup";

/** A password that no refusal may repeat. */
export const PASSWORD = "a-str0ng-pa))word";

/** A network with a subnet in each of two zones, and a security group. */
export function networked(cloud: TestCloud) {
  const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;
  const subnet = (zone: string, cidrBlock: string): string =>
    cloud.create(SUBNET, { vpcId, cidrBlock, availabilityZone: `eu-west-1${zone}` }).id;
  const subnetIds = [subnet("a", "10.0.0.0/24"), subnet("b", "10.0.1.0/24")];
  const secondOfZoneA = subnet("a", "10.0.2.0/24");
  return {
    vpcId,
    subnetIds,
    secondOfZoneA,
    securityGroupId: cloud.create(SECURITY_GROUP, { vpcId, name: "cache" }).id,
  };
}

/** A user of the local cloud, who authenticates by password. */
export function user(cloud: TestCloud, userId: string, userName: string, changes: Properties = {}): string {
  const authenticationMode = { type: "password", passwords: [PASSWORD] };
  return cloud.create(USER, {
    userId,
    userName,
    engine: "redis",
    accessString: "on ~* +@all",
    authenticationMode,
    ...changes,
  }).id;
}

/** Users in a group of engine Redis, its default user switched off. */
export function users(cloud: TestCloud) {
  const defaultUserId = user(cloud, "sessions-default", "default", { accessString: "off ~* -@all" });
  const userId = user(cloud, "sessions-application", "application");
  const userIds = [defaultUserId, userId];
  const userGroup = cloud.create(USER_GROUP, { userGroupId: "sessions", engine: "redis", userIds });
  return { defaultUserId, userId, userGroup };
}

/** Two encrypted nodes in two zones, and what else a replication group may name. */
export function cached(cloud: TestCloud) {
  const network = networked(cloud);
  const subnetGroup = cloud.create(SUBNET_GROUP, { name: "sessions", subnetIds: network.subnetIds });
  const inputs: Properties = {
    replicationGroupId: "sessions",
    description: "Sessions",
    engine: "valkey",
    engineVersion: "8.2",
    nodeType: "cache.t4g.micro",
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    transitEncryptionEnabled: true,
    subnetGroupName: "sessions",
  };
  return { ...network, subnetGroup, inputs };
}

/** The log group of {@link delivery}. */
export const LOG = "/sessions/slow-log";

/** Delivery of the slow log. */
export function delivery(changes: Properties = {}): Properties {
  return {
    destination: LOG,
    destinationType: "cloudwatch-logs",
    logFormat: "json",
    logType: "slow-log",
    ...changes,
  };
}

/** Changes that make shards of the nodes of {@link cached}. */
export const CLUSTER = {
  numCacheClusters: undefined,
  numNodeGroups: 2,
  replicasPerNodeGroup: 1,
  parameterGroupName: "default.valkey8.cluster.on",
};
