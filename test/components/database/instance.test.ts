import type { DatabaseArgs, InstanceEngine } from "../../../components/database";
import { all, only, type Registered } from "../../support/deploy";
import { database, ENGINES, INSTANCE, KEY_ARN, LOG_GROUP, PASSWORD, ZONES } from "./fixture";

async function instances(
  engine: Partial<InstanceEngine> = {},
  args: Partial<DatabaseArgs> = {},
): Promise<Registered[]> {
  return all(await database({ ...args, engine: { ...ENGINES.instance, ...engine } }), INSTANCE);
}

async function primary(engine: Partial<InstanceEngine> = {}, args: Partial<DatabaseArgs> = {}): Promise<Registered> {
  return only(
    (await instances(engine, args)).filter(({ inputs }) => inputs.replicateSourceDb === undefined),
    INSTANCE,
  );
}

describe("a database on an instance", () => {
  it("is private, encrypted, over zones, backed up and protected without being asked", async () => {
    expect((await primary()).inputs).toMatchObject({
      multiAz: true,
      publiclyAccessible: false,
      storageEncrypted: true,
      kmsKeyId: KEY_ARN,
      deletionProtection: true,
      backupRetentionPeriod: 14,
      backupWindow: "02:00-03:00",
      maintenanceWindow: "sun:04:00-sun:05:00",
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: false,
      skipFinalSnapshot: false,
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: false,
      applyImmediately: false,
    });
  });

  it("is PostgreSQL, with a database, a user and a generated password", async () => {
    const { inputs } = await primary();

    expect(inputs).toMatchObject({
      engine: "postgres",
      engineVersion: "17",
      dbName: "application",
      username: "postgres",
      port: 5432,
    });
    expect(inputs.password).toMatchObject({ value: PASSWORD });
  });

  it("has an identifier that was drawn for it, and a final snapshot of that name", async () => {
    expect((await primary()).inputs).toMatchObject({
      identifier: "shop-database-0a1b2c3d",
      finalSnapshotIdentifier: "shop-database-0a1b2c3d-final",
    });
  });

  it("has storage that grows to five times its size, or to what is asked, or not at all", async () => {
    const maximum = async (storage: InstanceEngine["storage"]): Promise<unknown> =>
      (await primary({ storage })).inputs.maxAllocatedStorage;

    expect(await maximum({ size: "100Gi" })).toBe(500);
    expect(await maximum({ size: "100Gi", maximum: "200Gi" })).toBe(200);
    expect(await maximum({ size: "100Gi", maximum: "100Gi" })).toBeUndefined();
    expect(await maximum({ size: "30000Gi" })).toBe(65_536);
  });

  it("leaves what gp3 includes to RDS, and passes on what is asked for", async () => {
    const included = (await primary()).inputs;
    const asked = (await primary({ storage: { size: "1000Gi", iops: 16_000, throughput: 1000 } })).inputs;

    expect(included).toMatchObject({ storageType: "gp3", allocatedStorage: 100 });
    expect(included).not.toHaveProperty("iops");
    expect(included).not.toHaveProperty("storageThroughput");
    expect(asked).toMatchObject({ allocatedStorage: 1000, iops: 16_000, storageThroughput: 1000 });
  });

  it("keeps its minor version where one is given", async () => {
    expect((await primary({}, { version: "17.5" })).inputs).toMatchObject({
      engineVersion: "17.5",
      autoMinorVersionUpgrade: false,
    });
  });

  it("is upgraded beside the running one where a major upgrade is allowed and there are no replicas", async () => {
    expect((await primary({}, { allowMajorVersionUpgrade: true })).inputs).toMatchObject({
      allowMajorVersionUpgrade: true,
      applyImmediately: true,
      blueGreenUpdate: { enabled: true },
    });
    expect((await primary({ readReplicas: 1 }, { allowMajorVersionUpgrade: true })).inputs).not.toHaveProperty(
      "blueGreenUpdate",
    );
    expect((await primary()).inputs).not.toHaveProperty("blueGreenUpdate");
  });

  it("never lets what counts at its creation replace it, or undo a rotation", async () => {
    expect((await primary()).ignoreChanges).toEqual(
      expect.arrayContaining([
        "dbName",
        "kmsKeyId",
        "password",
        "restoreToPointInTime",
        "snapshotIdentifier",
        "storageEncrypted",
        "username",
      ]),
    );
  });

  it("leaves replicas in their zones, whatever zones there are later", async () => {
    const found = await instances({ readReplicas: 2 }, { availabilityZones: ZONES });
    const placed = found.filter(({ inputs }) => inputs.availabilityZone !== undefined);

    expect(placed.map(({ inputs }) => inputs.availabilityZone)).toEqual(ZONES.slice(0, 2));
    for (const { ignoreChanges } of placed) expect(ignoreChanges).toContain("availabilityZone");
  });

  it("measures itself: Database Insights, enhanced monitoring and its logs", async () => {
    expect((await primary()).inputs).toMatchObject({
      databaseInsightsMode: "standard",
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
      monitoringInterval: 60,
      monitoringRoleArn: "arn:mock:shop-database-monitoring",
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
    });
    expect((await primary({}, { databaseInsights: "advanced", monitoringInterval: "5s" })).inputs).toMatchObject({
      databaseInsightsMode: "advanced",
      performanceInsightsRetentionPeriod: 465,
      monitoringInterval: 5,
    });
  });

  it("writes to log groups that are there before it, with key and retention", async () => {
    const resources = await database({ logRetentionDays: 30 });
    const groups = all(resources, LOG_GROUP);

    expect(groups.map(({ inputs }) => inputs.name)).toEqual([
      "/aws/rds/instance/shop-database-0a1b2c3d/postgresql",
      "/aws/rds/instance/shop-database-0a1b2c3d/upgrade",
    ]);
    for (const { inputs } of groups) expect(inputs).toMatchObject({ retentionInDays: 30, kmsKeyId: KEY_ARN });
    const order = resources.map(({ type }) => type);
    expect(order.lastIndexOf(LOG_GROUP)).toBeLessThan(order.indexOf(INSTANCE));
  });
});

