import { costIn, monthlyIn, resource } from "../support/stack";

function database(properties: Readonly<Record<string, unknown>>) {
  return resource("aws:rds/instance:Instance", "orders", { engine: "postgres", ...properties });
}

describe("an RDS instance", () => {
  it("is paid for by the hour, with its storage", () => {
    const small = database({ instanceClass: "db.t4g.micro", allocatedStorage: 20, storageType: "gp3" });

    // 730 × 0.017 = 12.41, and 20 × 0.127 = 2.54 in eu-west-1: as a bill of July 2026 has it
    expect(monthlyIn([small], "eu-west-1")).toEqual([14.95, 14.95]);
  });

  it("costs twice as much in two zones, servers and storage", () => {
    const multi = database({ instanceClass: "db.m6g.large", multiAz: true, allocatedStorage: 100, storageType: "gp3" });

    // 2 × 730 × 0.176 = 256.96, and 2 × 100 × 0.127 = 25.40
    expect(monthlyIn([multi], "eu-west-1")).toEqual([282.36, 282.36]);
  });

  it.each([
    ["gp3 of 400 GiB has 12,000 IOPS", { allocatedStorage: 400, storageType: "gp3", iops: 14_000 }, 86], // 46 + 40
    ["gp3 below that has 3,000", { allocatedStorage: 20, storageType: "gp3", iops: 4000 }, 22.3], // 2.30 + 20
    ["io1 is paid for by the IOPS", { allocatedStorage: 100, storageType: "io1", iops: 1000 }, 112.5],
    ["gp2 is what it has without a type", { allocatedStorage: 20 }, 2.3],
  ])("has storage: %s", (_what, storage, usd) => {
    const [month] = monthlyIn([database({ instanceClass: "db.t3.micro", ...storage })]);

    expect(month - 13.14).toBeCloseTo(usd, 2); // 730 × 0.018
  });

  it("is a replica of PostgreSQL where it names no engine", () => {
    const replica = resource("aws:rds/instance:Instance", "reader", { instanceClass: "db.m6g.large" });

    expect(monthlyIn([replica], "eu-west-1")).toEqual([128.48, 128.48]);
  });

  it("tells its storage that grows as what depends on use", () => {
    const growing = database({
      instanceClass: "db.t4g.micro",
      allocatedStorage: 20,
      storageType: "gp3",
      maxAllocatedStorage: 100,
    });

    expect(costIn([growing])).toMatchObject({
      usage: [{ what: "storage that grows, up to 100 GB", unit: "GB", price: { usd: 0.115 } }, { unit: "GB" }],
    });
  });

  it("of an engine without prices tells so, and has its storage", () => {
    const oracle = database({ engine: "oracle-se2", instanceClass: "db.m6i.large", allocatedStorage: 100 });

    expect(costIn([oracle])).toMatchObject({ kind: "priced", missing: ["instances of the engine oracle-se2"] });
  });
});

describe("a cluster", () => {
  it("of Aurora Serverless is paid for between the bounds of its capacity", () => {
    const reader = resource("aws:rds/clusterInstance:ClusterInstance", "reader", {
      instanceClass: "db.serverless",
      clusterIdentifier: "orders",
    });
    const cluster = resource(
      "aws:rds/cluster:Cluster",
      "orders",
      { serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 8 } },
      { id: "orders" },
    );

    // 730 × 0.12 = 87.60 a unit
    expect(monthlyIn([reader, cluster])).toEqual([43.8, 700.8]);
    expect(costIn([cluster])).toMatchObject({ monthly: { max: 0 }, usage: [{ what: "storage" }, { what: "I/O" }] });
  });

  it("of several servers is paid for by each", () => {
    const server = resource("aws:rds/clusterInstance:ClusterInstance", "writer", { instanceClass: "db.r6g.large" });
    const multi = resource("aws:rds/cluster:Cluster", "orders", { dbClusterInstanceClass: "db.m6gd.large" });

    expect(monthlyIn([server], "eu-west-1")).toEqual([208.78, 208.78]); // 730 × 0.286
    expect(monthlyIn([multi], "eu-west-1")).toEqual([421.21, 421.21]); // 730 × 0.577 for the three
  });
});

describe("RDS Proxy", () => {
  const proxy = resource("aws:rds/proxy:Proxy", "proxy", { name: "proxy-1" }, { id: "proxy-1" });
  const target = resource("aws:rds/proxyTarget:ProxyTarget", "proxy", {
    dbProxyName: "proxy-1",
    dbInstanceIdentifier: "orders-1",
  });

  it.each([
    ["db.t4g.micro", 23.36], // two vCPUs: 2 × 730 × 0.016
    ["db.m7g.2xlarge", 93.44], // eight
  ])("is paid for by the vCPUs of %s", (instanceClass, usd) => {
    const behind = { ...database({ instanceClass }), id: "orders-1" };

    expect(monthlyIn([proxy, target, behind], "eu-west-1")).toEqual([usd, usd]);
  });

  it("is unpriced where what is behind it isn't known", () => {
    expect(costIn([proxy])).toMatchObject({ kind: "unpriced" });
  });
});

describe("ElastiCache", () => {
  function cache(properties: Readonly<Record<string, unknown>>) {
    return resource("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", properties);
  }

  it.each([
    [{ nodeType: "cache.t4g.small", engine: "redis", numCacheClusters: 2 }, 46.72], // 2 × 730 × 0.032
    [{ nodeType: "cache.t4g.small", engine: "valkey", numCacheClusters: 2 }, 37.38], // 2 × 730 × 0.0256
    [{ nodeType: "cache.m7g.large", numNodeGroups: 2, replicasPerNodeGroup: 1 }, 461.36], // 4 × 730 × 0.158
    [{ nodeType: "cache.t3.micro" }, 12.41],
  ])("%j costs %d a month", (properties, usd) => {
    expect(monthlyIn([cache(properties)])).toEqual([usd, usd]);
  });

  it("is paid for once: with the group, not with its clusters", () => {
    const member = resource("aws:elasticache/cluster:Cluster", "member", { replicationGroupId: "sessions" });
    const alone = resource("aws:elasticache/cluster:Cluster", "alone", {
      engine: "memcached",
      nodeType: "cache.t3.micro",
      numCacheNodes: 3,
    });

    expect(monthlyIn([member])).toEqual([0, 0]);
    expect(monthlyIn([alone])).toEqual([37.23, 37.23]);
  });
});
