import { refuse } from "../../model/aws-error";
import { hexadecimalToken } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { refuseUnmodelled } from "../shared/inputs";
import { clusterOf, newMemberOutputs } from "./cluster-instance-outputs";
import { CLUSTER, CLUSTER_INSTANCE, instancesOfCluster, isMultiAzCluster } from "./cluster-lookup";
import { withMember, withoutMember } from "./cluster-members";
import { chosenOver } from "./database-outputs";
import { databaseKeyReferences, usableKeyRule } from "./encryption";
import { hostName, lowerCaseIdentifierLimits, rdsArn, resourceId } from "./identifiers";
import { requireInstanceClass, SERVERLESS } from "./instance-classes";
import { certificateAuthorities } from "./instance-limits";
import { monitoringRules } from "./monitoring";
import { requireZoneOfGroup } from "./network";
import { PARAMETER_GROUP, parameterGroupReference } from "./parameter-group";
import { computedText } from "./reading";
import { subnetGroupReference } from "./subnet-group";
import { BACKUP_WINDOW_LIMITS, MAINTENANCE_WINDOW_LIMITS } from "./windows";

const MOST_INSTANCES = 16;

/** An instance of an Aurora cluster: the first one writes, the others read. */
export const clusterInstance: ResourceType = {
  type: CLUSTER_INSTANCE,
  mapping: {
    operation: "rds.CreateDBInstance",
    inputs: {
      clusterIdentifier: "DBClusterIdentifier",
      caCertIdentifier: "CACertificateIdentifier",
      identifier: null, // the provider draws one where there is none
      instanceClass: "DBInstanceClass",
      performanceInsightsEnabled: "EnablePerformanceInsights",
    },
  },
  documentedLimits: {
    caCertIdentifier: certificateAuthorities(),
    identifier: lowerCaseIdentifierLimits("DBInstanceIdentifier", "identifier"),
    preferredBackupWindow: BACKUP_WINDOW_LIMITS,
    preferredMaintenanceWindow: MAINTENANCE_WINDOW_LIMITS,
    promotionTier: [
      {
        document: "Amazon RDS API Reference, CreateDBInstance, PromotionTier",
        min: 0,
        max: 15,
        code: "InvalidParameterValue",
      },
    ],
  },
  defaults: {
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: false,
    forceDestroy: false,
    monitoringInterval: 0,
    promotionTier: 0,
  },
  replaceOnChanges: [
    "availabilityZone",
    "clusterIdentifier",
    "customIamInstanceProfile",
    "dbSubnetGroupName",
    "engine",
    "identifier",
    "identifierPrefix",
    "region",
  ],
  unique: {
    inputs: ["identifier"],
    scope: "region",
    ignoresCase: true,
    code: "DBInstanceAlreadyExists",
    message: () => "DB instance already exists",
  },
  references: [
    {
      input: "clusterIdentifier",
      to: [CLUSTER],
      by: "clusterIdentifier",
      inRegion: true,
      missing: { code: "DBClusterNotFoundFault", message: (name) => `DBCluster ${name} not found.` },
      inUse: {
        code: "InvalidDBClusterStateFault",
        message: () => "Cluster cannot be deleted, it still contains DB instances in non-deleting state.",
      },
    },
    subnetGroupReference("dbSubnetGroupName"),
    parameterGroupReference("dbParameterGroupName", PARAMETER_GROUP, "database instances"),
    ...databaseKeyReferences.filter(({ input }) => input === "performanceInsightsKmsKeyId"),
  ],
  rules: [
    refuseUnmodelled(
      ["customIamInstanceProfile", "preferredBackupWindow"],
      "these settings of an instance of a cluster",
      "services/rds/cluster-instance.ts",
    ),
    requireAuroraCluster,
    requireClass,
    requireServerlessCluster,
    requireSubnetGroup,
    requireZone,
    usableKeyRule(["performanceInsightsKmsKeyId"]),
    ...monitoringRules,
  ],
  make: (operation) => {
    const { inputs } = operation;
    const identifier =
      text(inputs, "identifier") ?? `${text(inputs, "identifierPrefix") ?? "tf-"}${hexadecimalToken(26)}`;
    const arn = rdsArn(operation, "db", identifier);
    const computed = { ...newMemberOutputs(operation), arn, dbiResourceId: resourceId("db"), identifier };
    return { id: identifier, computed: { ...computed, endpoint: hostName(identifier, operation) } };
  },
  remake: ({ inputs }, { computed }) => chosenOver(inputs, computed),
  sideEffects: withMember,
  deletionEffects: withoutMember,
};

/** Amazon RDS API Reference, CreateDBInstance, DBClusterIdentifier. */
function requireAuroraCluster(operation: Operation): void {
  const parent = clusterOf(operation);
  if (parent === undefined) return;
  const engine = text(parent.computed, "engine");
  if (isMultiAzCluster(parent.computed)) {
    refuse(
      "InvalidParameterCombination",
      "A Multi-AZ DB cluster has the instances that came with it, and no others.",
      "clusterIdentifier",
    );
  }
  if (text(operation.inputs, "engine") !== engine) {
    refuse("InvalidParameterCombination", `The engine of the DB cluster is ${engine}`, "engine");
  }
  if (operation.kind === "update" || instancesOfCluster(parent, operation.cloud).length < MOST_INSTANCES) return;
  // Amazon Aurora User Guide, "Quotas and constraints": a writer and 15 readers.
  refuse("InstanceQuotaExceeded", `The DB cluster already has ${MOST_INSTANCES} DB instances`, "clusterIdentifier");
}

function requireClass(operation: Operation): void {
  const parent = clusterOf(operation);
  if (parent === undefined) return;
  requireInstanceClass({
    kind: "aurora-postgresql",
    engine: String(parent.computed.engine),
    version: String(parent.computed.engineVersionActual),
    instanceClass: text(operation.inputs, "instanceClass") ?? "",
    input: "instanceClass",
  });
}

/** Amazon Aurora User Guide, "Adding an Aurora Serverless v2 reader or writer": the cluster has a range. */
function requireServerlessCluster(operation: Operation): void {
  if (text(operation.inputs, "instanceClass") !== SERVERLESS) return;
  if (clusterOf(operation)?.inputs.serverlessv2ScalingConfiguration !== undefined) return;
  refuse(
    "InvalidDBClusterStateFault",
    "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.",
    "instanceClass",
  );
}

/** Amazon RDS API Reference, CreateDBInstance: the cluster's subnet group. */
function requireSubnetGroup(operation: Operation): void {
  const own = text(operation.inputs, "dbSubnetGroupName");
  const name = computedText(clusterOf(operation), "dbSubnetGroupName");
  if (own === undefined || own === name) return;
  refuse(
    "InvalidParameterCombination",
    `The DB instance and its DB cluster have to be in the same subnet group, ${name}`,
    "dbSubnetGroupName",
  );
}

/** Amazon RDS API Reference, CreateDBInstance: a zone of the cluster's subnet group. */
function requireZone(operation: Operation): void {
  requireZoneOfGroup(operation, computedText(clusterOf(operation), "dbSubnetGroupName"));
}
