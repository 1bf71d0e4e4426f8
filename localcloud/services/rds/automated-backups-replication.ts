import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text } from "../../model/values";
import { storedBackup, AUTOMATED_BACKUP } from "./automated-backup";
import { keyArnOf, rdsKeyReferences, usableKeyRule } from "./encryption";
import { rdsArn, resourceId } from "./identifiers";
import { instanceByReference, sourceNameOf } from "./instance-lookup";

const REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";

/** Automated backups of an instance, copied into the region of this resource. */
export const automatedBackupsReplication: ResourceType = {
  type: REPLICATION,
  mapping: {
    operation: "rds.StartDBInstanceAutomatedBackupsReplication",
    inputs: { retentionPeriod: "BackupRetentionPeriod" },
  },
  documentedLimits: {
    retentionPeriod: [
      {
        document: "Amazon RDS User Guide, Replicating automated backups to another AWS Region",
        min: 1,
        max: 35,
        code: "InvalidParameterValue",
        message: (days) => `Invalid backup retention period: ${days}. Must be between 1 and 35`,
      },
    ],
  },
  defaults: { retentionPeriod: 7 },
  replaceOnChanges: ["kmsKeyId", "preSignedUrl", "region", "retentionPeriod", "sourceDbInstanceArn"],
  references: rdsKeyReferences("kmsKeyId"),
  rules: [requireSource, requireOtherRegion, refuseSecondCopy, requireKey, usableKeyRule(["kmsKeyId"])],
  make: (operation) => {
    const id = rdsArn(operation, "auto-backup", resourceId("ab").toLowerCase());
    return { id, computed: { arn: id } };
  },
  sideEffects: (resource, cloud) => {
    const instance = instanceByReference(text(resource.inputs, "sourceDbInstanceArn") ?? "", "", cloud);
    return instance === undefined ? [] : [withKey(storedBackup(resource.id, resource.region, instance), resource)];
  },
  cascade: ({ id }, cloud) => cloud.ofType(AUTOMATED_BACKUP).filter((backup) => backup.id === id),
};

/** The copies are encrypted with a key of their own region. */
function withKey(backup: CloudResource, { inputs }: CloudResource): CloudResource {
  return { ...backup, inputs: { ...backup.inputs, kmsKeyId: inputs.kmsKeyId } };
}

function sourceOf({ inputs, region, cloud }: Operation): CloudResource | undefined {
  return instanceByReference(text(inputs, "sourceDbInstanceArn") ?? "", region, cloud);
}

/** Amazon RDS User Guide, "Replicating automated backups to another AWS Region": of instances with backups. */
function requireSource(operation: Operation): void {
  const source = sourceOf(operation);
  if (source === undefined) {
    refuse(
      "DBInstanceNotFound",
      `DBInstance ${String(operation.inputs.sourceDbInstanceArn)} not found.`,
      "sourceDbInstanceArn",
    );
  }
  const hasBackups = (number(source.computed, "backupRetentionPeriod") ?? 0) > 0;
  if (hasBackups && sourceNameOf(source.inputs) === undefined) return;
  refuse(
    "InvalidDBInstanceState",
    hasBackups
      ? "Automated backups of a read replica can't be replicated."
      : "Automated backups are not enabled for the source DB instance.",
    "sourceDbInstanceArn",
  );
}

function requireOtherRegion(operation: Operation): void {
  if (sourceOf(operation)?.region !== operation.region) return;
  refuse(
    "InvalidParameterValue",
    "The source DB instance and its replicated backups have to be in different AWS Regions.",
    "sourceDbInstanceArn, region",
  );
}

/** The same section: an instance's backups are replicated into one region. */
function refuseSecondCopy(operation: Operation): void {
  const { kind, inputs, cloud } = operation;
  const known = cloud
    .ofType(REPLICATION)
    .find((each) => each.inputs.sourceDbInstanceArn === inputs.sourceDbInstanceArn);
  if (kind === "update" || known === undefined) return;
  refuse(
    "InvalidDBInstanceAutomatedBackupState",
    `The automated backups of the source DB instance are already replicated to ${known.region}.`,
    "sourceDbInstanceArn",
  );
}

/** Amazon RDS API Reference, StartDBInstanceAutomatedBackupsReplication, KmsKeyId. */
function requireKey(operation: Operation): void {
  if (sourceOf(operation)?.computed.storageEncrypted !== true) return;
  if (keyArnOf(text(operation.inputs, "kmsKeyId"), operation) !== undefined) return;
  refuse(
    "InvalidParameterCombination",
    "KmsKeyId of the destination Region is required to replicate the automated backups of an encrypted DB instance.",
    "kmsKeyId",
  );
}
