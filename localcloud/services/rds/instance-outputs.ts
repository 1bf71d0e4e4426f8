import type { CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, number, text, texts, type Properties } from "../../model/values";
import { zonesOf } from "../ec2/region";
import { chosenOver, encryptionOutputs } from "./database-outputs";
import { isOf, versionAfter } from "./engine-upgrade";
import { engineOf, familyOf, resolvedVersion } from "./engines";
import { hostedZoneId, hostName, rdsArn } from "./identifiers";
import type { Origin } from "./instance-origin";
import { allocatedAfter, storageTypeOf } from "./storage";
import { subnetGroupNamed, zonesOfGroup } from "./subnet-group";
import { DEFAULT_BACKUP_WINDOW, DEFAULT_MAINTENANCE_WINDOW } from "./windows";

/** Certificate authority of new databases (Amazon RDS User Guide, "Certificate authorities"). */
export const DEFAULT_CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";
const PORT = 5432;

/** Outputs of a new instance, without those of its resource id. */
export function newOutputs(operation: Operation, identifier: string, origin: Origin): Properties {
  const { inputs } = operation;
  const { facts } = origin;
  const engine = engineOf(text(facts, "engine") ?? text(inputs, "engine"));
  const engineVersionActual = newVersion(operation, origin);
  const inherited = origin.source === undefined ? {} : inheritedFrom(origin.source, operation);
  const base = { ...defaultsOf(engine, engineVersionActual, operation), ...inherited, ...facts };
  return {
    ...chosenOver(inputs, base),
    ...addressOf(operation, identifier, number(inputs, "port") ?? number(base, "port") ?? PORT),
    engine,
    engineVersionActual,
    engineVersion: text(inputs, "engineVersion") ?? engineVersionActual,
    ...fixedFacts(operation, facts),
    replicas: [],
    replicateSourceDb: text(inputs, "replicateSourceDb") ?? "",
  };
}

/** A replica has its source's version; a restored database is brought to the version that the program asks for. */
function newVersion({ inputs }: Operation, { kind, facts }: Origin): string {
  const asked = text(inputs, "engineVersion");
  const before = text(facts, "engineVersionActual");
  const engine = engineOf(text(facts, "engine") ?? text(inputs, "engine"));
  if (before === undefined) return resolvedVersion(engine, asked);
  const isSame = asked === undefined || kind === "replica" || isOf(before, asked);
  return isSame ? before : resolvedVersion(engine, asked);
}

/** What the source of a new database decides, whatever the program says. */
function fixedFacts(operation: Operation, facts: Properties): Properties {
  const { inputs } = operation;
  return {
    dbName: text(facts, "dbName") ?? text(inputs, "dbName") ?? "",
    username: text(facts, "username") ?? text(inputs, "username") ?? "",
    ...encryptionOutputs(operation, facts),
  };
}

/** Outputs after an update. */
export function changedOutputs(operation: Operation, previous: CloudResource): Properties {
  const { inputs } = operation;
  const { computed } = previous;
  const identifier = text(inputs, "identifier") ?? String(computed.identifier);
  const port = number(inputs, "port") ?? number(computed, "port") ?? PORT;
  const engineVersionActual = versionAfter(operation);
  const wanted = number(inputs, "allocatedStorage");
  const allocated = number(computed, "allocatedStorage");
  return {
    ...chosenOver(inputs, computed),
    ...addressOf(operation, identifier, port),
    engineVersionActual,
    engineVersion: text(inputs, "engineVersion") ?? engineVersionActual,
    allocatedStorage: wanted === undefined ? allocated : allocatedAfter(wanted, allocated),
    parameterGroupName: text(inputs, "parameterGroupName") ?? defaultGroupOf(computed, engineVersionActual),
    replicateSourceDb: text(inputs, "replicateSourceDb") ?? "",
  };
}

/** AWS's default group follows a major upgrade; one of the program's own doesn't. */
function defaultGroupOf(computed: Properties, version: string): string {
  const current = text(computed, "parameterGroupName") ?? "";
  return current.startsWith("default.") ? `default.${familyOf(engineOf(text(computed, "engine")), version)}` : current;
}

function addressOf(operation: Operation, identifier: string, port: number): Properties {
  const address = hostName(identifier, operation);
  return {
    arn: rdsArn(operation, "db", identifier),
    address,
    endpoint: `${address}:${port}`,
    hostedZoneId: hostedZoneId(operation.region),
    identifier,
    listenerEndpoints: [],
    port,
  };
}

/** What AWS fills in for a new instance whose program doesn't say it. */
function defaultsOf(engine: "postgres" | "aurora-postgresql", version: string, operation: Operation): Properties {
  return {
    allocatedStorage: number(operation.inputs, "allocatedStorage") ?? 0,
    availabilityZone: zoneFor(operation),
    backupRetentionPeriod: 0,
    backupTarget: "region",
    backupWindow: DEFAULT_BACKUP_WINDOW,
    caCertIdentifier: DEFAULT_CERTIFICATE_AUTHORITY,
    databaseInsightsMode: "standard",
    dbSubnetGroupName: "default",
    engineLifecycleSupport: "open-source-rds-extended-support",
    iops: 0,
    licenseModel: "postgresql-license",
    maintenanceWindow: DEFAULT_MAINTENANCE_WINDOW,
    monitoringRoleArn: "",
    multiAz: false,
    networkType: "IPV4",
    optionGroupName: `default:postgres-${version.split(".")[0] ?? ""}`,
    parameterGroupName: `default.${familyOf(engine, version)}`,
    performanceInsightsRetentionPeriod: flag(operation.inputs, "performanceInsightsEnabled") === true ? 7 : 0,
    status: "available",
    storageThroughput: 0,
    storageType: storageTypeOf(operation.inputs),
    vpcSecurityGroupIds: [],
  };
}

/** A replica lies where its source lies, with the source's parameters, unless the program says otherwise. */
function inheritedFrom(source: CloudResource, { region }: Operation): Properties {
  if (source.region !== region) return {};
  const { computed } = source;
  return {
    dbSubnetGroupName: computed.dbSubnetGroupName,
    parameterGroupName: computed.parameterGroupName,
    vpcSecurityGroupIds: texts(computed, "vpcSecurityGroupIds"),
  };
}

/** RDS spreads databases over the zones of the subnet group; the local cloud takes the one with the fewest. */
function zoneFor(operation: Operation): string {
  const { inputs, region, cloud } = operation;
  const group = subnetGroupNamed(text(inputs, "dbSubnetGroupName"), region, cloud);
  const zones = group === undefined ? zonesOf(region) : zonesOfGroup(group, cloud);
  const countIn = (zone: string): number =>
    cloud.ofType("aws:rds/instance:Instance").filter(({ computed }) => computed.availabilityZone === zone).length;
  return zones.reduce((least, zone) => (countIn(zone) < countIn(least) ? zone : least), zones[0] ?? "");
}
