import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Data with which a new database begins. */
export type RestoreSource = SnapshotSource | PointInTimeSource | AutomatedBackupsSource;

/** A snapshot of an instance, or of a cluster for a cluster. */
export interface SnapshotSource {
  readonly kind: "snapshot";
  /** Identifier of a snapshot in this region, or the ARN of one that is shared. */
  readonly identifier: pulumi.Input<string>;
}

/** What another database of this region held at a time. */
export interface PointInTimeSource {
  readonly kind: "point-in-time";
  /** Identifier of the instance, or of the cluster for a cluster. */
  readonly sourceIdentifier: pulumi.Input<string>;
  /** Time in UTC, such as `"2026-11-30T03:00:00Z"`. @default - the latest that can be restored */
  readonly time?: string;
}

/**
 * What the automated backups of an instance held at a time: those that were replicated into this region, or that were
 * kept when the instance was deleted. Only for instances.
 */
export interface AutomatedBackupsSource {
  readonly kind: "automated-backups";
  /** ARN of the automated backups, such as `arn:aws:rds:eu-central-1:123456789012:auto-backup:ab-…`. */
  readonly automatedBackupsArn: pulumi.Input<string>;
  /** Time in UTC, such as `"2026-11-30T03:00:00Z"`. @default - the latest that can be restored */
  readonly time?: string;
}

/** Inputs by which an instance is restored, in place of a new name and user: it has those of its source. */
export function instanceRestore(
  source: RestoreSource,
): Pick<aws.rds.InstanceArgs, "restoreToPointInTime" | "snapshotIdentifier"> {
  switch (source.kind) {
    case "snapshot":
      return { snapshotIdentifier: source.identifier };
    case "point-in-time":
      return {
        restoreToPointInTime: { sourceDbInstanceIdentifier: source.sourceIdentifier, ...instanceTime(source.time) },
      };
    case "automated-backups":
      return {
        restoreToPointInTime: {
          sourceDbInstanceAutomatedBackupsArn: source.automatedBackupsArn,
          ...instanceTime(source.time),
        },
      };
  }
}

/** Inputs by which a cluster is restored. */
export function clusterRestore(
  source: Exclude<RestoreSource, AutomatedBackupsSource>,
): Pick<aws.rds.ClusterArgs, "restoreToPointInTime" | "snapshotIdentifier"> {
  if (source.kind === "snapshot") return { snapshotIdentifier: source.identifier };
  return {
    restoreToPointInTime: {
      sourceClusterIdentifier: source.sourceIdentifier,
      ...(source.time === undefined ? { useLatestRestorableTime: true } : { restoreToTime: source.time }),
    },
  };
}

function instanceTime(time: string | undefined): { readonly restoreTime: string } | { useLatestRestorableTime: true } {
  return time === undefined ? { useLatestRestorableTime: true } : { restoreTime: time };
}
