import type { CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";
import { zonesOf } from "../ec2/region";
import { clusterNamed, instancesOfCluster } from "./cluster-lookup";
import { chosenOver } from "./database-outputs";
import { engineOf, familyOf } from "./engines";
import { DEFAULT_CERTIFICATE_AUTHORITY } from "./instance-outputs";
import { computedText } from "./reading";
import { subnetGroupNamed, zonesOfGroup } from "./subnet-group";

/** The cluster of an instance of one. */
export function clusterOf({ inputs, region, cloud }: Operation): CloudResource | undefined {
  return clusterNamed(text(inputs, "clusterIdentifier") ?? "", region, cloud);
}

/** Outputs of a new instance of a cluster: most are the cluster's. */
export function newMemberOutputs(operation: Operation): Properties {
  const { inputs, cloud } = operation;
  const parent = clusterOf(operation);
  const members = parent === undefined ? [] : instancesOfCluster(parent, cloud);
  const { dbSubnetGroupName, performanceInsightsEnabled, preferredMaintenanceWindow, ...fixed } = ofCluster(parent);
  const version = String(fixed.engineVersionActual);
  return {
    ...chosenOver(inputs, {
      availabilityZone: zoneFor(operation, parent, members.length),
      caCertIdentifier: DEFAULT_CERTIFICATE_AUTHORITY,
      dbParameterGroupName: `default.${familyOf(engineOf(text(inputs, "engine")), version)}`,
      dbSubnetGroupName,
      engineVersion: version,
      monitoringRoleArn: "",
      performanceInsightsEnabled,
      preferredMaintenanceWindow,
      publiclyAccessible: false,
    }),
    ...fixed,
    networkType: "IPV4",
    writer: members.length === 0,
  };
}

/** What an instance has from its cluster. */
function ofCluster(parent: CloudResource | undefined): Properties {
  const nothing = {
    dbSubnetGroupName: "default",
    engineVersionActual: "",
    kmsKeyId: "",
    performanceInsightsEnabled: false,
    port: 0,
    preferredBackupWindow: "",
    preferredMaintenanceWindow: "",
    storageEncrypted: false,
  };
  return chosenOver(parent?.computed ?? {}, nothing);
}

/** Aurora spreads the instances of a cluster over the zones of its subnet group. */
function zoneFor({ region, cloud }: Operation, parent: CloudResource | undefined, members: number): string {
  const group = subnetGroupNamed(computedText(parent, "dbSubnetGroupName"), region, cloud);
  const zones = group === undefined ? zonesOf(region) : zonesOfGroup(group, cloud);
  return zones[members % Math.max(zones.length, 1)] ?? "";
}
