import { Database, type DatabaseArgs, type DatabaseKind } from "../../../components/database";
import { requireChangeable, storageRefusal, type WantedDatabase } from "../../../components/database/changes";
import { findDatabase, type RunningDatabase } from "../../../components/database/running-database";
import type { Calls } from "../../../components/testing";
import { all, deploy } from "../../support/deploy";
import { ARGS, ENGINES, INSTANCE, OUTPUTS } from "./fixture";

const RUNNING: RunningDatabase = { version: "16.9", allocatedGibibytes: 100, configuredGibibytes: 100 };
const WANTED: WantedDatabase = { version: "16", allowMajorVersionUpgrade: false, engine: ENGINES.instance };

function instance(size: `${number}Gi`, maximum?: `${number}Gi`): DatabaseArgs["engine"] {
  return { kind: "instance", instanceClass: "db.m7g.large", storage: { size, ...(maximum && { maximum }) } };
}

describe("storage of a database that runs", () => {
  it("may stay as it is, or become larger", () => {
    for (const size of ["100Gi", "200Gi"] as const) expect(storageRefusal(RUNNING, instance(size))).toBeUndefined();
  });

  it("can't become smaller, though the provider would say nothing", () => {
    expect(storageRefusal(RUNNING, instance("50Gi"))).toBe(
      'RDS can\'t make storage smaller: it has 100 GiB, got storage.size "50Gi"; set it to "100Gi" or more, or restore a dump into a new revision',
    );
  });

  it("may be configured as before where it has grown by itself, and not with another size below what it has", () => {
    const grown = { ...RUNNING, allocatedGibibytes: 180 };

    expect(storageRefusal(grown, instance("100Gi"))).toBeUndefined();
    expect(storageRefusal(grown, instance("180Gi"))).toBeUndefined();
    for (const size of ["99Gi", "179Gi"] as const) {
      expect(storageRefusal(grown, instance(size))).toContain('set it to "180Gi" or more, or leave it at "100Gi"');
    }
  });

  it("can't stop growing at less than it has", () => {
    const grown = { ...RUNNING, allocatedGibibytes: 180 };

    expect(storageRefusal(grown, instance("100Gi", "180Gi"))).toBeUndefined();
    expect(storageRefusal(grown, instance("100Gi", "179Gi"))).toBe(
      'storage.maximum must be at least the 180 GiB that the storage has, got "179Gi"; raise it to "180Gi" or more',
    );
    expect(storageRefusal(grown, instance("100Gi", "100Gi"))).toContain("RDS can't make storage smaller");
  });

  it("is taken as configured where no deployment has noted a size", () => {
    const before = { ...RUNNING, configuredGibibytes: undefined };

    expect(storageRefusal(before, instance("50Gi"))).toBeUndefined();
    expect(storageRefusal(before, instance("50Gi", "50Gi"))).toContain("RDS can't make storage smaller");
  });

  it("is the cluster's for a Multi-AZ DB cluster, and nobody's choice on Aurora", () => {
    const cluster = { ...RUNNING, configuredGibibytes: undefined };
    const smaller = { ...ENGINES["multi-az-cluster"], storage: { size: "99Gi" } } as const;

    expect(storageRefusal(cluster, ENGINES["multi-az-cluster"])).toBeUndefined();
    expect(storageRefusal(cluster, smaller)).toContain('it has 100 GiB, got storage.size "99Gi"');
    expect(storageRefusal({ ...cluster, allocatedGibibytes: undefined }, ENGINES.aurora)).toBeUndefined();
  });
});

describe("a change", () => {
  it("is refused with all that is wrong at once", () => {
    expect(() => {
      requireChangeable("shop", RUNNING, { ...WANTED, version: "15", engine: instance("50Gi") });
    }).toThrow(
      /^Invalid arguments for Database "shop" \(2 problems\):\n {2}- version: RDS can't take a database from PostgreSQL 16.9 back to 15.*\n {2}- storage: RDS can't make storage smaller/,
    );
  });

  it("concerns no database that isn't there", () => {
    expect(() => {
      requireChangeable("shop", undefined, { ...WANTED, version: "14" });
    }).not.toThrow();
  });
});

describe("a database that runs", () => {
  const IDENTIFIER = "shop-database-0a1b2c3d";
  const MEMBER = `${IDENTIFIER}-instance-1`;
  const calls: Calls = {
    "aws:rds/getInstances:getInstances": () => ({ instanceIdentifiers: ["another", IDENTIFIER] }),
    "aws:rds/getInstance:getInstance": ({ dbInstanceIdentifier }) => ({
      engineVersion: "16.9",
      allocatedStorage: dbInstanceIdentifier === MEMBER ? 300 : 100,
      tags: { ConfiguredStorage: "80Gi" },
    }),
    "aws:rds/getClusters:getClusters": () => ({ clusterIdentifiers: ["another", IDENTIFIER] }),
    "aws:rds/getCluster:getCluster": () => ({ engineVersion: "16.9", clusterMembers: [MEMBER] }),
  };

  async function found(kind: DatabaseKind, identifier = IDENTIFIER): Promise<RunningDatabase | undefined> {
    let answer: RunningDatabase | undefined;
    await deploy(
      async () => {
        answer = await findDatabase({ kind }, identifier, {});
      },
      { calls },
    );
    return answer;
  }

  it.each<[DatabaseKind, Partial<RunningDatabase>]>([
    ["instance", { allocatedGibibytes: 100, configuredGibibytes: 80 }],
    ["multi-az-cluster", { allocatedGibibytes: 300, configuredGibibytes: undefined }],
    ["aurora", { allocatedGibibytes: undefined, configuredGibibytes: undefined }],
    ["aurora-serverless", { allocatedGibibytes: undefined, configuredGibibytes: undefined }],
  ])("of the kind %s is found with its version and storage", async (kind, storage) => {
    expect(await found(kind)).toEqual({ version: "16.9", ...storage });
    expect(await found(kind, "shop-database-ffffffff")).toBeUndefined();
  });

  it("gets the version that is asked for once it can have it, and notes the size", async () => {
    const args = { ...ARGS, version: "17", allowMajorVersionUpgrade: true, engine: instance("200Gi") };
    const resources = await deploy(() => new Database("shop-database", args), { outputs: OUTPUTS, calls });
    const [primary] = all(resources, INSTANCE);

    expect(primary?.inputs).toMatchObject({ engineVersion: "17", tags: { ConfiguredStorage: "200Gi" } });
  });
});
