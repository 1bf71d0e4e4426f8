import type { CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, number, text, texts, type Properties } from "../../model/values";
import { zonesOf } from "../ec2/region";
import { isMultiAzCluster } from "./cluster-lookup";
import { chosenOver, encryptionOutputs } from "./database-outputs";
import { isOf, versionAfter } from "./engine-upgrade";
import { engineOf, familyOf, resolvedVersion } from "./engines";
import { hostedZoneId, hostName, rdsArn } from "./identifiers";
import { DEFAULT_CERTIFICATE_AUTHORITY } from "./instance-outputs";
import { DEFAULT_BACKUP_WINDOW, DEFAULT_MAINTENANCE_WINDOW } from "./windows";

const PORT = 5432;
const INSTANCES_OF_MULTI_AZ = 3;

/** Outputs of a new cluster, without those of its resource id. */
export function newClusterOutputs(operation: Operation, identifier: string, facts: Properties = {}): Properties {
  const { inputs, region } = operation;
  const engine = engineOf(text(facts, "engine") ?? text(inputs, "engine"));
  const engineVersionActual = clusterVersion(operation, facts);
  const base = { ...defaultsOf(operation, engine, engineVersionActual), ...facts };
  const members = Array.from({ length: INSTANCES_OF_MULTI_AZ }, (_, index) => `${identifier}-instance-${index + 1}`);
  return {
    ...chosenOver(inputs, base),
    ...encryptionOutputs(operation, facts),
    arn: rdsArn(operation, "cluster", identifier),
    clusterIdentifier: identifier,
    clusterMembers: isMultiAzCluster({ engine }) ? members : [],
    databaseName: identityOf("databaseName", facts, inputs),
    endpoint: hostName(identifier, operation, "cluster"),
    engine,
    engineVersion: text(inputs, "engineVersion") ?? engineVersionActual,
    engineVersionActual,
    hostedZoneId: hostedZoneId(region),
    masterUsername: identityOf("masterUsername", facts, inputs),
    readerEndpoint: hostName(identifier, operation, "cluster-ro"),
  };
}

/** What the source of a restored cluster decides, whatever the program says. */
function identityOf(name: string, facts: Properties, inputs: Properties): string {
  return text(facts, name) ?? text(inputs, name) ?? "";
}

function clusterVersion({ inputs }: Operation, facts: Properties): string {
  const asked = text(inputs, "engineVersion");
  const before = text(facts, "engineVersionActual");
  if (before !== undefined && (asked === undefined || isOf(before, asked))) return before;
  return resolvedVersion(engineOf(text(facts, "engine") ?? text(inputs, "engine")), asked);
}

/** The version that a change of a cluster leads to, or that a new one has. */
export function wantedVersion(operation: Operation, facts: Properties = {}): string {
  return operation.previous === undefined ? clusterVersion(operation, facts) : versionAfter(operation);
}

/** Outputs after an update. */
export function changedClusterOutputs(operation: Operation, previous: CloudResource): Properties {
  const { inputs } = operation;
  const engineVersionActual = versionAfter(operation);
  const engine = engineOf(text(previous.computed, "engine"));
  const group = text(previous.computed, "dbClusterParameterGroupName") ?? "";
  const defaultGroup = `default.${familyOf(engine, engineVersionActual)}`;
  return {
    ...chosenOver(inputs, previous.computed),
    engineVersionActual,
    engineVersion: text(inputs, "engineVersion") ?? engineVersionActual,
    dbClusterParameterGroupName:
      text(inputs, "dbClusterParameterGroupName") ?? (group.startsWith("default.") ? defaultGroup : group),
  };
}

function defaultsOf(operation: Operation, engine: "postgres" | "aurora-postgresql", version: string): Properties {
  const { inputs, region } = operation;
  const isMultiAz = isMultiAzCluster({ engine });
  return {
    allocatedStorage: isMultiAz ? (number(inputs, "allocatedStorage") ?? 0) : 1,
    availabilityZones: texts(inputs, "availabilityZones").length > 0 ? inputs.availabilityZones : zonesOf(region),
    backupRetentionPeriod: 1,
    caCertificateIdentifier: isMultiAz ? DEFAULT_CERTIFICATE_AUTHORITY : "",
    caCertificateValidTill: "",
    clusterScalabilityType: "standard",
    databaseInsightsMode: "standard",
    dbClusterParameterGroupName: `default.${familyOf(engine, version)}`,
    dbSubnetGroupName: "default",
    dbSystemId: "",
    engineLifecycleSupport: "open-source-rds-extended-support",
    engineMode: "provisioned",
    iamRoles: [],
    iops: 0,
    monitoringInterval: 0,
    monitoringRoleArn: "",
    networkType: "IPV4",
    performanceInsightsRetentionPeriod: flag(inputs, "performanceInsightsEnabled") === true ? 7 : 0,
    port: PORT,
    preferredBackupWindow: DEFAULT_BACKUP_WINDOW,
    preferredMaintenanceWindow: DEFAULT_MAINTENANCE_WINDOW,
    replicationSourceIdentifier: "",
    storageType: isMultiAz ? "io1" : "",
    vpcSecurityGroupIds: [],
  };
}
