import { difference } from "../../../../localcloud/provider/difference";
import { replicationGroup } from "../../../../localcloud/services/elasticache/replication-group";
import type { Properties } from "../../../../localcloud/model/values";
import { inLocalCloud, itRefuses, refusalOf } from "../../support";
import { cached, delivery, REPLICATION_GROUP } from "./cached";

describe("a change of a replication group", () => {
  const BEFORE = { engine: "redis", engineVersion: "7.1", nodeType: "cache.t4g.micro", numCacheClusters: 2 };
  const replaced = (before: Properties, after: Properties) =>
    difference(replicationGroup, { ...BEFORE, ...before }, { ...BEFORE, ...before, ...after }).replacing;

  it.each([
    ["its node type", {}, { nodeType: "cache.r7g.large" }],
    ["its number of nodes", {}, { numCacheClusters: 3 }],
    ["its version", {}, { engine: "valkey", engineVersion: "8.2" }],
    ["Redis OSS to Valkey", { engineVersion: "7.0" }, { engine: "valkey", engineVersion: "7.2" }],
    ["its parameter group", { parameterGroupName: "a" }, { parameterGroupName: "b" }],
    ["its windows", {}, { snapshotWindow: "02:00-03:00", maintenanceWindow: "sun:04:00-sun:05:00" }],
    ["its snapshots", {}, { snapshotRetentionLimit: 7, finalSnapshotIdentifier: "sessions-final" }],
    ["its users", {}, { userGroupIds: ["sessions"] }],
    ["its logs", {}, { logDeliveryConfigurations: [delivery()] }],
    ["its security groups", {}, { securityGroupIds: ["sg-1"] }],
    ["its failover", {}, { automaticFailoverEnabled: true, multiAzEnabled: true }],
    ["its encryption in transit", {}, { transitEncryptionEnabled: true, transitEncryptionMode: "preferred" }],
  ])("is made in place: %s", (_, before, after) => {
    expect(replaced(before, after)).toEqual([]);
  });

  it.each([
    ["encryption at rest", {}, { atRestEncryptionEnabled: true }, ["atRestEncryptionEnabled"]],
    ["the key", { kmsKeyId: "a" }, { kmsKeyId: "b" }, ["kmsKeyId"]],
    ["the port", {}, { port: 6380 }, ["port"]],
    ["the subnet group", { subnetGroupName: "a" }, { subnetGroupName: "b" }, ["subnetGroupName"]],
    ["the snapshot of which it is made", {}, { snapshotName: "sessions-final" }, ["snapshotName"]],
    ["an older version", {}, { engineVersion: "7.0" }, ["engineVersion"]],
    [
      "Valkey to Redis OSS",
      { engine: "valkey", engineVersion: "8.2" },
      { engine: "redis", engineVersion: "7.1" },
      ["engine", "engineVersion"],
    ],
    [
      "encryption in transit of an old version",
      { engineVersion: "6.2" },
      { transitEncryptionEnabled: true },
      ["transitEncryptionEnabled"],
    ],
  ])("replaces it: %s", (_, before, after, inputs) => {
    expect([...replaced(before, after)].sort()).toEqual(inputs);
  });

  it("adds and removes nodes, which the outputs tell", () => {
    const cloud = inLocalCloud();
    const group = cloud.create(REPLICATION_GROUP, cached(cloud).inputs);

    const grown = cloud.update(group, { numCacheClusters: 3 });
    expect(cloud.outputs(grown).memberClusters).toEqual(["sessions-001", "sessions-002", "sessions-003"]);
    expect(cloud.outputs(grown).primaryEndpointAddress).toBe(cloud.outputs(group).primaryEndpointAddress);
    expect(cloud.outputs(cloud.update(grown, { numCacheClusters: 2 })).memberClusters).toHaveLength(2);
  });

  itRefuses(
    "Valkey without a version that is said",
    (cloud) => {
      const inputs = { ...cached(cloud).inputs, engine: "redis", engineVersion: undefined };
      const group = cloud.create(REPLICATION_GROUP, inputs);
      return {
        violation: () => cloud.update(group, { engine: "valkey" }),
        neighbour: () => cloud.update(group, { engine: "valkey", engineVersion: "8.2" }),
      };
    },
    "InvalidParameterCombination",
    "must explicitly set 'engine_version'",
  );

  itRefuses(
    "a step from plain text to TLS alone",
    (cloud) => {
      const group = cloud.create(REPLICATION_GROUP, { ...cached(cloud).inputs, transitEncryptionEnabled: false });
      const encrypted = { transitEncryptionEnabled: true };
      return {
        violation: () => cloud.update(group, { ...encrypted, transitEncryptionMode: "required" }),
        neighbour: () => {
          const both = cloud.update(group, { ...encrypted, transitEncryptionMode: "preferred" });
          cloud.update(both, { transitEncryptionMode: "required" });
        },
      };
    },
    "InvalidParameterCombination",
    "(transitEncryptionEnabled, transitEncryptionMode)",
  );

  itRefuses(
    "cluster mode in one step",
    (cloud) => {
      const group = cloud.create(REPLICATION_GROUP, { ...cached(cloud).inputs, clusterMode: "disabled" });
      return {
        violation: () => cloud.update(group, { clusterMode: "enabled" }),
        neighbour: () => cloud.update(cloud.update(group, { clusterMode: "compatible" }), { clusterMode: "enabled" }),
      };
    },
    "InvalidParameterCombination",
    "from disabled to enabled",
  );

  itRefuses(
    "nodes with disks in the place of others",
    (cloud) => {
      const group = cloud.create(REPLICATION_GROUP, cached(cloud).inputs);
      return {
        violation: () => cloud.update(group, { nodeType: "cache.r6gd.xlarge" }),
        neighbour: () => cloud.update(group, { nodeType: "cache.r6g.xlarge" }),
      };
    },
    "InvalidParameterCombination",
    "(dataTieringEnabled, nodeType)",
  );
});

describe("a final snapshot", () => {
  it("is left behind, and can be restored", () => {
    const cloud = inLocalCloud();
    const { inputs } = cached(cloud);
    cloud.delete(cloud.create(REPLICATION_GROUP, { ...inputs, finalSnapshotIdentifier: "sessions-final" }));

    expect(refusalOf(() => cloud.create(REPLICATION_GROUP, { ...inputs, snapshotName: "sessions-final" }))).toBe(
      undefined,
    );
  });

  itRefuses(
    "a deletion with a snapshot's name that is taken",
    (cloud) => {
      const { inputs } = cached(cloud);
      const named = (finalSnapshotIdentifier: string) =>
        cloud.create(REPLICATION_GROUP, { ...inputs, finalSnapshotIdentifier });
      cloud.delete(named("sessions-final"));
      const again = named("sessions-final");
      return {
        violation: () => {
          cloud.delete(again);
        },
        neighbour: () => {
          cloud.delete(cloud.update(again, { finalSnapshotIdentifier: "sessions-final-2" }));
        },
      };
    },
    "SnapshotAlreadyExistsFault",
    "already exists: sessions-final (finalSnapshotIdentifier)",
  );
});
