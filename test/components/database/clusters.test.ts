import type { DatabaseArgs } from "../../../components/database";
import { all, only, type Registered } from "../../support/deploy";
import {
  CLUSTER,
  CLUSTER_INSTANCE,
  CLUSTER_PARAMETER_GROUP,
  database,
  ENGINES,
  INSTANCE,
  KEY_ARN,
  LOG_GROUP,
  PARAMETER_GROUP,
  PASSWORD,
  ZONES,
} from "./fixture";

const KINDS = ["multi-az-cluster", "aurora", "aurora-serverless"] as const;

async function members(overrides: Partial<DatabaseArgs>): Promise<Registered[]> {
  return all(await database(overrides), CLUSTER_INSTANCE);
}

describe.each(KINDS)("a database of the kind %s", (kind) => {
  const engine = ENGINES[kind];

  it("is private, encrypted, backed up and protected without being asked", async () => {
    expect(only(await database({ engine }), CLUSTER).inputs).toMatchObject({
      clusterIdentifier: "shop-database-0a1b2c3d",
      engine: kind === "multi-az-cluster" ? "postgres" : "aurora-postgresql",
      engineVersion: "17",
      databaseName: "application",
      masterUsername: "postgres",
      masterPassword: expect.objectContaining({ value: PASSWORD }) as unknown,
      storageEncrypted: true,
      kmsKeyId: KEY_ARN,
      deletionProtection: true,
      backupRetentionPeriod: 14,
      preferredBackupWindow: "02:00-03:00",
      preferredMaintenanceWindow: "sun:04:00-sun:05:00",
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: false,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "shop-database-0a1b2c3d-final",
      databaseInsightsMode: "standard",
      performanceInsightsEnabled: true,
    });
  });

  it("has the parameters of a cluster, and no instance", async () => {
    const resources = await database({ engine });

    expect(only(resources, CLUSTER_PARAMETER_GROUP).inputs.family).toBe(
      kind === "multi-az-cluster" ? "postgres17" : "aurora-postgresql17",
    );
    expect([...all(resources, PARAMETER_GROUP), ...all(resources, INSTANCE)]).toEqual([]);
  });

  it("writes its slow statements to a log group that is there before it", async () => {
    const resources = await database({ engine });
    const order = resources.map(({ type }) => type);

    expect(all(resources, LOG_GROUP).map(({ inputs }) => inputs.name)).toContain(
      "/aws/rds/cluster/shop-database-0a1b2c3d/postgresql",
    );
    expect(order.lastIndexOf(LOG_GROUP)).toBeLessThan(order.indexOf(CLUSTER));
  });

  it("is neither replaced nor overwritten by what counts at its creation", async () => {
    expect(only(await database({ engine }), CLUSTER).ignoreChanges).toEqual(
      expect.arrayContaining(["databaseName", "kmsKeyId", "masterPassword", "masterUsername", "snapshotIdentifier"]),
    );
  });
});

describe("the instances of an Aurora cluster", () => {
  it("stay in their zones, whatever zones there are later, since each may be the writer", async () => {
    const resources = await database({ engine: ENGINES.aurora, availabilityZones: ["eu-central-1a", "eu-central-1b"] });
    const instances = all(resources, CLUSTER_INSTANCE);

    expect(instances.map(({ inputs }) => inputs.availabilityZone)).toEqual(["eu-central-1a", "eu-central-1b"]);
    for (const { ignoreChanges } of instances) expect(ignoreChanges).toContain("availabilityZone");
  });
});

describe("a Multi-AZ DB cluster", () => {
  it("gets its three instances from RDS, with storage of its own", async () => {
    const storage = { size: "500Gi", type: "io2", iops: 3000 } as const;
    const resources = await database({ engine: { ...ENGINES["multi-az-cluster"], storage } });

    expect(all(resources, CLUSTER_INSTANCE)).toEqual([]);
    expect(only(resources, CLUSTER).inputs).toMatchObject({
      dbClusterInstanceClass: "db.m6gd.large",
      allocatedStorage: 500,
      storageType: "io2",
      iops: 3000,
      autoMinorVersionUpgrade: true,
      monitoringInterval: 60,
    });
  });
});

describe("an Aurora cluster", () => {
  it("has a writer and a reader by default, numbered and spread over the zones", async () => {
    const instances = await members({ engine: { ...ENGINES.aurora, readers: 3 }, availabilityZones: ZONES });

    expect(await members({ engine: ENGINES.aurora })).toHaveLength(2);
    expect(instances.map(({ name, inputs }) => [name, inputs.availabilityZone, inputs.promotionTier])).toEqual([
      ["shop-database-instance-1", "eu-central-1a", 0],
      ["shop-database-instance-2", "eu-central-1b", 1],
      ["shop-database-instance-3", "eu-central-1c", 1],
      ["shop-database-instance-4", "eu-central-1a", 1],
    ]);
    for (const { inputs } of instances) {
      expect(inputs).toMatchObject({
        clusterIdentifier: "shop-database-0a1b2c3d",
        engine: "aurora-postgresql",
        publiclyAccessible: false,
        monitoringInterval: 60,
        performanceInsightsEnabled: true,
      });
    }
  });

  it("has readers of the writer's class, or of a larger one", async () => {
    const classes = async (readerInstanceClass?: string): Promise<unknown[]> => {
      const engine = { ...ENGINES.aurora, ...(readerInstanceClass !== undefined && { readerInstanceClass }) };
      return (await members({ engine })).map(({ inputs }) => inputs.instanceClass);
    };

    expect(await classes()).toEqual(["db.r7g.large", "db.r7g.large"]);
    expect(await classes("db.r7g.xlarge")).toEqual(["db.r7g.large", "db.r7g.xlarge"]);
  });

  it("pays for each I/O operation, or for none", async () => {
    const storageType = async (storage?: "io-optimized" | "standard"): Promise<unknown> => {
      const engine = { ...ENGINES.aurora, ...(storage !== undefined && { storage }) };
      return only(await database({ engine }), CLUSTER).inputs.storageType;
    };

    expect(await storageType()).toBe("aurora");
    expect(await storageType("io-optimized")).toBe("aurora-iopt1");
  });
});

describe("an Aurora Serverless cluster", () => {
  async function scaling(engine: Partial<(typeof ENGINES)["aurora-serverless"]> | object): Promise<unknown> {
    const inputs = only(await database({ engine: { ...ENGINES["aurora-serverless"], ...engine } }), CLUSTER).inputs;
    return inputs.serverlessv2ScalingConfiguration;
  }

  it("scales between its capacities", async () => {
    expect(await scaling({})).toEqual({ minCapacity: 0.5, maxCapacity: 4 });
    expect((await members({ engine: ENGINES["aurora-serverless"] })).map(({ inputs }) => inputs.instanceClass)).toEqual(
      ["db.serverless", "db.serverless"],
    );
  });

  it("pauses only where its smallest capacity is 0", async () => {
    expect(await scaling({ minimumCapacity: 0 })).toMatchObject({ secondsUntilAutoPause: 300 });
    expect(await scaling({ minimumCapacity: 0, autoPause: "1h" })).toMatchObject({ secondsUntilAutoPause: 3600 });
  });
});
