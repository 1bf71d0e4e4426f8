import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import { outputsOf } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, text, texts } from "../../model/values";
import { given, refuseUnmodelled } from "../shared/inputs";
import { INSTANCE_CREDENTIALS, requireCredentials, requirePasswords } from "./credentials";
import { KEY_INPUTS, usableKeyRule } from "./encryption";
import { requireUpgrade, versionAfter } from "./engine-upgrade";
import { engineOf, familyOf, requireLifecycleSupport, requireLogTypes } from "./engines";
import { requireInstanceClass } from "./instance-classes";
import { originOf } from "./instance-origin";
import { newOutputs } from "./instance-outputs";
import { monitoringRules } from "./monitoring";
import {
  networkOfGroup,
  refuseDualStack,
  refuseMoveWithinNetwork,
  requireGroupsOfNetwork,
  requireZoneOfGroup,
} from "./network";
import { PARAMETER_GROUP } from "./parameter-group";
import { refuseReduction, requireAutoscaling, requireStorage } from "./storage";
import { requireWindows } from "./windows";

const NOT_MODELLED = [
  "backupTarget",
  "characterSetName",
  "customIamInstanceProfile",
  "customerOwnedIpEnabled",
  "dedicatedLogVolume",
  "domain",
  "domainAuthSecretArn",
  "domainDnsIps",
  "domainFqdn",
  "domainIamRoleName",
  "domainOu",
  "ncharCharacterSetName",
  "optionGroupName",
  "replicaMode",
  "s3Import",
  "timezone",
  "upgradeStorageConfig",
];

/** Rules of every instance, in the order in which AWS and its provider look. */
export const instanceRules: readonly Rule[] = [
  refuseUnmodelled(NOT_MODELLED, "these settings of an instance", "services/rds/instance.ts"),
  ({ inputs }) => {
    requirePasswords(inputs, INSTANCE_CREDENTIALS);
    requireWindows(inputs, { backup: "backupWindow", maintenance: "maintenanceWindow" });
  },
  refuseDualStack,
  refuseTwoOrigins,
  requireWhatIsNew,
  requireUpgrade,
  requireClassAndLogs,
  requireEncryption,
  usableKeyRule(KEY_INPUTS),
  ...monitoringRules,
  requireNetwork,
  refuseMoveWithinNetwork,
  refuseReduction,
  requireInstanceStorage,
  requireParameterFamily,
];

const ORIGINS = ["replicateSourceDb", "restoreToPointInTime", "snapshotIdentifier"] as const;

/** The official provider's schema (`ConflictsWith`). */
function refuseTwoOrigins({ inputs }: Operation): void {
  const origins = given(inputs, ORIGINS);
  if (origins.length <= 1) return;
  refuse(
    "ConflictingArguments",
    `Conflicting configuration arguments: ${origins.join(" conflicts with ")}`,
    origins.join(", "),
  );
}

/** Amazon RDS API Reference, CreateDBInstance: what a database needs that comes from nothing. */
function requireWhatIsNew(operation: Operation): void {
  const { kind, inputs } = operation;
  if (kind === "update" || originOf(operation).kind !== "new") return;
  if (engineOf(text(inputs, "engine")) !== "postgres") {
    refuse("InvalidParameterValue", "Aurora has instances of clusters only: aws.rds.ClusterInstance", "engine");
  }
  if (number(inputs, "allocatedStorage") === undefined) {
    refuse(
      "InvalidParameterCombination",
      "Invalid storage size for engine name postgres: none is given",
      "allocatedStorage",
    );
  }
  requireCredentials(inputs, INSTANCE_CREDENTIALS);
}

/** What an instance will be: its outputs, and its inputs where they are no outputs. */
function wantedOf(operation: Operation): CloudResource["computed"] {
  const { inputs, previous } = operation;
  if (previous === undefined) return { ...inputs, ...newOutputs(operation, "wanted", originOf(operation)) };
  return { ...outputsOf(previous), ...inputs, engineVersionActual: versionAfter(operation) };
}

