import { difference } from "../../../../localcloud/provider/difference";
import { RESOURCE_TYPES } from "../../../../localcloud/services";
import { inLocalCloud, itRefuses } from "../../support";
import {
  auroraInputs,
  CLUSTER,
  CLUSTER_INSTANCE,
  INSTANCE,
  instanceInputs,
  multiAzInputs,
  now,
  PARAMETER_GROUP,
  surrounds,
} from "./databases";

/** Inputs whose change replaces a resource, of those that a change has. */
function replacing(token: string, before: object, after: object): readonly string[] {
  const type = RESOURCE_TYPES.find((each) => each.type === token);
  if (type === undefined) throw new Error(`there is no type ${token}`);
  return difference(type, { ...before }, { ...before, ...after }).replacing;
}

describe("a change of an instance", () => {
  it.each([
    [{ instanceClass: "db.m7g.xlarge" }],
    [{ allocatedStorage: 200, maxAllocatedStorage: 400, storageType: "io1", iops: 3000 }],
    [{ engineVersion: "18", allowMajorVersionUpgrade: true }],
    [{ backupRetentionPeriod: 14, backupWindow: "02:00-03:00", maintenanceWindow: "sun:03:00-sun:04:00" }],
    [{ identifier: "renamed", multiAz: true, dbSubnetGroupName: "other", replicateSourceDb: "other" }],
    [{ password: "another-password", parameterGroupName: "other", vpcSecurityGroupIds: [], tags: { a: "b" } }],
    [{ deletionProtection: true, finalSnapshotIdentifier: "final", skipFinalSnapshot: false, port: 5433 }],
  ])("happens in place: %j", (change) => {
    expect(replacing(INSTANCE, { identifier: "primary" }, change)).toEqual([]);
  });

  it.each([
    ["availabilityZone"],
    ["dbName"],
    ["engine"],
    ["kmsKeyId"],
    ["restoreToPointInTime"],
    ["snapshotIdentifier"],
    ["storageEncrypted"],
    ["username"],
  ])("replaces it: %s", (input) => {
    expect(replacing(INSTANCE, {}, { [input]: "other" })).toEqual([input]);
  });
});

it("sees a change of a write-only password by its version alone", () => {
  const type = RESOURCE_TYPES.find((each) => each.type === INSTANCE);
  if (type === undefined) throw new Error("there is one");
  const [before, after] = [{ passwordWo: "one-password" }, { passwordWo: "another-password" }];

  expect(difference(type, before, after).changed).toEqual([]);
  expect(difference(type, before, { ...after, passwordWoVersion: 2 }).added).toEqual(["passwordWoVersion"]);
});

describe("a change of a cluster", () => {
  it("happens in place, but for its place, its identity and its encryption", () => {
    const inPlace = { engineVersion: "18", backupRetentionPeriod: 9, masterPassword: "another-password", port: 5433 };
    const replaced = ["availabilityZones", "clusterIdentifier", "databaseName", "dbSubnetGroupName", "engine"];
    const encryption = ["kmsKeyId", "masterUsername", "storageEncrypted"];

    expect(replacing(CLUSTER, {}, inPlace)).toEqual([]);
    for (const input of [...replaced, ...encryption]) {
      expect(replacing(CLUSTER, {}, { [input]: "other" })).toEqual([input]);
    }
  });

  it("of its storage replaces a Multi-AZ DB cluster, and not an Aurora one", () => {
    const change = { storageType: "other" };

    expect(replacing(CLUSTER, { engine: "postgres" }, change)).toEqual(["storageType"]);
    expect(replacing(CLUSTER, { engine: "aurora-postgresql" }, change)).toEqual([]);
  });

  it("forgets the snapshot that it was made of, and is replaced by one of another", () => {
    expect(replacing(CLUSTER, { snapshotIdentifier: "one" }, { snapshotIdentifier: undefined })).toEqual([]);
    expect(replacing(CLUSTER, { snapshotIdentifier: "one" }, { snapshotIdentifier: "two" })).toEqual([
      "snapshotIdentifier",
    ]);
  });

  it("of an instance's class happens in place, and of its identifier replaces it", () => {
    expect(replacing(CLUSTER_INSTANCE, {}, { instanceClass: "db.r7g.xlarge", promotionTier: 3 })).toEqual([]);
    expect(replacing(CLUSTER_INSTANCE, {}, { identifier: "other" })).toEqual(["identifier"]);
  });
});