describe("read replicas", () => {
  it("are none by default", async () => {
    expect(await instances()).toHaveLength(1);
  });

  it("are numbered, spread over the zones, and of the primary's class", async () => {
    const [, ...replicas] = await instances({ readReplicas: 4 }, { availabilityZones: ZONES });

    expect(replicas.map(({ name, inputs }) => [name, inputs.identifier, inputs.availabilityZone])).toEqual([
      ["shop-database-replica-1", "shop-database-0a1b2c3d-replica-1", "eu-central-1a"],
      ["shop-database-replica-2", "shop-database-0a1b2c3d-replica-2", "eu-central-1b"],
      ["shop-database-replica-3", "shop-database-0a1b2c3d-replica-3", "eu-central-1c"],
      ["shop-database-replica-4", "shop-database-0a1b2c3d-replica-4", "eu-central-1a"],
    ]);
    for (const { inputs } of replicas) {
      expect(inputs).toMatchObject({
        replicateSourceDb: "shop-database-0a1b2c3d",
        instanceClass: "db.m7g.large",
        storageEncrypted: true,
        skipFinalSnapshot: true,
        deletionProtection: false,
      });
    }
  });

  it.each([
    "engine",
    "engineVersion",
    "username",
    "password",
    "dbName",
    "dbSubnetGroupName",
    "finalSnapshotIdentifier",
  ])("have no %s, which RDS refuses or takes from the primary", async (input) => {
    const [, replica] = await instances({ readReplicas: 1 });

    expect(replica?.inputs).not.toHaveProperty(input);
  });

  it("may be larger than the primary", async () => {
    const [, replica] = await instances({ readReplicas: 1, replicaInstanceClass: "db.m7g.xlarge" });

    expect(replica?.inputs.instanceClass).toBe("db.m7g.xlarge");
  });

  it("come and go without a change of the primary", async () => {
    const inputs: string[] = [];
    for (const readReplicas of [0, 1, 3]) inputs.push(JSON.stringify((await primary({ readReplicas })).inputs));

    expect(new Set(inputs).size).toBe(1);
  });
});
