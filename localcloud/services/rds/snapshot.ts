import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { refuseUnmodelled } from "../shared/inputs";
import { CLUSTER, clusterNamed } from "./cluster-lookup";
import { clusterFacts } from "./cluster-origin";
import { rdsArn } from "./identifiers";
import { factsOf, instanceNamed, INSTANCE } from "./instance-lookup";
import { CLUSTER_SNAPSHOT, idInRegion, SNAPSHOT } from "./snapshot-lookup";

/** A snapshot that a program takes of an instance; final ones come into being by deletions. */
export const snapshot: ResourceType = {
  type: SNAPSHOT,
  mapping: { operation: "rds.CreateDBSnapshot" },
  replaceOnChanges: ["dbInstanceIdentifier", "dbSnapshotIdentifier", "region"],
  unique: {
    inputs: ["dbSnapshotIdentifier"],
    scope: "region",
    ignoresCase: true,
    code: "DBSnapshotAlreadyExists",
    message: (name) => `Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`,
  },
  references: [
    {
      input: "dbInstanceIdentifier",
      to: [INSTANCE],
      by: "identifier",
      inRegion: true,
      missing: { code: "DBInstanceNotFound", message: (name) => `DBInstance ${name} not found.` },
    },
  ],
  rules: [refuseUnmodelled(["sharedAccounts"], "snapshots of several accounts", "services/rds/snapshot.ts")],
  make: ({ inputs, region, accountId, cloud }) => {
    const instance = instanceNamed(text(inputs, "dbInstanceIdentifier") ?? "", region, cloud);
    const name = (text(inputs, "dbSnapshotIdentifier") ?? "").toLowerCase();
    const arn = rdsArn({ region, accountId }, "snapshot", name);
    return { id: name, computed: { ...(instance && snapshotOutputs(arn, instance)), snapshotType: "manual" } };
  },
};

/** A snapshot that a program takes of a cluster; final ones come into being by deletions. */
export const clusterSnapshot: ResourceType = {
  type: CLUSTER_SNAPSHOT,
  mapping: { operation: "rds.CreateDBClusterSnapshot" },
  replaceOnChanges: ["dbClusterIdentifier", "dbClusterSnapshotIdentifier", "region"],
  unique: {
    inputs: ["dbClusterSnapshotIdentifier"],
    scope: "region",
    ignoresCase: true,
    code: "DBClusterSnapshotAlreadyExistsFault",
    message: (name) =>
      `Cannot create the cluster snapshot because a snapshot with the identifier ${name} already exists.`,
  },
  references: [
    {
      input: "dbClusterIdentifier",
      to: [CLUSTER],
      by: "clusterIdentifier",
      inRegion: true,
      missing: { code: "DBClusterNotFoundFault", message: (name) => `DBCluster ${name} not found.` },
    },
  ],
  rules: [refuseUnmodelled(["sharedAccounts"], "snapshots of several accounts", "services/rds/snapshot.ts")],
  make: (operation) => {
    const { inputs, region, cloud } = operation;
    const cluster = clusterNamed(text(inputs, "dbClusterIdentifier") ?? "", region, cloud);
    const name = (text(inputs, "dbClusterSnapshotIdentifier") ?? "").toLowerCase();
    const arn = rdsArn(operation, "cluster-snapshot", name);
    return { id: name, computed: cluster === undefined ? { arn } : clusterSnapshotOutputs(arn, cluster) };
  },
};

/** The final snapshot of a cluster as the cloud stores it; it belongs to no stack. */
export function storedClusterSnapshot(name: string, cluster: CloudResource, cloud: CloudReader): CloudResource {
  const { region, computed } = cluster;
  const identifier = name.toLowerCase();
  const arn = rdsArn({ region, accountId: cloud.accountId }, "cluster-snapshot", identifier);
  return {
    type: CLUSTER_SNAPSHOT,
    id: idInRegion(CLUSTER_SNAPSHOT, identifier, region, cloud),
    region,
    urn: "",
    inputs: { dbClusterIdentifier: computed.clusterIdentifier, dbClusterSnapshotIdentifier: identifier },
    computed: clusterSnapshotOutputs(arn, cluster),
  };
}

function clusterSnapshotOutputs(arn: string, cluster: CloudResource): CloudResource["computed"] {
  return {
    ...clusterFacts(cluster),
    arn,
    dbClusterSnapshotArn: arn,
    engineVersion: cluster.computed.engineVersionActual,
    snapshotType: "manual",
    status: "available",
  };
}

/** The final snapshot of an instance as the cloud stores it; it belongs to no stack. */
export function storedSnapshot(name: string, instance: CloudResource, cloud: CloudReader): CloudResource {
  const { region } = instance;
  const { accountId } = cloud;
  const identifier = name.toLowerCase();
  const arn = rdsArn({ region, accountId }, "snapshot", identifier);
  return {
    type: SNAPSHOT,
    id: idInRegion(SNAPSHOT, identifier, region, cloud),
    region,
    urn: "",
    inputs: { dbInstanceIdentifier: instance.computed.identifier, dbSnapshotIdentifier: identifier },
    computed: { ...snapshotOutputs(arn, instance), snapshotType: "manual" },
  };
}

function snapshotOutputs(snapshotArn: string, instance: CloudResource): CloudResource["computed"] {
  const { computed } = instance;
  return {
    ...factsOf(instance),
    arn: snapshotArn,
    dbSnapshotArn: snapshotArn,
    availabilityZone: computed.availabilityZone,
    encrypted: computed.storageEncrypted,
    engineVersion: computed.engineVersionActual,
    licenseModel: "postgresql-license",
    sourceDbSnapshotIdentifier: "",
    sourceRegion: "",
    status: "available",
  };
}
