import fc from "fast-check";
import { Database, type DatabaseArgs, type DatabaseEngine, type InstanceStorage } from "../../../components/database";
import { storageMaximum, validateInstanceStorage } from "../../../components/database/storage";
import { ArgumentProblems } from "../../../components/shared/validation";
import { deploy, refusals } from "../../support/deploy";
import { ARGS, ENGINES, OUTPUTS } from "./fixture";

async function refused(overrides: Partial<DatabaseArgs>, name = "shop-database"): Promise<string[]> {
  return refusals(() => new Database(name, { ...ARGS, ...overrides }));
}

async function taken(overrides: Partial<DatabaseArgs>): Promise<boolean> {
  const resources = await deploy(() => new Database("shop-database", { ...ARGS, ...overrides }), { outputs: OUTPUTS });
  return resources.length > 0;
}

function instance(overrides: object): DatabaseEngine {
  return { ...ENGINES.instance, ...overrides };
}

function storage(overrides: Partial<InstanceStorage>): DatabaseEngine {
  return instance({ storage: { size: "100Gi", ...overrides } });
}

const AURORA = ENGINES.aurora;
const SERVERLESS = ENGINES["aurora-serverless"];
const MULTI_AZ = ENGINES["multi-az-cluster"];

describe("Database refuses", () => {
  it.each(["", "Shop", "1shop", "shop_database", "shop--database", "shop-"])("the name %p", async (name) => {
    expect(await refused({}, name)).toEqual([expect.stringContaining("name: must be lower-case letters")]);
  });

  it.each<[string, Partial<DatabaseArgs>, string]>([
    ["a revision", { revision: "Restored" }, "revision: must be lower-case letters"],
    ["a database of PostgreSQL's", { databaseName: "template1" }, "databaseName: must be"],
    ["a database's name", { databaseName: "shop-orders" }, "databaseName: must be"],
    ["a user that RDS keeps", { username: "rdsadmin" }, "username: must be"],
    ["a user of PostgreSQL's", { username: "pg_monitor" }, "username: must be"],
    ["a key's alias", { kmsKeyArn: "alias/shop" }, "kmsKeyArn: must be the ARN of a KMS key"],
    ["an old version", { version: "13" }, "version: must be a version of PostgreSQL from 14 on"],
    ["no version", { version: "latest" }, "version: must be a version of PostgreSQL"],
    ["subnets of one zone", { subnetIds: ["subnet-0a"] }, "subnetIds: must be subnets of 2 zones at least"],
    [
      "a Multi-AZ DB cluster in two zones",
      { engine: MULTI_AZ, subnetIds: ["subnet-0a", "subnet-0b"] },
      "subnetIds: must be subnets of 3 zones at least",
    ],
    [
      "a zone twice",
      { availabilityZones: ["eu-west-1a", "eu-west-1a"] },
      "availabilityZones: must name each zone once",
    ],
    ["a low port", { port: 443 }, "port: must be a whole number from 1150 to 65535"],
    ["no backups", { backup: { retentionDays: 0 } }, "backup.retentionDays: must be a whole number from 1 to 35"],
    [
      "too many backups",
      { backup: { retentionDays: 36 } },
      "backup.retentionDays: must be a whole number from 1 to 35",
    ],
    ["a short backup window", { backup: { window: "02:00-02:15" } }, "backup.window: must be at least 30 minutes"],
    ["a day without a window", { maintenanceWindow: "04:00-05:00" }, "maintenanceWindow: must be two times in UTC"],
    [
      "windows that overlap",
      { backup: { window: "04:30-05:30" } },
      "backup.window: must not overlap with the maintenance window",
    ],
    ["connections in plain text", { parameters: { "rds.force_ssl": "0" } }, "parameters.rds.force_ssl: must be"],
    ["no parameter's name", { parameters: { "work mem": "1" } }, "parameters.work mem: must be named"],
    ["no duration", { slowQueryThreshold: "0s" }, "slowQueryThreshold: must be more than zero"],
    ["a retention of no days", { logRetentionDays: 2 as 1 }, "logRetentionDays: 2 is not a retention"],
  ])("%s", async (_, overrides, reason) => {
    expect(await refused(overrides)).toEqual([expect.stringContaining(reason)]);
  });

  it.each<[string, DatabaseEngine, string]>([
    ["an EC2 type", instance({ instanceClass: "m7g.large" }), "engine.instanceClass: must be a class of RDS"],
    ["an unknown class", instance({ instanceClass: "db.q9.large" }), "engine.instanceClass: must be a class of RDS"],
    ["16 replicas", instance({ readReplicas: 16 }), "engine.readReplicas: must be a whole number from 0 to 15"],
    [
      "a replica with less memory",
      instance({ replicaInstanceClass: "db.m7g.medium" }),
      "engine.replicaInstanceClass: must have at least the memory and CPUs",
    ],
    [
      "a replica with fewer CPUs",
      instance({ instanceClass: "db.c7g.xlarge", replicaInstanceClass: "db.m7g.large" }),
      "engine.replicaInstanceClass: must have at least the memory and CPUs",
    ],
    ["little storage", storage({ size: "19Gi" }), 'engine.storage.size: must be from "20Gi" to "65536Gi" for gp3'],
    ["little io2", storage({ size: "99Gi", type: "io2", iops: 1000 }), "engine.storage.size: must be from"],
    ["a maximum within a tenth", storage({ maximum: "109Gi" }), 'engine.storage.maximum: must be from "111Gi"'],
    ["a maximum below the size", storage({ maximum: "50Gi" }), "engine.storage.maximum: must be from"],
    ["iops of small gp3", storage({ iops: 12_000 }), 'engine.storage.iops: can be chosen from "400Gi" on'],
    ["throughput of small gp3", storage({ throughput: 500 }), 'engine.storage.throughput: can be chosen from "400Gi"'],
    ["few iops", storage({ size: "400Gi", iops: 11_999 }), "engine.storage.iops: must be a whole number from 12000"],
    [
      "throughput beyond a quarter of the operations",
      storage({ size: "400Gi", throughput: 3001 }),
      "engine.storage.throughput: must be a whole number from 500 to 3000 for 12000 iops",
    ],
    ["io2 without iops", storage({ type: "io2" }), "engine.storage.iops: must be given for io2"],
    ["throughput of io2", storage({ type: "io2", iops: 1000, throughput: 500 }), "can be chosen for gp3 only"],
    [
      "a Multi-AZ DB cluster without local storage",
      { ...MULTI_AZ, instanceClass: "db.m7g.large" },
      'engine.instanceClass: must be a class with local storage, such as "db.m6gd.large"',
    ],
    [
      "a smaller reader",
      { ...AURORA, readerInstanceClass: "db.r7g.medium" },
      "engine.readerInstanceClass: must have at least",
    ],
    ["a broken number of readers", { ...AURORA, readers: 1.5 }, "engine.readers: must be a whole number"],
    ["quarters of units", { ...SERVERLESS, minimumCapacity: 0.25 }, "engine.minimumCapacity: must be capacity units"],
    ["half a unit at most", { ...SERVERLESS, minimumCapacity: 0.5, maximumCapacity: 0.5 }, "engine.maximumCapacity"],
    [
      "a maximum below the minimum",
      { ...SERVERLESS, minimumCapacity: 8 },
      "must be at least minimumCapacity, 8, got 4",
    ],
    [
      "a pause of what never pauses",
      { ...SERVERLESS, autoPause: "10m" },
      "can be given only where minimumCapacity is 0",
    ],
    [
      "a pause after a minute",
      { ...SERVERLESS, minimumCapacity: 0, autoPause: "1m" },
      'engine.autoPause: must be whole seconds from "300s" to "86400s"',
    ],
  ])("%s", async (_, engine, reason) => {
    expect(await refused({ engine })).toEqual([expect.stringContaining(reason)]);
  });

  it.each<[string, Partial<DatabaseArgs>, string]>([
    [
      "the automated backups of an instance for a cluster",
      {
        engine: AURORA,
        restoreFrom: {
          kind: "automated-backups",
          automatedBackupsArn: "arn:aws:rds:eu-west-1:123456789012:auto-backup:ab-1",
        },
      },
      'restoreFrom.kind: "automated-backups" are those of a DB instance',
    ],
    [
      "a snapshot's name with blanks",
      { restoreFrom: { kind: "snapshot", identifier: "last friday" } },
      "restoreFrom.identifier: must be the name or ARN of a snapshot",
    ],
    [
      "a source that is none",
      { restoreFrom: { kind: "point-in-time", sourceIdentifier: "Shop!" } },
      "restoreFrom.sourceIdentifier: must be the identifier of a DB instance",
    ],
    [
      "a time elsewhere",
      { restoreFrom: { kind: "point-in-time", sourceIdentifier: "shop", time: "2026-11-30T03:00:00+01:00" } },
      "restoreFrom.time: must be a time in UTC",
    ],
    [
      "no ARN of backups",
      { restoreFrom: { kind: "automated-backups", automatedBackupsArn: "ab-1" } },
      "restoreFrom.automatedBackupsArn: must be the ARN of automated backups",
    ],
  ])("to restore %s", async (_, overrides, reason) => {
    expect(await refused(overrides)).toEqual([expect.stringContaining(reason)]);
  });

  it("everything at once", async () => {
    const problems = await refused({ port: 1, version: "1", engine: instance({ readReplicas: -1 }) });

    expect(problems.map((problem) => problem.split(":")[0])).toEqual(["engine.readReplicas", "version", "port"]);
  });
});

