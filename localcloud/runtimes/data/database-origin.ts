import { type CloudReader, type CloudResource, outputsOf } from "../../model/resource";
import { object, text, type Properties } from "../../model/values";
import { CLUSTER_SNAPSHOT, clusterSnapshotNamed, SNAPSHOT, snapshotNamed } from "../../services/rds/snapshot-lookup";
import { CLUSTER, INSTANCE, serverKey } from "./database-keys";

/** What a database begins with. */
export type DataOrigin =
  /** What a snapshot holds. */
  | { readonly kind: "snapshot"; readonly archive: string }
  /** What another server holds when the database is created. */
  | { readonly kind: "server"; readonly server: string; readonly time?: string }
  /** Backups of which nothing on this machine holds the data. */
  | { readonly kind: "backup"; readonly backup: string };

/** Data of a server as they were when a snapshot was taken. */
export interface Archive {
  readonly key: string;
  /** Key of the server of which it is. */
  readonly server: string;
}

/** The data that deployed snapshots hold. */
export function archivesOf(cloud: CloudReader): Archive[] {
  return [
    ...cloud.ofType(SNAPSHOT).map((each) => archiveOf(each, INSTANCE, text(each.inputs, "dbInstanceIdentifier"))),
    ...cloud.ofType(CLUSTER_SNAPSHOT).map((each) => archiveOf(each, CLUSTER, text(each.inputs, "dbClusterIdentifier"))),
  ];
}

function archiveOf(snapshot: CloudResource, type: string, identifier = ""): Archive {
  return { key: archiveKey(snapshot), server: serverKey({ type, region: snapshot.region }, identifier.toLowerCase()) };
}

function archiveKey({ type, region, inputs }: CloudResource): string {
  const name = text(inputs, "dbSnapshotIdentifier") ?? text(inputs, "dbClusterSnapshotIdentifier") ?? "";
  return `${type === SNAPSHOT ? "snapshot" : "cluster-snapshot"}-${region}-${name.toLowerCase()}`;
}

/** What an instance or a cluster begins with; undefined for one that begins empty. */
export function originOf(database: CloudResource, cloud: CloudReader): DataOrigin | undefined {
  const { type, inputs, region } = database;
  const name = text(inputs, "snapshotIdentifier");
  if (name !== undefined) {
    const named = type === INSTANCE ? snapshotNamed : clusterSnapshotNamed;
    const snapshot = named(name, region, cloud);
    return snapshot && { kind: "snapshot", archive: archiveKey(snapshot) };
  }
  const point = object(inputs, "restoreToPointInTime");
  return point && (type === INSTANCE ? pointOfInstance(point, region, cloud) : pointOfCluster(point, region, cloud));
}

/** Amazon RDS API Reference, RestoreDBInstanceToPointInTime. */
function pointOfInstance(point: Properties, region: string, cloud: CloudReader): DataOrigin {
  const resourceId = text(point, "sourceDbiResourceId") ?? "";
  const source = cloud.find(INSTANCE, resourceId);
  const identifier = text(point, "sourceDbInstanceIdentifier") ?? (source && text(outputsOf(source), "identifier"));
  if (identifier === undefined) {
    return { kind: "backup", backup: text(point, "sourceDbInstanceAutomatedBackupsArn") ?? resourceId };
  }
  return sourceAt(serverKey({ type: INSTANCE, region }, identifier.toLowerCase()), text(point, "restoreTime"));
}

/** Amazon RDS API Reference, RestoreDBClusterToPointInTime. */
function pointOfCluster(point: Properties, region: string, cloud: CloudReader): DataOrigin {
  const resourceId = text(point, "sourceClusterResourceId");
  const source = cloud.ofType(CLUSTER).find(({ computed }) => computed.clusterResourceId === resourceId);
  const named = text(point, "sourceClusterIdentifier")?.split(":").at(-1); // an identifier, or an ARN
  const identifier = named ?? (source && text(outputsOf(source), "clusterIdentifier")) ?? "";
  return sourceAt(serverKey({ type: CLUSTER, region }, identifier.toLowerCase()), text(point, "restoreToTime"));
}

function sourceAt(server: string, time: string | undefined): DataOrigin {
  return { kind: "server", server, ...(time !== undefined && { time }) };
}

/** What people are told of a database's data; undefined where it began empty. */
export function originTold(origin: DataOrigin | undefined): string | undefined {
  switch (origin?.kind) {
    case undefined:
      return undefined;
    case "snapshot":
      return "restored from its snapshot";
    case "server":
      return origin.time === undefined
        ? "restored to what its source held when it was created"
        : `restored to what its source held when it was created, not at ${origin.time}: no log of changes is kept`;
    case "backup":
      return `empty: nothing on this machine holds the backup ${origin.backup}`;
  }
}