describe("an upgrade", () => {
  const at = (cloud: Parameters<typeof surrounds>[0], engineVersion: string) =>
    cloud.create(INSTANCE, { ...instanceInputs(surrounds(cloud)), engineVersion });

  itRefuses(
    "to an older version",
    (cloud) => {
      const instance = at(cloud, "17.9");
      return {
        violation: () => cloud.update(instance, { engineVersion: "17.8" }),
        neighbour: () => cloud.update(instance, { engineVersion: "17.10" }),
      };
    },
    "InvalidParameterCombination",
    "Cannot upgrade postgres from 17.9 to 17.8 (engineVersion)",
  );

  itRefuses(
    "to another major version that isn't allowed",
    (cloud) => {
      const instance = at(cloud, "16");
      return {
        violation: () => cloud.update(instance, { engineVersion: "17" }),
        neighbour: () => cloud.update(instance, { engineVersion: "17", allowMajorVersionUpgrade: true }),
      };
    },
    "InvalidParameterCombination",
    "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version. (engineVersion, allowMajorVersionUpgrade)",
  );

  itRefuses(
    "with the parameter group of the old version",
    (cloud) => {
      cloud.create(PARAMETER_GROUP, { name: "sixteen", family: "postgres16" });
      cloud.create(PARAMETER_GROUP, { name: "seventeen", family: "postgres17" });
      const instance = cloud.update(at(cloud, "16"), { parameterGroupName: "sixteen" });
      const upgrade = { engineVersion: "17", allowMajorVersionUpgrade: true };
      return {
        violation: () => cloud.update(instance, upgrade),
        neighbour: () => cloud.update(instance, { ...upgrade, parameterGroupName: "seventeen" }),
      };
    },
    "InvalidParameterCombination",
    "Please use a Parameter Group with DBParameterGroupFamily postgres17 (parameterGroupName)",
  );

  itRefuses(
    "beside the running instance to another major version, without logical replication",
    (cloud) => {
      const logical = [{ name: "rds.logical_replication", value: "1", applyMethod: "pending-reboot" }];
      cloud.create(PARAMETER_GROUP, { name: "logical", family: "postgres16", parameters: logical });
      cloud.create(PARAMETER_GROUP, { name: "seventeen", family: "postgres17" });
      const instance = at(cloud, "16");
      const beside = { parameterGroupName: "seventeen", blueGreenUpdate: { enabled: true } };
      const upgrade = { engineVersion: "17", allowMajorVersionUpgrade: true, ...beside };
      return {
        violation: () => cloud.update(instance, upgrade),
        neighbour: () => cloud.update(cloud.update(instance, { parameterGroupName: "logical" }), upgrade),
      };
    },
    "SourceDatabaseNotSupportedFault",
    "Blue/Green Deployments require a DB instance with logical replication enabled.",
  );

  it("happens beside the running instance where the major version stays, without logical replication", () => {
    const cloud = inLocalCloud();
    const change = { engineVersion: "17.10", blueGreenUpdate: { enabled: true } };

    expect(cloud.update(at(cloud, "17.9"), change).computed.engineVersionActual).toBe("17.10");
  });

  it("keeps what runs where the major version alone is asked for", () => {
    const cloud = inLocalCloud();
    const instance = at(cloud, "17.9");

    const changed = cloud.update(instance, { engineVersion: "17", backupRetentionPeriod: 8 });

    expect(changed.computed.engineVersionActual).toBe("17.9");
  });

  it("of a cluster is one of its instances", () => {
    const cloud = inLocalCloud();
    const cluster = cloud.create(CLUSTER, { ...auroraInputs(surrounds(cloud)), engineVersion: "17.7" });
    const member = cloud.create(CLUSTER_INSTANCE, {
      identifier: "aurora-1",
      clusterIdentifier: "aurora",
      engine: "aurora-postgresql",
      instanceClass: "db.r7g.large",
    });

    cloud.update(now(cloud, cluster), { engineVersion: "17.9" });

    expect(now(cloud, member).computed.engineVersionActual).toBe("17.9");
  });
});

describe("storage", () => {
  itRefuses(
    "to shrink",
    (cloud) => {
      const instance = cloud.create(INSTANCE, instanceInputs(surrounds(cloud)));
      return {
        violation: () => cloud.update(instance, { allocatedStorage: 99 }),
        neighbour: () => cloud.update(instance, { allocatedStorage: 110 }),
      };
    },
    "InvalidParameterCombination",
    "99 is less than the allocated storage, 100. Storage can't be reduced (allocatedStorage)",
  );

  itRefuses(
    "of a Multi-AZ DB cluster to shrink",
    (cloud) => {
      const cluster = cloud.create(CLUSTER, multiAzInputs(surrounds(cloud)));
      return {
        violation: () => cloud.update(cluster, { allocatedStorage: 99 }),
        neighbour: () => cloud.update(cluster, { allocatedStorage: 200 }),
      };
    },
    "InvalidParameterCombination",
    "Storage can't be reduced",
  );

  it("grows by a tenth at least", () => {
    const cloud = inLocalCloud();
    const instance = cloud.create(INSTANCE, instanceInputs(surrounds(cloud)));

    expect(cloud.update(instance, { allocatedStorage: 105 }).computed.allocatedStorage).toBe(110);
    expect(cloud.update(instance, { allocatedStorage: 200 }).computed.allocatedStorage).toBe(200);
  });
});

it("moves an instance's address with its identifier, and keeps its resource id", () => {
  const cloud = inLocalCloud();
  const instance = cloud.create(INSTANCE, instanceInputs(surrounds(cloud)));

  const renamed = cloud.update(instance, { identifier: "renamed" });

  expect(renamed.id).toBe(instance.id);
  expect(renamed.computed).toMatchObject({
    arn: "arn:aws:rds:eu-west-1:123456789012:db:renamed",
    identifier: "renamed",
  });
  expect(renamed.computed.address).toMatch(/^renamed\./);
});
