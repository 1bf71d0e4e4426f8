import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import { outputsOf } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, text, texts } from "../../model/values";
import { given, refuseUnmodelled } from "../shared/inputs";
import { requireBlueGreen } from "./blue-green";
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
import { isDefaultGroup, PARAMETER_GROUP, requireFamilyOfGroup } from "./parameter-group";
import { replicaRules } from "./replica-rules";
import { refuseReduction, requireAutoscaling, requireStorage, type Storage } from "./storage";
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
  ...replicaRules,
  requireBlueGreen,
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

/** Amazon RDS API Reference, CreateDBInstance, KmsKeyId. A restore with a key encrypts what wasn't. */
function requireEncryption(operation: Operation): void {
  const { kind, inputs } = operation;
  if (kind === "update" || text(inputs, "kmsKeyId") === undefined) return;
  const origin = originOf(operation);
  if (origin.kind === "new" && flag(inputs, "storageEncrypted") !== true) {
    refuse("InvalidParameterCombination", "A KMS key is for encrypted storage only.", "kmsKeyId, storageEncrypted");
  }
  if (origin.kind !== "replica" || flag(origin.facts, "storageEncrypted") === true) return;
  refuse(
    "InvalidParameterCombination",
    "You cannot create an encrypted Read Replica from an unencrypted source.",
    "kmsKeyId",
  );
}

function requireNetwork(operation: Operation): void {
  const group = text(wantedOf(operation), "dbSubnetGroupName");
  requireGroupsOfNetwork(operation, networkOfGroup(group, operation), "DB instance");
  if (operation.kind === "create") requireZoneOfGroup(operation, group);
}

function requireInstanceStorage(operation: Operation): void {
  const storage = storageOf(operation);
  requireStorage(storage);
  requireAutoscaling(number(operation.inputs, "maxAllocatedStorage"), storage);
  requireStorageOfSnapshot(operation, storage.gibibytes);
}

/** What is 0 among the outputs is what AWS decides. */
function storageOf(operation: Operation): Storage {
  const wanted = wantedOf(operation);
  const isReplica = operation.kind === "create" && originOf(operation).kind === "replica";
  return {
    type: String(wanted.storageType),
    // The provider leaves a replica's own value out (its source, rds/instance.go).
    gibibytes: Number((isReplica ? originOf(operation).facts : wanted).allocatedStorage),
    iops: number(wanted, "iops") || undefined,
    throughput: number(wanted, "storageThroughput") || undefined,
  };
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

function requireParameterFamily(operation: Operation): void {
  const wanted = wantedOf(operation);
  const name = text(wanted, "parameterGroupName") ?? "";
  // AWS's default group follows an upgrade.
  const isFollowing = isDefaultGroup(name) && text(operation.inputs, "parameterGroupName") === undefined;
  requireFamilyOfGroup(operation, {
    type: PARAMETER_GROUP,
    input: "parameterGroupName",
    name: isFollowing ? undefined : name,
    family: familyOf(engineOf(text(wanted, "engine")), text(wanted, "engineVersionActual") ?? ""),
    of: "instance",
  });
}