describe("Database takes", () => {
  it.each<[string, Partial<DatabaseArgs>]>([
    ["the closest port", { port: 1150 }],
    ["the longest and the shortest backups", { backup: { retentionDays: 35 } }],
    ["a window right before the maintenance", { backup: { window: "03:30-04:00" } }],
    ["the smallest storage", { engine: storage({ size: "20Gi", maximum: "22Gi" }) }],
    ["storage that stays", { engine: storage({ maximum: "100Gi" }) }],
    ["striped gp3", { engine: storage({ size: "400Gi", iops: 12_000, throughput: 3000 }) }],
    ["io2", { engine: storage({ type: "io2", iops: 100_000 }) }],
    ["a replica with more memory", { engine: instance({ readReplicas: 15, replicaInstanceClass: "db.r7g.large" }) }],
    ["a small class", { engine: instance({ instanceClass: "db.t4g.micro" }) }],
    ["a class with local storage", { engine: { ...MULTI_AZ, instanceClass: "db.m6idn.large" } }],
    ["the most capacity", { engine: { ...SERVERLESS, minimumCapacity: 0, maximumCapacity: 256, autoPause: "24h" } }],
    ["a snapshot of AWS Backup", { restoreFrom: { kind: "snapshot", identifier: "awsbackup:job-0a1b2c3d" } }],
    [
      "a shared snapshot",
      { restoreFrom: { kind: "snapshot", identifier: "arn:aws:rds:eu-west-1:123456789012:snapshot:shop" } },
    ],
  ])("%s", async (_, overrides) => {
    expect(await taken(overrides)).toBe(true);
  });
});

