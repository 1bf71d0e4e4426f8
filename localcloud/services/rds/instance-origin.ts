import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, number, object, text, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { automatedBackupAt, factsOfAutomatedBackup } from "./automated-backup";
import { factsOf, INSTANCE, instanceNamed, sourceNameOf, sourceOf } from "./instance-lookup";
import { snapshotNamed } from "./snapshot-lookup";

/** What a new instance begins with: nothing, or what another database had. */
export interface Origin {
  readonly kind: "new" | "replica" | "snapshot" | "point in time";
  /** Engine, version, users, storage and key of what it is made from; empty for a new database. */
  readonly facts: Properties;
  /** The instance that a replica follows. */
  readonly source?: CloudResource;
}

/**
 * Where a new instance comes from.
 * @throws {AwsError} where there is nothing of the name.
 */
export function originOf(operation: Operation): Origin {
  const { inputs, region, cloud } = operation;
  if (sourceNameOf(inputs) !== undefined) {
    const source = sourceOf(inputs, region, cloud);
    if (source !== undefined) return { kind: "replica", facts: factsOf(source), source };
    refuse(
      "DBInstanceNotFound",
      `The source instance could not be found: ${sourceNameOf(inputs)}`,
      "replicateSourceDb",
    );
  }
  const snapshot = text(inputs, "snapshotIdentifier");
  if (snapshot !== undefined) return { kind: "snapshot", facts: snapshotFacts(snapshot, operation) };
  const point = object(inputs, "restoreToPointInTime");
  if (point !== undefined) return { kind: "point in time", facts: pointFacts(point, operation) };
  return { kind: "new", facts: {} };
}

function snapshotFacts(name: string, { region, cloud }: Operation): Properties {
  const snapshot = snapshotNamed(name, region, cloud);
  if (snapshot !== undefined) return snapshot.computed;
  refuse("DBSnapshotNotFound", `DBSnapshot not found: ${name}`, "snapshotIdentifier");
}

const SOURCES = ["sourceDbInstanceIdentifier", "sourceDbInstanceAutomatedBackupsArn", "sourceDbiResourceId"] as const;
const TIMES = ["restoreTime", "useLatestRestorableTime"] as const;

/** Amazon RDS API Reference, RestoreDBInstanceToPointInTime. */
function pointFacts(point: Properties, operation: Operation): Properties {
  const [source, ...others] = given(point, SOURCES);
  const isLatest = flag(point, "useLatestRestorableTime") === true;
  if (source === undefined || others.length > 0) {
    refuse(
      "InvalidParameterCombination",
      `Specify exactly one of ${SOURCES.join(", ")}`,
      [source, ...others].map((name) => `restoreToPointInTime${name === undefined ? "" : `.${name}`}`).join(", "),
    );
  }
  if (isLatest === (text(point, "restoreTime") !== undefined)) {
    refuse(
      "InvalidParameterCombination",
      "Specify either RestoreTime or UseLatestRestorableTime",
      TIMES.map((name) => `restoreToPointInTime.${name}`).join(", "),
    );
  }
  return restorableFacts(source, text(point, source) ?? "", operation);
}

function restorableFacts(source: (typeof SOURCES)[number], name: string, operation: Operation): Properties {
  const { region, cloud } = operation;
  const input = `restoreToPointInTime.${source}`;
  if (source === "sourceDbInstanceAutomatedBackupsArn") {
    const backup = automatedBackupAt(name, region, cloud);
    if (backup !== undefined) return factsOfAutomatedBackup(backup, cloud);
    refuse("DBInstanceAutomatedBackupNotFound", `No automated backup found for ${name}`, input);
  }
  const instance =
    source === "sourceDbInstanceIdentifier" ? instanceNamed(name, region, cloud) : cloud.find(INSTANCE, name);
  if (instance?.region === region) return factsWithBackups(instance, input);
  const retained = source === "sourceDbiResourceId" ? automatedBackupAt(name, region, cloud) : undefined;
  if (retained !== undefined) return factsOfAutomatedBackup(retained, cloud);
  refuse("DBInstanceNotFound", `DBInstance ${name} not found.`, input);
}

/** Amazon RDS User Guide, "Restoring a DB instance to a specified time": the source has automated backups. */
function factsWithBackups(instance: CloudResource, input: string): Properties {
  if ((number(instance.computed, "backupRetentionPeriod") ?? 0) > 0) return factsOf(instance);
  refuse(
    "PointInTimeRestoreNotEnabled",
    `Point-in-time restore is not enabled for ${String(instance.computed.identifier)}: its backup retention period is 0`,
    input,
  );
}
