import { automaticName, boundedName } from "../shared/naming";

/** Amazon ElastiCache API Reference, CreateReplicationGroup, ReplicationGroupId. */
const REPLICATION_GROUP_LENGTH = 40;
/** As long as other identifiers of ElastiCache: no document tells of users'. */
const USER_LENGTH = 40;

/** Logical name from which Pulumi makes the id of the replication group. */
export function replicationGroupName(name: string): string {
  return automaticName(withSingleHyphens(name), REPLICATION_GROUP_LENGTH);
}

/** Name without two hyphens in a row, which ElastiCache refuses in the names of groups and snapshots. */
export function withSingleHyphens(name: string): string {
  return name.replace(/-{2,}/g, "-");
}

/** Id of a user or of a group of users, which ElastiCache keeps in lower case. */
export function userId(name: string, user: string): string {
  return boundedName(`${name}-${user}`, USER_LENGTH).toLowerCase();
}
