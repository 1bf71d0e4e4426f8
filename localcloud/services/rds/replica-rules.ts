import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, text } from "../../model/values";
import { given } from "../shared/inputs";
import { versionAfter } from "./engine-upgrade";
import { compareVersions, majorOf } from "./engines";
import { replicasOf, sourceNameOf, sourceOf } from "./instance-lookup";

const MOST_REPLICAS = 15;

/** Rules between a replica and its source. */
export const replicaRules: readonly Rule[] = [
  refuseOwnIdentity,
  refuseOwnPassword,
  requireUsableSource,
  requireKeyAcrossRegions,
  requireSubnetGroupByArn,
  refuseOtherSource,
  refuseUpgradeBeforeReplicas,
  refuseMajorUpgradeOfReplica,
  requireBackupsForReplicas,
  refuseManagedPasswordWithReplicas,
];

function isReplica({ inputs }: Operation): boolean {
  return sourceNameOf(inputs) !== undefined;
}

/** The official provider's schema (`ConflictsWith`): a replica has its source's database and users. */
function refuseOwnIdentity(operation: Operation): void {
  const own = isReplica(operation) ? given(operation.inputs, ["dbName", "username"]) : [];
  if (own.length === 0) return;
  refuse(
    "ConflictingArguments",
    `Conflicting configuration arguments: "${own[0] ?? ""}" conflicts with replicate_source_db`,
    `${own.join(", ")}, replicateSourceDb`,
  );
}

/** Amazon RDS User Guide, "Working with DB instance read replicas": the password is changed at the source. */
function refuseOwnPassword(operation: Operation): void {
  if (!isReplica(operation)) return;
  const isManaged = flag(operation.inputs, "manageMasterUserPassword") === true;
  const own = [
    ...given(operation.inputs, ["password", "passwordWo"]),
    ...(isManaged ? ["manageMasterUserPassword"] : []),
  ];
  if (own.length === 0) return;
  refuse(
    "InvalidParameterCombination",
    "You can't set the master user password of a read replica. Set it at the source DB instance.",
    own.join(", "),
  );
}

/** Amazon RDS API Reference, CreateDBInstanceReadReplica, SourceDBInstanceIdentifier. */
function requireUsableSource({ kind, inputs, region, cloud }: Operation): void {
  const source = kind === "update" ? undefined : sourceOf(inputs, region, cloud);
  if (source === undefined) return;
  if ((number(source.computed, "backupRetentionPeriod") ?? 0) === 0) {
    refuse(
      "InvalidDBInstanceState",
      "Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.",
      "replicateSourceDb",
    );
  }
  if (replicasOf(source, cloud).length >= MOST_REPLICAS) {
    refuse(
      "InstanceQuotaExceeded",
      `The source DB instance already has ${MOST_REPLICAS} read replicas`,
      "replicateSourceDb",
    );
  }
  if (flag(source.inputs, "manageMasterUserPassword") !== true) return;
  // Amazon RDS User Guide, "Password management with Amazon RDS and AWS Secrets Manager", limitations.
  refuse(
    "InvalidParameterCombination",
    "You can't create a read replica of a DB instance whose master user password is managed in AWS Secrets Manager.",
    "replicateSourceDb",
  );
}

/** Amazon RDS API Reference, CreateDBInstanceReadReplica, KmsKeyId. */
function requireKeyAcrossRegions({ kind, inputs, region, cloud }: Operation): void {
  const source = kind === "update" ? undefined : sourceOf(inputs, region, cloud);
  if (source === undefined || source.region === region || source.computed.storageEncrypted !== true) return;
  if (text(inputs, "kmsKeyId") !== undefined) return;
  refuse(
    "InvalidParameterCombination",
    "Cannot create a Cross Region Read Replica from encrypted DB instance without a KMS key of the destination region: KmsKeyId is required.",
    "kmsKeyId",
  );
}

/** Documentation of `dbSubnetGroupName` and `replicateSourceDb` of aws.rds.Instance. */
function requireSubnetGroupByArn({ kind, inputs }: Operation): void {
  const source = kind === "update" ? undefined : sourceNameOf(inputs);
  if (source === undefined || source.startsWith("arn:") || text(inputs, "dbSubnetGroupName") === undefined) return;
  refuse(
    "DBSubnetGroupNotAllowedFault",
    "DB Subnet Group shouldn't be specified for read replicas in the same region as the source, unless the source is named by its ARN.",
    "dbSubnetGroupName, replicateSourceDb",
  );
}

/** The official provider promotes a replica, and refuses to give it another source (its source, rds/instance.go). */
function refuseOtherSource({ inputs, previous, region, cloud }: Operation): void {
  if (previous === undefined || sourceNameOf(inputs) === undefined) return;
  const [before, after] = [previous.inputs, inputs].map((each) => text(each, "replicateSourceDb"));
  const isSame =
    before === after || sourceOf(inputs, region, cloud)?.id === sourceOf(previous.inputs, region, cloud)?.id;
  if (isSame) return;
  refuse("ProviderError", "cannot elect new source database for replication", "replicateSourceDb");
}

/**
 * Amazon RDS User Guide, "Upgrading of the RDS for PostgreSQL DB engine": replicas get a new minor version before
 * their source. A major upgrade takes those of the region along.
 */
function refuseUpgradeBeforeReplicas(operation: Operation): void {
  const { previous, cloud } = operation;
  if (previous === undefined) return;
  const wanted = versionAfter(operation);
  if (majorOf(wanted) !== majorOf(String(previous.computed.engineVersionActual))) return;
  const behind = replicasOf(previous, cloud)
    .filter(({ computed }) => compareVersions(String(computed.engineVersionActual), wanted) < 0)
    .map(({ computed }) => String(computed.identifier));
  if (behind.length === 0) return;
  refuse(
    "DBUpgradeDependencyFailure",
    `One or more of the DB Instance's read replicas need to be upgraded: ${behind.join(", ")}`,
    "engineVersion",
  );
}

/** The same section: a replica gets a major version with its source. */
function refuseMajorUpgradeOfReplica(operation: Operation): void {
  const { previous } = operation;
  if (previous === undefined || !isReplica(operation)) return;
  const running = String(previous.computed.engineVersionActual);
  const wanted = versionAfter(operation);
  if (majorOf(wanted) === majorOf(running)) return;
  refuse(
    "InvalidParameterCombination",
    `A read replica can't be upgraded to the major version ${majorOf(wanted)} by itself. Upgrade its source.`,
    "engineVersion",
  );
}

/** Amazon RDS API Reference, ModifyDBInstance, BackupRetentionPeriod. */
function requireBackupsForReplicas({ inputs, previous, cloud }: Operation): void {
  if (previous === undefined || number(inputs, "backupRetentionPeriod") !== 0) return;
  if (replicasOf(previous, cloud).length === 0) return;
  refuse(
    "InvalidParameterCombination",
    "The backup retention period can't be 0 while the DB instance is a source of read replicas.",
    "backupRetentionPeriod",
  );
}

/** Amazon RDS User Guide, "Password management with Amazon RDS and AWS Secrets Manager", limitations. */
function refuseManagedPasswordWithReplicas({ inputs, previous, cloud }: Operation): void {
  if (previous === undefined || flag(inputs, "manageMasterUserPassword") !== true) return;
  if (replicasOf(previous, cloud).length === 0) return;
  refuse(
    "InvalidParameterCombination",
    "You can't manage the master user password in AWS Secrets Manager for a DB instance that has read replicas.",
    "manageMasterUserPassword",
  );
}
