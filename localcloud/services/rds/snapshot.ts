import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { refuseUnmodelled } from "../shared/inputs";
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

/** A snapshot of a cluster, which a deletion leaves. */
export const clusterSnapshot: ResourceType = {
  type: CLUSTER_SNAPSHOT,
  replaceOnChanges: ["dbClusterIdentifier", "dbClusterSnapshotIdentifier", "region"],
  rules: [
    refuseUnmodelled(
      ["dbClusterSnapshotIdentifier"],
      "snapshots of clusters, but those that a deletion leaves",
      "services/rds/snapshot.ts",
    ),
  ],
  make: ({ inputs, region, accountId }) => {
    const name = text(inputs, "dbClusterSnapshotIdentifier") ?? "";
    return { id: name, computed: { arn: rdsArn({ region, accountId }, "cluster-snapshot", name) } };
  },
};

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
