import * as pulumi from "@pulumi/pulumi";
import { Cache, type CacheArgs } from "../../../components/cache";
import { all, only } from "../../support/deploy";
import { deployLocally } from "../../support/local-deployment";
import {
  ARGS,
  cache,
  GROUP,
  KEY_ARN,
  LOG_GROUP,
  PARAMETERS,
  PASSWORD,
  RANDOM_ID,
  read,
  SECURITY_GROUP,
  SUBNETS,
} from "./deployed";

async function group(overrides: Partial<CacheArgs> = {}) {
  return only(await cache(overrides), GROUP).inputs;
}

async function parameters(overrides: Partial<CacheArgs> = {}) {
  const { family, parameters } = only(await cache(overrides), PARAMETERS).inputs;
  const values = (parameters as { name: string; value: string }[]).map(({ name, value }) => [name, value]);
  return { family, ...(Object.fromEntries(values) as Record<string, string>) };
}

describe("Cache", () => {
  it("is Valkey with a replica in another zone, to which it fails over", async () => {
    expect(await group()).toMatchObject({
      engine: "valkey",
      engineVersion: "8.2",
      nodeType: "cache.m7g.large",
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      autoMinorVersionUpgrade: true,
      applyImmediately: true,
      port: 6379,
    });
  });

  it("is one node without replicas", async () => {
    expect(await group({ replicas: 0 })).toMatchObject({
      numCacheClusters: 1,
      automaticFailoverEnabled: false,
      multiAzEnabled: false,
    });
  });

  it("is Redis where that is asked for", async () => {
    expect(await group({ engine: "redis" })).toMatchObject({ engine: "redis", engineVersion: "7.1" });
    expect(await parameters({ engine: "redis" })).toMatchObject({ family: "redis7" });
  });

  it("divides its keys among shards in cluster mode, which fails over always", async () => {
    const inputs = await group({ shards: 3, replicas: 0 });

    expect(inputs).toMatchObject({ numNodeGroups: 3, replicasPerNodeGroup: 0, automaticFailoverEnabled: true });
    expect(inputs.multiAzEnabled).toBe(false);
    expect(inputs).not.toHaveProperty("numCacheClusters");
    expect(await parameters({ shards: 3 })).toMatchObject({ "cluster-enabled": "yes" });
    expect(await parameters()).not.toHaveProperty("cluster-enabled");
  });

  it("is encrypted at rest with the given key, and on the way always", async () => {
    expect(await group()).toMatchObject({
      atRestEncryptionEnabled: true,
      kmsKeyId: KEY_ARN,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
    });
  });

  it("evicts what was least recently used, and keeps memory free", async () => {
    expect(await parameters()).toEqual({
      family: "valkey8",
      "maxmemory-policy": "allkeys-lru",
      "reserved-memory-percent": "25",
      "slowlog-log-slower-than": "10000",
    });
  });

  it.each([
    ["cache.t4g.micro", "50"],
    ["cache.t4g.small", "30"],
    ["cache.t4g.medium", "25"],
    ["cache.r7g.2xlarge", "25"],
  ])("keeps as much of %s free as AWS advises", async (nodeType, percent) => {
    expect(await parameters({ nodeType })).toMatchObject({ "reserved-memory-percent": percent });
  });

  it("takes another eviction policy, reservation, threshold of slow commands and further parameters", async () => {
    const overrides: Partial<CacheArgs> = {
      evictionPolicy: "noeviction",
      reservedMemoryPercent: 40,
      slowCommandThreshold: "2ms",
      parameters: { timeout: "300" },
    };

    expect(await parameters(overrides)).toEqual({
      family: "valkey8",
      "maxmemory-policy": "noeviction",
      "reserved-memory-percent": "40",
      "slowlog-log-slower-than": "2000",
      timeout: "300",
    });
  });

  it("keeps values on disks where its nodes have some", async () => {
    expect(await group({ nodeType: "cache.r6gd.xlarge" })).toMatchObject({ dataTieringEnabled: true });
    expect(await group()).not.toHaveProperty("dataTieringEnabled");
  });

  it("keeps a week of snapshots, made beside the maintenance", async () => {
    expect(await group()).toMatchObject({
      snapshotRetentionLimit: 7,
      snapshotWindow: "02:00-03:00",
      maintenanceWindow: "sun:04:00-sun:05:00",
    });
    expect(await group()).not.toHaveProperty("snapshotName");
  });

  it("leaves a final snapshot whose name changes with what replaces the cache", async () => {
    const resources = await cache({ snapshotName: "before" });

    expect(only(resources, GROUP).inputs).toMatchObject({
      finalSnapshotIdentifier: "shop-cache-final-0a1b2c3d",
      snapshotName: "before",
    });
    expect(only(resources, RANDOM_ID).inputs).toEqual({
      byteLength: 4,
      keepers: {
        kmsKeyArn: KEY_ARN,
        subnetGroupName: "shop-cache-subnets",
        engine: "valkey",
        engineVersion: "8.2",
        storage: "memory",
        snapshotName: "before",
      },
    });
  });

  it("lies in the given subnets, behind a group that lets in its clients' alone", async () => {
    const resources = await cache();

    expect(only(resources, SUBNETS).inputs.subnetIds).toEqual(["subnet-1", "subnet-2"]);
    expect(only(resources, GROUP).inputs).toMatchObject({
      subnetGroupName: "shop-cache-subnets",
      securityGroupIds: ["shop-cache-id"],
    });
    expect(all(resources, SECURITY_GROUP).map(({ name }) => name)).toEqual(["shop-cache", "shop-cache-clients"]);
  });

  it("logs slow commands and the engine, with key and retention", async () => {
    const resources = await cache({ logRetentionDays: 30 });

    expect(all(resources, LOG_GROUP).map(({ inputs }) => inputs)).toEqual([
      expect.objectContaining({
        name: "/aws/vendedlogs/elasticache/shop-cache/slow-log",
        kmsKeyId: KEY_ARN,
        retentionInDays: 30,
      }),
      expect.objectContaining({ name: "/aws/vendedlogs/elasticache/shop-cache/engine-log", retentionInDays: 30 }),
    ]);
    expect(only(resources, GROUP).inputs.logDeliveryConfigurations).toEqual([
      {
        destination: "/aws/vendedlogs/elasticache/shop-cache/slow-log",
        destinationType: "cloudwatch-logs",
        logFormat: "json",
        logType: "slow-log",
      },
      expect.objectContaining({ logType: "engine-log" }),
    ]);
  });

  it("tells its hosts", async () => {
    const hosts = (made: Cache) => pulumi.all([made.primaryEndpoint, made.readerEndpoint ?? "none"]);
    const host = (kind: string) => `${kind}.shop-cache-1234567.abc123.euw1.cache.amazonaws.com`;
    const told = async (overrides: Partial<CacheArgs>) => {
      const seen: string[][] = [];
      await read((made) => hosts(made).apply((values) => seen.push(values)), overrides);
      return seen[0];
    };

    expect(await told({})).toEqual([host("master"), host("replica")]);
    expect(await told({ replicas: 0 })).toEqual([host("master"), "none"]);
    expect(await told({ shards: 2 })).toEqual([host("clustercfg"), "none"]);
  });

  it("keeps within the lengths and characters of ElastiCache's names", async () => {
    const name = `proofpix-production--${"x".repeat(40)}-cache`;
    const [id, parameterGroup] = [only(await cache({}, name), GROUP), only(await cache({}, name), PARAMETERS)];

    expect(id.name.length).toBeLessThanOrEqual(32);
    expect(id.name).toMatch(/^(?!.*--)proofpix-production-x+-[0-9a-f]{5}$/);
    expect(parameterGroup.name).not.toContain("--");
    expect(id.inputs.finalSnapshotIdentifier).not.toContain("--");
  });

  it("tags all that has tags", async () => {
    const untagged = (await cache({ tags: { Owner: "platform" } })).filter(
      ({ type, inputs }) =>
        type.startsWith("aws:") &&
        !type.includes("secretVersion") &&
        (inputs.tags as Record<string, string> | undefined)?.Owner !== "platform",
    );

    expect(untagged).toEqual([]);
  });

  it.each([
    "replicationGroup",
    "parameterGroup",
    "subnetGroup",
    "user",
    "userGroup",
    "secret",
    "secretVersion",
    "logGroup",
    "alarm",
    "securityGroup",
    "ingressRule",
    "egressRule",
  ] as const)("lets transform.%s change that kind of child alone", async (child) => {
    const resources = await cache({ transform: { [child]: { region: "eu-west-2" } } });
    const types = resources.filter(({ inputs }) => inputs.region === "eu-west-2").map(({ type }) => type);

    expect(new Set(types).size).toBe(1);
  });

  it.each([
    ["password", PASSWORD],
    ["finalSnapshot", RANDOM_ID],
  ] as const)("lets transform.%s change that kind of child alone", async (child, type) => {
    const resources = await cache({ transform: { [child]: { keepers: { changed: "yes" } } } });
    const changed = resources.filter(({ inputs }) => JSON.stringify(inputs.keepers) === '{"changed":"yes"}');

    expect(new Set(changed.map((each) => each.type))).toEqual(new Set([type]));
  });
});

