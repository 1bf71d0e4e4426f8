import { inLocalCloud, refusalOf, type TestCloud } from "../../support";
import {
  auroraInputs,
  CLUSTER,
  CLUSTER_INSTANCE,
  INSTANCE,
  instanceInputs,
  multiAzInputs,
  now,
  surrounds,
} from "./databases";

const GET_INSTANCES = "aws:rds/getInstances:getInstances";
const GET_INSTANCE = "aws:rds/getInstance:getInstance";
const GET_CLUSTERS = "aws:rds/getClusters:getClusters";
const GET_CLUSTER = "aws:rds/getCluster:getCluster";

const POSTGRES = { filters: [{ name: "engine", values: ["postgres"] }] };
const AURORA = { filters: [{ name: "engine", values: ["aurora-postgresql"] }] };

/** An instance, a Multi-AZ DB cluster, and Aurora with one instance. */
function databases(): TestCloud {
  const cloud = inLocalCloud();
  const given = surrounds(cloud);
  cloud.create(INSTANCE, { ...instanceInputs(given), tags: { Owner: "platform" } });
  cloud.create(CLUSTER, multiAzInputs(given));
  cloud.create(CLUSTER, auroraInputs(given));
  cloud.create(CLUSTER_INSTANCE, {
    identifier: "aurora-1",
    clusterIdentifier: "aurora",
    engine: "aurora-postgresql",
    instanceClass: "db.r7g.large",
  });
  return cloud;
}

describe("the databases that run", () => {
  it("are listed by engine, with the instances that clusters have", () => {
    const cloud = databases();
    const members = [1, 2, 3].map((number) => `multi-az-instance-${number}`);

    expect(cloud.call(GET_INSTANCES, POSTGRES).instanceIdentifiers).toEqual(["primary", ...members]);
    expect(cloud.call(GET_INSTANCES, AURORA).instanceIdentifiers).toEqual(["aurora-1"]);
    expect(cloud.call(GET_CLUSTERS, POSTGRES).clusterIdentifiers).toEqual(["multi-az"]);
    expect(cloud.call(GET_CLUSTERS, AURORA).clusterIdentifiers).toEqual(["aurora"]);
  });

  it("are none where there are none", () => {
    const cloud = inLocalCloud();

    expect(cloud.call(GET_INSTANCES, {}).instanceIdentifiers).toEqual([]);
    expect(cloud.call(GET_CLUSTERS, {}).clusterIdentifiers).toEqual([]);
  });

  it("aren't looked for by what the local cloud doesn't know", () => {
    const filters = [{ name: "db-instance-id", values: ["primary"] }];

    expect(() => databases().call(GET_INSTANCES, { filters })).toThrow("doesn't model filters of databases");
  });
});

describe("a database that runs", () => {
  it("tells version, storage and tags of an instance", () => {
    const cloud = databases();
    const instance = cloud.cloud.state.ofType(INSTANCE)[0];
    if (instance === undefined) throw new Error("there is no instance");

    expect(cloud.call(GET_INSTANCE, { dbInstanceIdentifier: "primary" })).toMatchObject({
      engine: "postgres",
      engineVersion: now(cloud, instance).computed.engineVersionActual,
      allocatedStorage: 100,
      tags: { Owner: "platform" },
    });
  });

  it("tells storage of a member of a Multi-AZ DB cluster, and version of a cluster", () => {
    const cloud = databases();

    expect(cloud.call(GET_INSTANCE, { dbInstanceIdentifier: "multi-az-instance-1" })).toMatchObject({
      allocatedStorage: 100,
      dbInstanceClass: "db.m6gd.large",
    });
    expect(cloud.call(GET_CLUSTER, { clusterIdentifier: "aurora" })).toMatchObject({
      engine: "aurora-postgresql",
      engineVersion: expect.stringMatching(/^17\.\d+$/) as string,
      clusterMembers: ["aurora-1"],
    });
  });

  it("isn't told where there is none", () => {
    const cloud = databases();

    expect(refusalOf(() => cloud.call(GET_INSTANCE, { dbInstanceIdentifier: "other" }))).toBe(
      "DBInstanceNotFound: DBInstance other not found. (dbInstanceIdentifier)",
    );
    expect(refusalOf(() => cloud.call(GET_CLUSTER, { clusterIdentifier: "other" }))).toBe(
      "DBClusterNotFoundFault: DBCluster other not found. (clusterIdentifier)",
    );
  });
});
