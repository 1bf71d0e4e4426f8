import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import { flag, text } from "../../model/values";
import { rdsArn, resourceId } from "./identifiers";
import { renewedBackups, storedBackup } from "./automated-backup";
import { replicasOf, sourceNameOf, sourceOf } from "./instance-lookup";
import { snapshotNamed } from "./snapshot-lookup";
import { storedSnapshot } from "./snapshot";

/** Amazon RDS API Reference, DeleteDBInstance, DeletionProtection. */
export function refuseProtected({ inputs }: CloudResource): void {
  if (flag(inputs, "deletionProtection") !== true) return;
  refuse(
    "InvalidParameterCombination",
    "Cannot delete protected DB Instance, please disable deletion protection and try again.",
    "deletionProtection",
  );
}

/** Amazon RDS API Reference, DeleteDBInstance, FinalDBSnapshotIdentifier and SkipFinalSnapshot. */
export function requireFinalSnapshot(instance: CloudResource, cloud: CloudReader): void {
  if (flag(instance.inputs, "skipFinalSnapshot") === true) return;
  const name = text(instance.inputs, "finalSnapshotIdentifier");
  if (name === undefined) {
    refuse(
      "ProviderError",
      "final_snapshot_identifier is required when skip_final_snapshot is false",
      "finalSnapshotIdentifier, skipFinalSnapshot",
    );
  }
  if (sourceNameOf(instance.inputs) !== undefined) {
    refuse(
      "InvalidParameterCombination",
      "FinalDBSnapshotIdentifier can not be specified when deleting a read replica instance",
      "finalSnapshotIdentifier, skipFinalSnapshot",
    );
  }
  if (snapshotNamed(name, instance.region, cloud) === undefined) return;
  refuse(
    "DBSnapshotAlreadyExists",
    `Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`,
    "finalSnapshotIdentifier",
  );
}

/** What stays of an instance, and what becomes of those that replicated it. */
export function effectsOfDeletion(instance: CloudResource, cloud: CloudReader): CloudResource[] {
  return [
    ...finalSnapshot(instance, cloud),
    ...retainedBackups(instance, cloud),
    ...renewedBackups(instance, cloud),
    ...promotedReplicas(instance, cloud),
    ...sourceWithout(instance, cloud),
  ];
}

function finalSnapshot(instance: CloudResource, cloud: CloudReader): CloudResource[] {
  const name = text(instance.inputs, "finalSnapshotIdentifier");
  const isSkipped = flag(instance.inputs, "skipFinalSnapshot") === true;
  return isSkipped || name === undefined ? [] : [storedSnapshot(name, instance, cloud)];
}

/** Amazon RDS User Guide, "Retaining automated backups". */
function retainedBackups(instance: CloudResource, { accountId }: CloudReader): CloudResource[] {
  const isKept = flag(instance.inputs, "deleteAutomatedBackups") === false;
  if (!isKept || instance.computed.backupRetentionPeriod === 0) return [];
  const { region } = instance;
  return [storedBackup(rdsArn({ region, accountId }, "auto-backup", resourceId("ab")), region, instance)];
}

/**
 * Amazon RDS User Guide, "Deleting a DB instance that has read replicas": those of the region are promoted; those of
 * other regions stay without a source.
 */
function promotedReplicas(instance: CloudResource, cloud: CloudReader): CloudResource[] {
  return replicasOf(instance, cloud)
    .filter((replica) => replica.region === instance.region)
    .map((replica) => ({
      ...replica,
      inputs: Object.fromEntries(Object.entries(replica.inputs).filter(([name]) => name !== "replicateSourceDb")),
      computed: { ...replica.computed, replicateSourceDb: "" },
    }));
}

/** The source of a replica, which lists one replica less. */
function sourceWithout(replica: CloudResource, cloud: CloudReader): CloudResource[] {
  const source = sourceOf(replica.inputs, replica.region, cloud);
  if (source === undefined) return [];
  const others = replicasOf(source, cloud).filter(({ id }) => id !== replica.id);
  return [withReplicas(source, others)];
}

/** An instance whose output names its replicas: by identifier in its region, by ARN in others. */
export function withReplicas(source: CloudResource, replicas: readonly CloudResource[]): CloudResource {
  const names = replicas.map(({ region, computed }) =>
    String(region === source.region ? computed.identifier : computed.arn),
  );
  return { ...source, computed: { ...source.computed, replicas: names } };
}