it.each<[string, Partial<CacheArgs>]>([
  ["by default", {}],
  ["as one small node", { nodeType: "cache.t4g.micro", replicas: 0 }],
  ["as Redis", { engine: "redis", engineVersion: "7.0" }],
  ["with shards", { shards: 2, evictionPolicy: "volatile-ttl" }],
  ["with disks", { nodeType: "cache.r6gd.xlarge" }],
  ["with a second password", { passwordVersion: 2 }],
])("is taken by the local cloud %s", async (_, overrides) => {
  const { refusals } = await deployLocally(() => program(overrides));

  expect(refusals).toEqual([]);
});

/** A network, a key and a cache in it. */
async function program(overrides: Partial<CacheArgs>): Promise<void> {
  const { ec2, kms } = await import("@pulumi/aws");
  const vpc = new ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
  const subnetIds = ["a", "b"].map(
    (zone, index) =>
      new ec2.Subnet(`shop-${zone}`, {
        vpcId: vpc.id,
        cidrBlock: `10.0.${index}.0/24`,
        availabilityZone: `us-east-1${zone}`,
      }).id,
  );
  const logs = {
    Sid: "Logs",
    Effect: "Allow",
    Principal: { Service: "logs.us-east-1.amazonaws.com" },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
  };
  const administrators = {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::123456789012:root" },
    Action: "kms:*",
    Resource: "*",
  };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [administrators, logs] });
  const key = new kms.Key("shop", { policy });
  new Cache("shop-cache", { ...ARGS, alarmActions: [], vpcId: vpc.id, subnetIds, kmsKeyArn: key.arn, ...overrides });
}

it("is the parent of its children", async () => {
  const resources = await cache();

  expect(resources.filter(({ component, parent }) => !component && !parent.endsWith("Cache::shop-cache"))).toEqual([]);
});
