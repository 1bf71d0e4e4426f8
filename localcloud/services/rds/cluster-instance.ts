import { refuse } from "../../model/aws-error";
import { hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, number, text, type Properties } from "../../model/values";
import { requireZoneOf, zonesOf } from "../ec2/region";
import { refuseUnmodelled } from "../shared/inputs";
import { CLUSTER, CLUSTER_INSTANCE, clusterNamed, instancesOfCluster, isMultiAzCluster } from "./cluster-lookup";
import { chosenOver } from "./database-outputs";
import { databaseKeyReferences, usableKeyRule } from "./encryption";
import { engineOf, familyOf } from "./engines";
import { hostName, lowerCaseIdentifierLimits, rdsArn, resourceId } from "./identifiers";
import { requireInstanceClass, SERVERLESS } from "./instance-classes";
import { certificateAuthorities } from "./instance-limits";
import { DEFAULT_CERTIFICATE_AUTHORITY } from "./instance-outputs";
import { monitoringRules } from "./monitoring";
import { PARAMETER_GROUP, parameterGroupReference } from "./parameter-group";
import { subnetGroupNamed, subnetGroupReference, zonesOfGroup } from "./subnet-group";
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
    requirePlace,
    usableKeyRule(["performanceInsightsKmsKeyId"]),
    ...monitoringRules,
  ],
  make: (operation) => {
    const { inputs } = operation;
    const identifier =
      text(inputs, "identifier") ?? `${text(inputs, "identifierPrefix") ?? "tf-"}${hexadecimalToken(26)}`;
    const arn = rdsArn(operation, "db", identifier);
    const computed = { ...newOutputs(operation), arn, dbiResourceId: resourceId("db"), identifier };
    return { id: identifier, computed: { ...computed, endpoint: hostName(identifier, operation) } };
  },
  remake: ({ inputs }, { computed }) => chosenOver(inputs, computed),
  sideEffects: withMember,
  deletionEffects: withoutMember,
};

function clusterOf({ inputs, region, cloud }: Operation): CloudResource | undefined {
  return clusterNamed(text(inputs, "clusterIdentifier") ?? "", region, cloud);
}

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

/** Amazon RDS API Reference, CreateDBInstance: the cluster's subnet group, and one of its zones. */
function requirePlace(operation: Operation): void {
  const { inputs, region, cloud } = operation;
  const parent = clusterOf(operation);
  const own = text(inputs, "dbSubnetGroupName");
  const name = text(parent?.computed ?? {}, "dbSubnetGroupName");
  if (own !== undefined && own !== name) {
    refuse(
      "InvalidParameterCombination",
      `The DB instance and its DB cluster have to be in the same subnet group, ${name ?? ""}`,
      "dbSubnetGroupName",
    );
  }
  const zone = text(inputs, "availabilityZone");
  if (zone === undefined) return;
  requireZoneOf(region, zone, "availabilityZone");
  const group = subnetGroupNamed(name, region, cloud);
  if (group === undefined || zonesOfGroup(group, cloud).includes(zone)) return;
  refuse(
    "InvalidVPCNetworkStateFault",
    `The DB subnet group ${name ?? ""} has no subnet in the Availability Zone ${zone}.`,
    "availabilityZone",
  );
}

function newOutputs(operation: Operation): Properties {
  const { inputs, region, cloud } = operation;
  const parent = clusterOf(operation);
  const computed = parent?.computed ?? {};
  const siblings = parent === undefined ? [] : instancesOfCluster(parent, cloud);
  const group = subnetGroupNamed(text(computed, "dbSubnetGroupName"), region, cloud);
  const zones = group === undefined ? zonesOf(region) : zonesOfGroup(group, cloud);
  const version = text(computed, "engineVersionActual") ?? "";
  return {
    ...chosenOver(inputs, {
      availabilityZone: zones[siblings.length % Math.max(zones.length, 1)] ?? "",
      caCertIdentifier: DEFAULT_CERTIFICATE_AUTHORITY,
      dbParameterGroupName: `default.${familyOf(engineOf(text(inputs, "engine")), version)}`,
      dbSubnetGroupName: computed.dbSubnetGroupName ?? "default",
      monitoringRoleArn: "",
      performanceInsightsEnabled: flag(computed, "performanceInsightsEnabled") ?? false,
      preferredMaintenanceWindow: computed.preferredMaintenanceWindow ?? "",
      publiclyAccessible: false,
    }),
    engineVersion: text(inputs, "engineVersion") ?? version,
    engineVersionActual: version,
    kmsKeyId: text(computed, "kmsKeyId") ?? "",
    networkType: "IPV4",
    port: number(computed, "port") ?? 0,
    preferredBackupWindow: computed.preferredBackupWindow ?? "",
    storageEncrypted: flag(computed, "storageEncrypted") ?? false,
    writer: siblings.length === 0,
  };
}

/** The cluster lists a new instance. */
function withMember(member: CloudResource, cloud: CloudReader): CloudResource[] {
  const parent = clusterNamed(text(member.inputs, "clusterIdentifier") ?? "", member.region, cloud);
  if (parent === undefined) return [];
  const others = instancesOfCluster(parent, cloud).filter(({ id }) => id !== member.id);
  return [withMembers(parent, [...others, member])];
}

/** Amazon Aurora User Guide, "High availability for Amazon Aurora": the reader of the lowest tier becomes the writer. */
function withoutMember(member: CloudResource, cloud: CloudReader): CloudResource[] {
  const parent = clusterNamed(text(member.inputs, "clusterIdentifier") ?? "", member.region, cloud);
  if (parent === undefined) return [];
  const others = instancesOfCluster(parent, cloud).filter(({ id }) => id !== member.id);
  const tierOf = ({ inputs }: CloudResource): number => number(inputs, "promotionTier") ?? 0;
  const [next] = [...others].sort((one, other) => tierOf(one) - tierOf(other));
  const promoted =
    member.computed.writer === true && next !== undefined
      ? [{ ...next, computed: { ...next.computed, writer: true } }]
      : [];
  return [withMembers(parent, others), ...promoted];
}

function withMembers(parent: CloudResource, members: readonly CloudResource[]): CloudResource {
  const clusterMembers = members.map(({ computed }) => computed.identifier);
  return { ...parent, computed: { ...parent.computed, clusterMembers } };
}
