import { describeRules, inLocalCloud, itRefuses } from "../../support";
import {
  auroraInputs,
  CLUSTER,
  INSTANCE,
  instanceInputs,
  multiAzInputs,
  now,
  REPLICA,
  RESTORED,
  surrounds,
} from "./databases";

const SNAPSHOT = "aws:rds/snapshot:Snapshot";
const CLUSTER_SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot";
const BACKUPS = "local:rds/automatedBackup:AutomatedBackup";

describe("the deletion of an instance", () => {
  itRefuses(
    "while it is protected",
    (cloud) => {
      const instance = cloud.create(INSTANCE, { ...instanceInputs(surrounds(cloud)), deletionProtection: true });
      return {
        violation: () => {
          cloud.delete(instance);
        },
        neighbour: () => {
          cloud.delete(cloud.update(instance, { deletionProtection: false }));
        },
      };
    },
    "InvalidParameterCombination",
    "Cannot delete protected DB Instance, please disable deletion protection and try again. (deletionProtection)",
  );

  itRefuses(
    "without saying whether a snapshot stays",
    (cloud) => {
      const instance = cloud.create(INSTANCE, { ...instanceInputs(surrounds(cloud)), skipFinalSnapshot: false });
      return {
        violation: () => {
          cloud.delete(instance);
        },
        neighbour: () => {
          cloud.delete(cloud.update(instance, { finalSnapshotIdentifier: "final" }));
        },
      };
    },
    "ProviderError",
    "final_snapshot_identifier is required when skip_final_snapshot is false",
  );

  itRefuses(
    "with the name of a snapshot that is there",
    (cloud) => {
      const final = { skipFinalSnapshot: false, finalSnapshotIdentifier: "final" };
      const instance = cloud.create(INSTANCE, { ...instanceInputs(surrounds(cloud)), ...final });
      cloud.create(SNAPSHOT, { dbInstanceIdentifier: "primary", dbSnapshotIdentifier: "Final" });
      return {
        violation: () => {
          cloud.delete(instance);
        },
        neighbour: () => {
          cloud.delete(cloud.update(instance, { finalSnapshotIdentifier: "final-2" }));
        },
      };
    },
    "DBSnapshotAlreadyExists",
    "Cannot create the snapshot because a snapshot with the identifier final already exists.",
  );

  it("leaves a snapshot that belongs to no stack, and a name that is free again", () => {
    const cloud = inLocalCloud();
    const inputs = instanceInputs(surrounds(cloud));
    const final = { skipFinalSnapshot: false, finalSnapshotIdentifier: "Final" };

    cloud.delete(cloud.create(INSTANCE, { ...inputs, ...final }));

    const [snapshot] = cloud.cloud.state.ofType(SNAPSHOT);
    expect(snapshot).toMatchObject({
      id: "final",
      urn: "",
      region: "eu-west-1",
      computed: {
        arn: "arn:aws:rds:eu-west-1:123456789012:snapshot:final",
        allocatedStorage: 100,
        encrypted: true,
        engineVersion: "17.11",
      },
    });
    expect(JSON.stringify(snapshot)).not.toContain(String(inputs.password));
    expect(cloud.create(INSTANCE, inputs).computed.identifier).toBe("primary");
  });
});

