import type { CacheArgs } from "../../../components/cache";
import { difference } from "../../../localcloud/provider/difference";
import { RESOURCE_TYPES } from "../../../localcloud/services";
import { cache, GROUP, PARAMETERS, RANDOM_ID } from "./deployed";

/** Inputs of each resource by URN. */
async function inputs(overrides: Partial<CacheArgs>) {
  const resources = (await cache(overrides)).filter(({ component }) => !component);
  return new Map(resources.map((each) => [`${each.type} ${each.name}`, each]));
}

/** What a change of arguments replaces, adds and removes, as the local cloud judges it. */
async function change(from: Partial<CacheArgs>, to: Partial<CacheArgs>) {
  const [before, after] = [await inputs(from), await inputs(to)];
  const replaced = [...after].flatMap(([key, { type, inputs }]) => {
    const old = before.get(key)?.inputs;
    const known = RESOURCE_TYPES.find((each) => each.type === type);
    if (old === undefined || known === undefined) return [];
    const { replacing } = difference(known, old, inputs);
    return replacing.length > 0 ? [{ type, name: key.split(" ")[1], replacing }] : [];
  });
  return {
    replaced: replaced.map(({ type, replacing }) => [type, replacing] as const),
    added: [...after.keys()].filter((key) => !before.has(key)),
    removed: [...before.keys()].filter((key) => !after.has(key)),
  };
}

const NOTHING = { replaced: [], added: [], removed: [] };

describe("a change of a cache's", () => {
  it.each<[string, Partial<CacheArgs>, Partial<CacheArgs>]>([
    ["node type", {}, { nodeType: "cache.r7g.xlarge" }],
    ["number of replicas", {}, { replicas: 2 }],
    ["eviction policy", {}, { evictionPolicy: "noeviction" }],
    ["parameters", {}, { parameters: { timeout: "300" }, reservedMemoryPercent: 40, slowCommandThreshold: "1ms" }],
    ["snapshots and windows", {}, { snapshotRetentionDays: 0, snapshotWindow: "05:00-06:00" }],
    ["rights of the user", {}, { accessString: "on ~* +@read" }],
    ["alarms", {}, { alarms: { memoryPercent: 50, replicationLag: "1m" } }],
  ])("%s replaces, adds and removes nothing", async (_, from, to) => {
    expect(await change(from, to)).toEqual(NOTHING);
  });

  it("minor version replaces the name of the final snapshot alone", async () => {
    const replaced = [[RANDOM_ID, ["keepers"]]];

    expect(await change({ engineVersion: "8.1" }, { engineVersion: "8.2" })).toEqual({ ...NOTHING, replaced });
  });

  it.each<[string, Partial<CacheArgs>, Partial<CacheArgs>]>([
    ["major version", { engineVersion: "7.2" }, { engineVersion: "8.2" }],
    ["engine from Redis to Valkey", { engine: "redis" }, { engine: "valkey" }],
  ])("%s replaces its parameter group too, which has another family", async (_, from, to) => {
    const replaced = [
      [PARAMETERS, ["family"]],
      [RANDOM_ID, ["keepers"]],
    ];

    expect(await change(from, to)).toEqual({ ...NOTHING, replaced });
  });

  it("number of shards replaces nothing, and adds the alarms of the new one", async () => {
    const { replaced, added, removed } = await change({ shards: 2 }, { shards: 3 });

    expect([...replaced, ...removed]).toEqual([]);
    expect(added).toHaveLength(8);
    expect(added.every((key) => key.includes("-0003-"))).toBe(true);
  });

  it("replicas to none takes away what only replicas have", async () => {
    const { replaced, removed } = await change({}, { replicas: 0 });

    expect(replaced).toEqual([]);
    expect(removed.map((key) => key.split(" ")[1])).toEqual(["shop-cache-replication-lag", "shop-cache-failover"]);
  });

  it("password adds a password and writes the secret anew", async () => {
    const { added, removed, replaced } = await change({}, { passwordVersion: 2 });

    expect(added.map((key) => key.split(" ")[1])).toEqual(["shop-cache-password-2"]);
    expect(removed).toEqual([]);
    expect(replaced.map(([type]) => type)).toEqual(["aws:secretsmanager/secretVersion:SecretVersion"]);
  });

  it.each<[string, Partial<CacheArgs>, Partial<CacheArgs>, readonly string[]]>([
    [
      "key",
      {},
      { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/99999999-2222-3333-4444-555555555555" },
      ["kmsKeyId"],
    ],
    ["version back", { engineVersion: "8.2" }, { engineVersion: "8.1" }, ["engineVersion"]],
    ["snapshot", {}, { snapshotName: "before" }, ["snapshotName"]],
  ])("%s replaces it, as its documentation says", async (_, from, to, expected) => {
    const { replaced } = await change(from, to);

    expect(replaced.find(([type]) => type === GROUP)?.[1]).toEqual(expected);
  });
});
