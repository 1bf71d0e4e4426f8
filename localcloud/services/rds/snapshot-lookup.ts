import type { CloudReader, CloudResource } from "../../model/resource";

export const SNAPSHOT = "aws:rds/snapshot:Snapshot";
export const CLUSTER_SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot";

/** The snapshot of an instance by its identifier or its ARN. */
export function snapshotNamed(name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return find(SNAPSHOT, name, region, cloud);
}

/** The snapshot of a cluster by its identifier or its ARN. */
export function clusterSnapshotNamed(name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return find(CLUSTER_SNAPSHOT, name, region, cloud);
}

function find(type: string, name: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return cloud
    .ofType(type)
    .find((each) => each.computed.arn === name || (each.region === region && nameOf(each) === name.toLowerCase()));
}

/** The id of a new snapshot: where another region has one of the name, the region tells the two apart. */
export function idInRegion(type: string, name: string, region: string, cloud: CloudReader): string {
  const other = cloud.find(type, name);
  return other === undefined || other.region === region ? name : `${region}/${name}`;
}

/** Identifier of a snapshot of either kind. */
function nameOf({ inputs }: CloudResource): string {
  return String(inputs.dbSnapshotIdentifier ?? inputs.dbClusterSnapshotIdentifier).toLowerCase();
}