describe("an instance that is restored from a snapshot", () => {
  const withSnapshot = (cloud: Parameters<typeof surrounds>[0]) => {
    const given = surrounds(cloud);
    const final = { skipFinalSnapshot: false, finalSnapshotIdentifier: "final", engineVersion: "17.9" };
    cloud.delete(cloud.create(INSTANCE, { ...instanceInputs(given), ...final }));
    return { ...given, inputs: { ...RESTORED, snapshotIdentifier: "final" } };
  };

  describeRules(INSTANCE, withSnapshot, [
    [
      "a snapshot that isn't there",
      { snapshotIdentifier: "none" },
      { snapshotIdentifier: "arn:aws:rds:eu-west-1:123456789012:snapshot:final" },
      "DBSnapshotNotFound",
      "DBSnapshot not found: none (snapshotIdentifier)",
    ],
    [
      "two sources",
      { replicateSourceDb: "primary" },
      {},
      "ConflictingArguments",
      "(replicateSourceDb, snapshotIdentifier)",
    ],
    [
      "less storage than the source had",
      { allocatedStorage: 99 },
      { allocatedStorage: 100 },
      "InvalidParameterCombination",
      "99 is less than the 100 GiB of the source (allocatedStorage)",
    ],
  ]);

  it("has what its source had, and an address and an id of its own", () => {
    const cloud = inLocalCloud();
    const { inputs, keyArn } = withSnapshot(cloud);
    const restored = cloud.create(INSTANCE, inputs);

    expect(restored.computed).toMatchObject({
      dbName: "proofpix",
      engine: "postgres",
      engineVersionActual: "17.9",
      username: "proofpix",
      allocatedStorage: 100,
      storageEncrypted: true,
      kmsKeyId: keyArn,
    });
    expect(restored.computed.address).toMatch(/^restored\./);
  });
});

describe("an instance that is restored to a point in time", () => {
  const withSource = (cloud: Parameters<typeof surrounds>[0]) => {
    const given = surrounds(cloud);
    const source = cloud.create(INSTANCE, instanceInputs(given));
    cloud.create(INSTANCE, { ...instanceInputs(given), identifier: "unsaved", backupRetentionPeriod: 0 });
    const point = { sourceDbInstanceIdentifier: "primary", useLatestRestorableTime: true };
    return { ...given, source, point, inputs: { ...RESTORED, restoreToPointInTime: point } };
  };

  describeRules(INSTANCE, withSource, [
    [
      "a source that isn't there",
      ({ point }) => ({ restoreToPointInTime: { ...point, sourceDbInstanceIdentifier: "none" } }),
      {},
      "DBInstanceNotFound",
      "DBInstance none not found. (restoreToPointInTime.sourceDbInstanceIdentifier)",
    ],
    [
      "a source without backups",
      ({ point }) => ({ restoreToPointInTime: { ...point, sourceDbInstanceIdentifier: "unsaved" } }),
      {},
      "PointInTimeRestoreNotEnabled",
      "Point-in-time restore is not enabled for unsaved",
    ],
    [
      "two times",
      ({ point }) => ({ restoreToPointInTime: { ...point, restoreTime: "2026-11-30T03:00:00Z" } }),
      {
        restoreToPointInTime: { sourceDbInstanceIdentifier: "primary", restoreTime: "2026-11-30T03:00:00Z" },
      },
      "InvalidParameterCombination",
      "Specify either RestoreTime or UseLatestRestorableTime",
    ],
    [
      "two sources",
      ({ point, source }) => ({ restoreToPointInTime: { ...point, sourceDbiResourceId: source.id } }),
      ({ source }) => ({ restoreToPointInTime: { sourceDbiResourceId: source.id, useLatestRestorableTime: true } }),
      "InvalidParameterCombination",
      "Specify exactly one of sourceDbInstanceIdentifier",
    ],
  ]);

  it("finds backups that were kept when the instance was deleted, by its resource id or their ARN", () => {
    const cloud = inLocalCloud();
    surrounds(cloud);
    const inputs = { ...instanceInputs(surrounds(cloud, "eu-west-1", "kept")), deleteAutomatedBackups: false };
    const instance = cloud.create(INSTANCE, inputs);
    cloud.delete(instance);
    const [backups] = cloud.cloud.state.ofType(BACKUPS);
    const latest = { useLatestRestorableTime: true };

    const byId = { ...latest, sourceDbiResourceId: instance.id };
    const byArn = { ...latest, sourceDbInstanceAutomatedBackupsArn: backups?.id };

    expect(cloud.create(INSTANCE, { ...RESTORED, restoreToPointInTime: byId }).computed.dbName).toBe("proofpix");
    expect(
      cloud.create(INSTANCE, { ...RESTORED, identifier: "second", restoreToPointInTime: byArn }).computed.username,
    ).toBe("proofpix");
  });
});

