import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, object, text, texts } from "../../model/values";
import { given, refuseUnmodelled } from "../shared/inputs";
import { instancesOfCluster, isMultiAzCluster } from "./cluster-lookup";
import { clusterOriginOf } from "./cluster-origin";
import { wantedVersion } from "./cluster-outputs";
import { CLUSTER_CREDENTIALS, requireCredentials, requirePasswords } from "./credentials";
import { KEY_INPUTS, usableKeyRule } from "./encryption";
import { requireUpgrade } from "./engine-upgrade";
import { engineOf, familyOf, majorOf, requireLifecycleSupport, requireLogTypes } from "./engines";
import { multiAzRules } from "./multi-az-rules";
import { monitoringRules } from "./monitoring";
import { networkOfGroup, refuseDualStack, requireGroupsOfNetwork } from "./network";
import { CLUSTER_PARAMETER_GROUP, isDefaultGroup, requireFamilyOfGroup } from "./parameter-group";
import { requireWindows } from "./windows";

const NOT_MODELLED = [
  "backtrackWindow",
  "clusterMembers",
  "dbSystemId",
  "domain",
  "domainIamRoleName",
  "enableGlobalWriteForwarding",
  "enableLocalWriteForwarding",
  "globalClusterIdentifier",
  "iamRoles",
  "replicationSourceIdentifier",
  "s3Import",
  "scalingConfiguration",
  "sourceRegion",
];

/** Rules of every cluster. */
export const clusterRules: readonly Rule[] = [
  refuseUnmodelled(NOT_MODELLED, "these settings of a cluster", "services/rds/cluster.ts"),
  ({ inputs }) => {
    requirePasswords(inputs, CLUSTER_CREDENTIALS);
    requireWindows(inputs, { backup: "preferredBackupWindow", maintenance: "preferredMaintenanceWindow" });
  },
  refuseDualStack,
  requireProvisionedMode,
  requireOrigin,
  requireUpgrade,
  requireVersion,
  ...multiAzRules,
  refuseAuroraStorage,
  requireServerlessRange,
  requireEncryption,
  usableKeyRule(KEY_INPUTS),
  ...monitoringRules,
  requireNetwork,
  requireParameterFamily,
  requireInstanceParameterGroup,
];

/** Amazon Aurora User Guide, "Aurora Serverless v1": it ended in 2025, and the other modes before. */
function requireProvisionedMode({ inputs }: Operation): void {
  const mode = text(inputs, "engineMode") ?? "provisioned";
  if (mode === "provisioned" || mode === "") return;
  refuse("InvalidParameterValue", `The engine mode ${mode} you requested is currently unavailable.`, "engineMode");
}

function requireOrigin(operation: Operation): void {
  if (operation.kind === "update") return;
  const facts = clusterOriginOf(operation);
  const engine = engineOf(text(operation.inputs, "engine"));
  if (facts === undefined) {
    requireCredentials(operation.inputs, CLUSTER_CREDENTIALS);
    return;
  }
  if (text(facts, "engine") === engine) return;
  refuse("InvalidParameterCombination", `The source has the engine ${text(facts, "engine")}, not ${engine}`, "engine");
}

function requireVersion(operation: Operation): void {
  const { inputs } = operation;
  const engine = engineOf(text(inputs, "engine"));
  const facts = operation.kind === "update" ? {} : (clusterOriginOf(operation) ?? {});
  const version = wantedVersion(operation, facts);
  requireLogTypes(engine, version, texts(inputs, "enabledCloudwatchLogsExports"));
  requireLifecycleSupport(operation, version);
}

/** Amazon RDS API Reference, CreateDBCluster: Aurora's volume grows by itself, and instances are made apart. */
function refuseAuroraStorage({ inputs }: Operation): void {
  if (isMultiAzCluster(inputs)) return;
  const wrong = given(inputs, ["allocatedStorage", "dbClusterInstanceClass", "iops"]);
  if (wrong.length > 0) {
    refuse(
      "InvalidParameterCombination",
      `The parameter ${wrong[0] ?? ""} is valid for Multi-AZ DB clusters only.`,
      wrong.join(", "),
    );
  }
  const type = text(inputs, "storageType") ?? "";
  if (["", "aurora", "aurora-iopt1"].includes(type)) return;
  refuse("InvalidParameterValue", `Invalid storage type for an Aurora DB cluster: ${type}`, "storageType");
}

/** Amazon Aurora User Guide, "Performance and scaling for Aurora Serverless v2". */
function requireServerlessRange({ inputs }: Operation): void {
  const range = object(inputs, "serverlessv2ScalingConfiguration");
  if (range === undefined) return;
  const [least, most] = [number(range, "minCapacity"), number(range, "maxCapacity")];
  const input = "serverlessv2ScalingConfiguration";
  if (least === undefined || most === undefined || least > most) {
    refuse(
      "InvalidParameterValue",
      "Serverless v2 maximum capacity must be greater than or equal to minimum capacity.",
      `${input}.minCapacity, ${input}.maxCapacity`,
    );
  }
  if (least === 0 || number(range, "secondsUntilAutoPause") === undefined) return;
  refuse(
    "InvalidParameterCombination",
    "SecondsUntilAutoPause is valid with a minimum capacity of 0 only.",
    `${input}.secondsUntilAutoPause, ${input}.minCapacity`,
  );
}

/** Amazon RDS API Reference, CreateDBCluster, KmsKeyId. */
function requireEncryption(operation: Operation): void {
  const { kind, inputs } = operation;
  if (kind === "update" || text(inputs, "kmsKeyId") === undefined) return;
  if (clusterOriginOf(operation) !== undefined || flag(inputs, "storageEncrypted") === true) return;
  refuse("InvalidParameterCombination", "A KMS key is for encrypted storage only.", "kmsKeyId, storageEncrypted");
}

function requireNetwork(operation: Operation): void {
  const group = text(operation.inputs, "dbSubnetGroupName");
  requireGroupsOfNetwork(operation, networkOfGroup(group, operation), "DB cluster");
}

function requireParameterFamily(operation: Operation): void {
  const { inputs } = operation;
  const facts = operation.kind === "update" ? {} : (clusterOriginOf(operation) ?? {});
  requireFamilyOfGroup(operation, {
    type: CLUSTER_PARAMETER_GROUP,
    input: "dbClusterParameterGroupName",
    name: text(inputs, "dbClusterParameterGroupName"),
    family: familyOf(engineOf(text(inputs, "engine")), wantedVersion(operation, facts)),
    of: "cluster",
  });
}

/** Amazon RDS API Reference, ModifyDBCluster, DBInstanceParameterGroupName: for a major upgrade of custom groups. */
function requireInstanceParameterGroup(operation: Operation): void {
  const { inputs, previous, cloud } = operation;
  if (previous === undefined || text(inputs, "dbInstanceParameterGroupName") !== undefined) return;
  if (majorOf(wantedVersion(operation)) === majorOf(String(previous.computed.engineVersionActual))) return;
  const custom = instancesOfCluster(previous, cloud)
    .map((each) => text(each.inputs, "dbParameterGroupName"))
    .find((name) => name !== undefined && !isDefaultGroup(name));
  if (custom === undefined) return;
  refuse(
    "InvalidParameterCombination",
    `The current DB instance parameter group ${custom} is custom. You must explicitly specify a new DB instance parameter group, either default or custom, for the engine version upgrade.`,
    "dbInstanceParameterGroupName",
  );
}
