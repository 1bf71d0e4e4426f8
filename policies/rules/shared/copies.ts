import type { ResourceView } from "../../core";
import { isBlank } from "./properties";

/** Properties that make a resource a copy of another, which holds the data. */
const SOURCES: Readonly<Record<string, string>> = {
  "aws:elasticache/replicationGroup:ReplicationGroup": "globalReplicationGroupId",
  "aws:rds/cluster:Cluster": "replicationSourceIdentifier",
  "aws:rds/instance:Instance": "replicateSourceDb",
};

/** Whether a resource copies another. Outputs that aren't set are empty texts; a value that isn't known yet is set. */
export function isCopy(resource: ResourceView): boolean {
  const source = SOURCES[resource.type];
  return source !== undefined && !isBlank(resource, source);
}