function requireClassAndLogs(operation: Operation): void {
  const { inputs } = operation;
  const wanted = wantedOf(operation);
  const engine = engineOf(text(wanted, "engine"));
  const version = text(wanted, "engineVersionActual") ?? "";
  requireInstanceClass({
    kind: "postgres",
    engine,
    version,
    instanceClass: text(inputs, "instanceClass") ?? "",
    input: "instanceClass",
  });
  requireLogTypes(engine, version, texts(inputs, "enabledCloudwatchLogsExports"));
  requireLifecycleSupport(operation, version);
}

/** Amazon RDS API Reference, CreateDBInstance, KmsKeyId. */
function requireEncryption(operation: Operation): void {
  const { kind, inputs } = operation;
  if (kind === "update" || text(inputs, "kmsKeyId") === undefined) return;
  const { kind: origin, facts } = originOf(operation);
  if (flag(origin === "new" ? inputs : facts, "storageEncrypted") === true) return;
  // A restore of an unencrypted snapshot with a key encrypts the new database.
  if (origin === "snapshot" || origin === "point in time") return;
  refuse(
    "InvalidParameterCombination",
    origin === "replica"
      ? "You cannot create an encrypted Read Replica from an unencrypted source."
      : "A KMS key is for encrypted storage only.",
    origin === "replica" ? "kmsKeyId" : "kmsKeyId, storageEncrypted",
  );
}

function requireNetwork(operation: Operation): void {
  const group = text(wantedOf(operation), "dbSubnetGroupName");
  requireGroupsOfNetwork(operation, networkOfGroup(group, operation), "DB instance");
  if (operation.kind === "create") requireZoneOfGroup(operation, group);
}

function requireInstanceStorage(operation: Operation): void {
  const { inputs } = operation;
  const wanted = wantedOf(operation);
  const isReplica = operation.kind === "create" && originOf(operation).kind === "replica";
  const storage = {
    type: text(wanted, "storageType") ?? "",
    // The provider leaves a replica's own value out (its source, rds/instance.go).
    gibibytes: number(isReplica ? originOf(operation).facts : wanted, "allocatedStorage") ?? 0,
    iops: number(inputs, "iops") ?? (number(wanted, "iops") || undefined),
    throughput: number(inputs, "storageThroughput") ?? (number(wanted, "storageThroughput") || undefined),
  };
  requireStorage(storage);
  requireAutoscaling(number(inputs, "maxAllocatedStorage"), storage);
  requireStorageOfSnapshot(operation, storage.gibibytes);
}

/** Amazon RDS API Reference, RestoreDBInstanceFromDBSnapshot: as much storage as the source had, or more. */
function requireStorageOfSnapshot(operation: Operation, gibibytes: number): void {
  if (operation.kind === "update") return;
  const needed = number(originOf(operation).facts, "allocatedStorage") ?? 0;
  if (gibibytes >= needed) return;
  refuse(
    "InvalidParameterCombination",
    `Invalid storage size: ${gibibytes} is less than the ${needed} GiB of the source`,
    "allocatedStorage",
  );
}

/** Amazon RDS User Guide, "Working with parameter groups": a group of the engine's family. */
function requireParameterFamily(operation: Operation): void {
  const { region, cloud } = operation;
  const wanted = wantedOf(operation);
  const name = text(wanted, "parameterGroupName") ?? "";
  const group = cloud.ofType(PARAMETER_GROUP).find((each) => each.region === region && outputsOf(each).name === name);
  const needed = familyOf(engineOf(text(wanted, "engine")), text(wanted, "engineVersionActual") ?? "");
  const family = name.startsWith("default.") ? name.slice("default.".length) : text(group?.inputs ?? {}, "family");
  const isGiven = text(operation.inputs, "parameterGroupName") !== undefined || !name.startsWith("default.");
  if (!isGiven || family === undefined || family === needed) return;
  refuse(
    "InvalidParameterCombination",
    `The Parameter Group ${name} with DBParameterGroupFamily ${family} can't be used for this instance. Please use a Parameter Group with DBParameterGroupFamily ${needed}`,
    "parameterGroupName",
  );
}
