import { refuse } from "../../model/aws-error";
import { outputsOf, type CloudReader, type CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { object, objects } from "../../model/values";
import { versionAfter } from "./engine-upgrade";
import { majorOf } from "./engines";
import { replicasOf, sourceNameOf } from "./instance-lookup";
import { PARAMETER_GROUP } from "./parameter-group";

/** Documentation of `blueGreenUpdate` of aws.rds.Instance: not for replicas, not for their sources, with backups. */
export const requireBlueGreen: Rule = (operation) => {
  if (object(operation.inputs, "blueGreenUpdate")?.enabled !== true) return;
  if (sourceNameOf(operation.inputs) !== undefined) {
    refuse(
      "ProviderError",
      '"blue_green_update.enabled" cannot be set when "replicate_source_db" is set.',
      "blueGreenUpdate.enabled, replicateSourceDb",
    );
  }
  const { previous, cloud } = operation;
  if (previous === undefined || !isChangedByBlueGreen(operation)) return;
  requireSource(previous, cloud);
  requireLogicalReplication(previous, operation);
};

function requireSource(instance: CloudResource, cloud: CloudReader): void {
  if (replicasOf(instance, cloud).length > 0) {
    refuse(
      "ProviderError",
      "A low-downtime update by a blue/green deployment is not supported for DB instances with replicas",
      "blueGreenUpdate.enabled",
    );
  }
  if (Number(instance.computed.backupRetentionPeriod) > 0) return;
  refuse(
    "InvalidDBInstanceState",
    "A blue/green deployment needs automated backups: the backup retention period is 0.",
    "blueGreenUpdate.enabled, backupRetentionPeriod",
  );
}

/**
 * Amazon RDS User Guide, "PostgreSQL replication methods for blue/green deployments": a major upgrade replicates
 * logically, for which the parameters of the running instance have to be set.
 */
function requireLogicalReplication(instance: CloudResource, operation: Operation): void {
  const running = String(instance.computed.engineVersionActual);
  if (majorOf(versionAfter(operation)) === majorOf(running)) return;
  const { region, cloud } = operation;
  const group = cloud
    .ofType(PARAMETER_GROUP)
    .find((each) => each.region === region && outputsOf(each).name === instance.computed.parameterGroupName);
  const parameters = group === undefined ? [] : objects(group.inputs, "parameters");
  if (parameters.some(({ name, value }) => name === "rds.logical_replication" && value === "1")) return;
  refuse(
    "SourceDatabaseNotSupportedFault",
    "Blue/Green Deployments require a DB instance with logical replication enabled. Before you create a Blue/Green Deployment for a DB instance, associate the DB instance with a custom DB instance parameter group that enables logical replication.",
    "blueGreenUpdate.enabled, parameterGroupName",
  );
}

/** Inputs that the provider changes without a blue/green deployment (its source, rds/instance.go). */
const WITHOUT_BLUE_GREEN: ReadonlySet<string> = new Set([
  "allowMajorVersionUpgrade",
  "blueGreenUpdate",
  "deleteAutomatedBackups",
  "deletionProtection",
  "finalSnapshotIdentifier",
  "password",
  "replicateSourceDb",
  "skipFinalSnapshot",
  "tags",
]);

function isChangedByBlueGreen({ inputs, previous }: Operation): boolean {
  const before = previous?.inputs ?? {};
  const names = [...new Set([...Object.keys(before), ...Object.keys(inputs)])];
  return names.some(
    (name) =>
      !name.startsWith("__") &&
      !WITHOUT_BLUE_GREEN.has(name) &&
      JSON.stringify(before[name]) !== JSON.stringify(inputs[name]),
  );
}