describe("a cluster", () => {
  itRefuses(
    "to go while it is protected",
    (cloud) => {
      const cluster = cloud.create(CLUSTER, { ...auroraInputs(surrounds(cloud)), deletionProtection: true });
      return {
        violation: () => {
          cloud.delete(cluster);
        },
        neighbour: () => {
          cloud.delete(cloud.update(cluster, { deletionProtection: false }));
        },
      };
    },
    "InvalidParameterCombination",
    "Cannot delete protected Cluster, please disable deletion protection and try again.",
  );

  it("leaves a final snapshot, of which another one is made", () => {
    const cloud = inLocalCloud();
    const given = surrounds(cloud);
    const final = { skipFinalSnapshot: false, finalSnapshotIdentifier: "final" };
    cloud.delete(cloud.create(CLUSTER, { ...multiAzInputs(given), ...final }));
    expect(cloud.cloud.state.ofType(CLUSTER_SNAPSHOT)).toEqual([expect.objectContaining({ id: "final", urn: "" })]);

    const restored = cloud.create(CLUSTER, {
      ...multiAzInputs(given),
      ...final,
      snapshotIdentifier: "final",
      databaseName: undefined,
      masterUsername: undefined,
      finalSnapshotIdentifier: "final-2",
    });

    expect(restored.computed).toMatchObject({ databaseName: "proofpix", masterUsername: "proofpix" });
    expect(() => cloud.create(SNAPSHOT, { dbInstanceIdentifier: "none", dbSnapshotIdentifier: "x" })).toThrow(
      "DBInstance none not found.",
    );
  });

  itRefuses(
    "a final snapshot of a name that is taken",
    (cloud) => {
      const final = { skipFinalSnapshot: false, finalSnapshotIdentifier: "final" };
      const cluster = cloud.create(CLUSTER, { ...auroraInputs(surrounds(cloud)), ...final });
      cloud.create(CLUSTER_SNAPSHOT, { dbClusterIdentifier: "aurora", dbClusterSnapshotIdentifier: "final" });
      return {
        violation: () => {
          cloud.delete(cluster);
        },
        neighbour: () => {
          cloud.delete(cloud.update(cluster, { finalSnapshotIdentifier: "final-2" }));
        },
      };
    },
    "DBClusterSnapshotAlreadyExistsFault",
    "a snapshot with the identifier final already exists.",
  );

  itRefuses(
    "a point in time of what isn't there",
    (cloud) => {
      const inputs = auroraInputs(surrounds(cloud));
      cloud.create(CLUSTER, inputs);
      const at = (sourceClusterIdentifier: string) => ({
        ...inputs,
        clusterIdentifier: "restored",
        restoreToPointInTime: { sourceClusterIdentifier, useLatestRestorableTime: true },
      });
      return {
        violation: () => cloud.create(CLUSTER, at("none")),
        neighbour: () => cloud.create(CLUSTER, at("aurora")),
      };
    },
    "DBClusterNotFoundFault",
    "DBCluster none not found. (restoreToPointInTime.sourceClusterIdentifier)",
  );

  itRefuses(
    "another engine than its source",
    (cloud) => {
      const given = surrounds(cloud);
      cloud.create(CLUSTER, auroraInputs(given));
      const point = { sourceClusterIdentifier: "aurora", useLatestRestorableTime: true };
      return {
        violation: () => cloud.create(CLUSTER, { ...multiAzInputs(given), restoreToPointInTime: point }),
        neighbour: () =>
          cloud.create(CLUSTER, { ...auroraInputs(given), clusterIdentifier: "two", restoreToPointInTime: point }),
      };
    },
    "InvalidParameterCombination",
    "The source has the engine aurora-postgresql, not postgres (engine)",
  );
});

it("keeps a source's replicas when the source is restored beside it", () => {
  const cloud = inLocalCloud();
  const primary = cloud.create(INSTANCE, instanceInputs(surrounds(cloud)));
  cloud.create(INSTANCE, REPLICA);
  const point = { sourceDbInstanceIdentifier: "primary", useLatestRestorableTime: true };

  const restored = cloud.create(INSTANCE, { ...RESTORED, restoreToPointInTime: point });

  expect(restored.computed.replicas).toEqual([]);
  expect(now(cloud, primary).computed.replicas).toEqual(["replica"]);
});