describe("storage", () => {
  const type = fc.constantFrom("gp3" as const, "io2" as const);

  function isTaken(given: InstanceStorage): boolean {
    const problems = new ArgumentProblems();
    validateInstanceStorage(given, problems);
    return problems.all.length === 0;
  }

  it("grows to what RDS takes, whatever its size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 65_536 }), (size) => {
        const maximum = storageMaximum({ size: `${size}Gi` });

        expect(isTaken({ size: `${size}Gi`, maximum: `${maximum}Gi` })).toBe(true);
        expect(maximum === size).toBe(size > 59_578); // a tenth above it is more than RDS has
      }),
    );
  });

  it("takes operations within RDS's ratio to the size, and no others", () => {
    fc.assert(
      fc.property(
        type,
        fc.integer({ min: 100, max: 65_536 }),
        fc.integer({ min: 1, max: 300_000 }),
        (kind, size, iops) => {
          const bounds =
            kind === "gp3" ? [12_000, Math.min(64_000, size * 500)] : [1000, Math.min(256_000, size * 1000)];
          const fits = iops >= (bounds[0] ?? 0) && iops <= (bounds[1] ?? 0) && (kind === "io2" || size >= 400);

          expect(isTaken({ type: kind, size: `${size}Gi`, iops })).toBe(fits);
        },
      ),
    );
  });
});
