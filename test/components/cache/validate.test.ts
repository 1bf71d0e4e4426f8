import { Cache, type CacheArgs } from "../../../components/cache";
import { refusals } from "../../support/deploy";
import { ARGS, KEY_ARN } from "./deployed";

function refused(overrides: Partial<CacheArgs>, name = "shop-cache"): Promise<string[]> {
  return refusals(() => new Cache(name, { ...ARGS, ...overrides }));
}

describe("Cache refuses", () => {
  it.each<[string, Partial<CacheArgs>, string]>([
    ["a node type that is none", { nodeType: "t4g.micro" }, 'nodeType: must be a node type such as "cache.t4g.micro"'],
    [
      "an engine that there is not",
      { engine: "memcached" as "redis" },
      'engine: must be one of valkey, redis, got "memcached"',
    ],
    [
      "a version of the other engine",
      { engine: "redis", engineVersion: "8.2" },
      'engineVersion: must be a version of redis (7.0, 7.1), got "8.2"',
    ],
    [
      "a version with its patch",
      { engineVersion: "8.2.0" },
      "engineVersion: must be a version of valkey (7.2, 8.0, 8.1",
    ],
    ["six replicas", { replicas: 6 }, "replicas: must be a whole number from 0 to 5, got 6"],
    ["no shards", { shards: 0 }, "shards: must be a whole number from 1 to 500, got 0"],
    [
      "more nodes than a cluster has",
      { shards: 251 },
      "shards: must make 500 nodes at most with 1 replicas each, got 502",
    ],
    ["a replica without a second zone", { subnetIds: ["subnet-1"] }, "subnetIds: must have 2 at least"],
    [
      "an eviction policy that there is not",
      { evictionPolicy: "lru" as "noeviction" },
      "evictionPolicy: must be one of allkeys-lru, allkeys-lfu",
    ],
    [
      "an eviction policy that nodes with disks don't know",
      { nodeType: "cache.r6gd.xlarge", evictionPolicy: "allkeys-lfu" },
      "evictionPolicy: must be one of allkeys-lru, volatile-lru, noeviction on cache.r6gd.xlarge",
    ],
    [
      "all memory reserved",
      { reservedMemoryPercent: 91 },
      "reservedMemoryPercent: must be a whole number from 0 to 90",
    ],
    [
      "a parameter that an argument sets",
      { parameters: { "maxmemory-policy": "noeviction" } },
      'parameters["maxmemory-policy"]: is set by evictionPolicy; give that argument instead',
    ],
    [
      "a threshold that is no duration",
      { slowCommandThreshold: "10" as "10s" },
      "slowCommandThreshold: must be more than zero",
    ],
    [
      "a window that is none",
      { snapshotWindow: "2-3" },
      'snapshotWindow: must be two times in UTC such as "02:00-03:00"',
    ],
    [
      "a short window",
      { maintenanceWindow: "sun:04:00-sun:04:30" },
      "maintenanceWindow: must be at least 60 minutes long",
    ],
    [
      "windows that overlap",
      { snapshotWindow: "04:30-05:30" },
      'maintenanceWindow: must not overlap snapshotWindow, got "sun:04:00-sun:05:00" and "04:30-05:30"',
    ],
    [
      "36 days of snapshots",
      { snapshotRetentionDays: 36 },
      "snapshotRetentionDays: must be a whole number from 0 to 35",
    ],
    ["the name of the user who may nothing", { username: "Default" }, "username: must be letters"],
    ["a user who may not log in", { accessString: "~* +@all" }, 'accessString: must begin with "on"'],
    ["no password", { passwordVersion: 0 }, "passwordVersion: must be a whole number from 1"],
    ["a short recovery", { recoveryWindowDays: 6 }, "recoveryWindowDays: must be a whole number from 7 to 30, got 6"],
    ["an alias", { kmsKeyArn: "alias/shop" }, 'kmsKeyArn: must be the ARN of a KMS key, got "alias/shop"'],
    ["a retention that there is not", { logRetentionDays: 2 as 3 }, "logRetentionDays: 2 is not a retention"],
    ["a tag of AWS", { tags: { "aws:owner": "me" } }, 'tags["aws:owner"]'],
    [
      "a threshold above all",
      { alarms: { memoryPercent: 101 } },
      "alarms.memoryPercent: must be a percentage from 1 to 100",
    ],
    ["a lag of no time", { alarms: { replicationLag: "0s" } }, "alarms.replicationLag: must be more than zero"],
  ])("%s", async (_, overrides, words) => {
    expect(await refused(overrides)).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    ["its own region", "eu-west-1", "replica.region: must be another region than eu-west-1"],
    [
      "another partition",
      "us-gov-west-1",
      "replica.region: must be another region than eu-west-1 in the partition aws",
    ],
    ["no region", "frankfurt", "replica.region: must be the code of a commercial"],
  ])("a copy of the secret in %s", async (_, region, words) => {
    const kmsKeyArn = KEY_ARN.replace("eu-west-1", region);

    expect(await refused({ replica: { region, kmsKeyArn } })).toEqual([expect.stringContaining(words)]);
  });

  it("a copy of the secret whose key is in another region", async () => {
    expect(await refused({ replica: { region: "eu-central-1", kmsKeyArn: KEY_ARN } })).toEqual([
      expect.stringContaining("replica.kmsKeyArn: must be the ARN of a KMS key of the region eu-central-1"),
    ]);
  });

  it("a password in the access string, without repeating it", async () => {
    expect(await refused({ accessString: "on >s3cret ~* +@all" })).toEqual([
      "accessString: must have no rule that sets or takes away passwords; the password is generated",
    ]);
  });

  it("a name of which ElastiCache makes no id", async () => {
    expect(await refused({}, "shop_cache")).toEqual([expect.stringContaining("name: must be letters")]);
  });

  it("everything that is wrong at once", async () => {
    expect(await refused({ replicas: 9, snapshotRetentionDays: 99, username: "" })).toHaveLength(3);
  });
});
