import type { CloudReader, CloudResource } from "../../model/resource";
import { text, type Properties } from "../../model/values";

export const CLUSTER = "aws:rds/cluster:Cluster";
export const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

/** The cluster of an identifier in a region. */
export function clusterNamed(identifier: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return cloud
    .ofType(CLUSTER)
    .find((each) => each.region === region && each.computed.clusterIdentifier === identifier.toLowerCase());
}

/** The instances of a cluster that are resources of their own, the oldest first. */
export function instancesOfCluster(cluster: CloudResource, cloud: CloudReader): CloudResource[] {
  const { clusterIdentifier } = cluster.computed;
  return cloud
    .ofType(CLUSTER_INSTANCE)
    .filter((each) => each.region === cluster.region && each.inputs.clusterIdentifier === clusterIdentifier);
}

/** Whether inputs or outputs are those of a Multi-AZ DB cluster, whose instances AWS makes itself. */
export function isMultiAzCluster(properties: Properties): boolean {
  return (text(properties, "engine") ?? "").toLowerCase() === "postgres";
}
