import { cachePlan } from "../../../../localcloud/runtimes/data/cache-plan";
import { archivesOf } from "../../../../localcloud/runtimes/data/database-origin";
import { databasePlan } from "../../../../localcloud/runtimes/data/database-plan";
import type { Properties } from "../../../../localcloud/model/values";
import { redisConfiguration } from "../../../../localcloud/runtimes/data/redis";
import { cacheGroup, databaseInstance, databaseProxy } from "../support/sample-stores";
import { cloudWith, REGION, resource, secretWith } from "../support/sample-tasks";

const DOMAIN = `abcdefghijkl.${REGION}.rds.amazonaws.com`;

describe("databasePlan", () => {
  it("has a server for each instance, replicas after what they replicate, and leads a proxy to its target", () => {
    const replica = databaseInstance("shop-replica-1", { replicateSourceDb: "shop" });
    const cloud = cloudWith([replica, databaseInstance("shop"), ...databaseProxy("shop-proxy", "shop")]);
    const common = {
      engine: "postgres",
      engineVersion: "17.11",
      username: "postgres",
      password: "first-password",
      database: "application",
      hasStandby: false,
    };

    expect(databasePlan(cloud)).toEqual({
      servers: [
        {
          ...common,
          key: `instance-${REGION}-shop`,
          ...{ resource: "db-shop", resourceId: "db-shop" },
          domains: [`*.${DOMAIN}`, `*.proxy-${DOMAIN}`],
        },
        {
          ...common,
          key: `instance-${REGION}-shop-replica-1`,
          ...{ resource: "db-shop-replica-1", resourceId: "db-shop-replica-1" },
          primary: `instance-${REGION}-shop`,
          domains: [`*.${DOMAIN}`],
        },
      ],
      endpoints: [
        { host: `shop-replica-1.${DOMAIN}`, port: 5432, server: `instance-${REGION}-shop-replica-1` },
        { host: `shop.${DOMAIN}`, port: 5432, server: `instance-${REGION}-shop` },
        { host: `shop-proxy.proxy-${DOMAIN}`, port: 5432, server: `instance-${REGION}-shop` },
      ],
    });
  });

  it("finds the source of a replica in another region by its ARN", () => {
    const source = databaseInstance("shop");
    const abroad = {
      ...databaseInstance("shop-abroad", { replicateSourceDb: `arn:aws:rds:${REGION}:123456789012:db:shop` }),
      region: "eu-central-1",
    };
    expect(databasePlan(cloudWith([source, abroad])).servers[1]).toMatchObject({
      key: "instance-eu-central-1-shop-abroad",
      primary: `instance-${REGION}-shop`,
      password: "first-password",
    });
  });

  it("knows what a cluster is restored from", () => {
    const point = { sourceClusterIdentifier: "shop", useLatestRestorableTime: true };
    const cluster = (identifier: string, inputs: Properties) =>
      resource("aws:rds/cluster:Cluster", identifier, { clusterIdentifier: identifier, ...inputs }, {});
    const snapshot = resource("aws:rds/clusterSnapshot:ClusterSnapshot", "nightly", {
      ...{ dbClusterIdentifier: "shop", dbClusterSnapshotIdentifier: "nightly" },
    });
    const cloud = cloudWith([
      cluster("shop", {}),
      snapshot,
      cluster("copy", { snapshotIdentifier: "nightly" }),
      cluster("latest", { restoreToPointInTime: point }),
    ]);

    expect(archivesOf(cloud)).toEqual([
      { key: `cluster-snapshot-${REGION}-nightly`, server: `cluster-${REGION}-shop` },
    ]);
    expect(databasePlan(cloud).servers.map(({ origin }) => origin)).toEqual([
      undefined,
      { kind: "snapshot", archive: `cluster-snapshot-${REGION}-nightly` },
      { kind: "server", server: `cluster-${REGION}-shop` },
    ]);
  });

  it("reads a password that RDS keeps in a secret of its own", () => {
    const [secret, version] = secretWith("rds!db-1", '{"username":"postgres","password":"drawn"}');
    const made = databaseInstance("shop", { password: undefined, manageMasterUserPassword: true });
    const instance = { ...made, computed: { ...made.computed, masterUserSecrets: [{ secretArn: secret?.id }] } };
    const cloud = cloudWith([instance, ...[secret, version].flatMap((each) => each ?? [])]);
    expect(databasePlan(cloud).servers).toMatchObject([{ password: "drawn" }]);
  });

  it("has one server for a cluster's writes, and one for its reads where it has several instances", () => {
    const cluster = resource(
      "aws:rds/cluster:Cluster",
      "shop",
      { clusterIdentifier: "shop", masterUsername: "admin", masterPassword: "secret-word", databaseName: "shop" },
      { engine: "aurora-postgresql", endpoint: "shop.cluster-x.y", readerEndpoint: "shop.cluster-ro-x.y", port: 5432 },
    );
    const member = (name: string) =>
      resource(
        "aws:rds/clusterInstance:ClusterInstance",
        name,
        { clusterIdentifier: "shop" },
        { endpoint: `${name}.x.y` },
      );
    const [writer, reader] = [`cluster-${REGION}-shop`, `cluster-${REGION}-shop-reader`];

    expect(databasePlan(cloudWith([cluster, member("one"), member("two")]))).toMatchObject({
      servers: [{ key: writer }, { key: reader, primary: writer }],
      endpoints: [
        { host: "shop.cluster-x.y", server: writer },
        { host: "shop.cluster-ro-x.y", server: reader },
        { host: "one.x.y", server: writer },
        { host: "two.x.y", server: reader },
      ],
    });
    expect(databasePlan(cloudWith([cluster, member("one")]))).toMatchObject({
      servers: [{ key: writer }],
      endpoints: [{}, { host: "shop.cluster-ro-x.y", server: writer }, {}],
    });
  });
});

describe("cachePlan", () => {
  it("has one server for all nodes of a group, with its users", () => {
    const plan = cachePlan(cloudWith(cacheGroup("shop", "cache-password")));
    expect(plan.servers).toMatchObject([
      {
        key: `cache-${REGION}-shop`,
        hasTls: true,
        users: [
          { name: "default", accessString: "off ~* -@all", passwords: ["cache-password"] },
          { name: "application", accessString: "on ~* &* +@all -@dangerous +info", passwords: ["cache-password"] },
        ],
        domains: ["*.shop.af53bb.euw1.cache.amazonaws.com"],
      },
    ]);
    expect(plan.endpoints.map(({ host }) => host.split(".")[0])).toEqual(["master", "replica"]);
  });

  it("knows the node of a group in cluster mode by its name and port in AWS", () => {
    const clustered = { clusterEnabled: true, memberClusters: ["shop-0001-001", "shop-0002-001"] };
    const [group] = cacheGroup("shop", "cache-password").slice(-1);
    const configurationEndpointAddress = "clustercfg.shop.af53bb.euw1.cache.amazonaws.com";
    if (group === undefined) throw new Error("there is no group");
    const computed = { engineVersionActual: "8.2.0", ...clustered, configurationEndpointAddress };
    const plan = cachePlan(cloudWith([{ ...group, computed }]));

    expect(plan.servers).toMatchObject([
      { node: { host: "shop-0001-001.shop.af53bb.euw1.cache.amazonaws.com", port: 6379 } },
    ]);
    expect(plan.endpoints.map(({ host }) => host.split(".")[0])).toEqual(["clustercfg", "shop-0001-001"]);
  });

  it("becomes a configuration with TLS and users, or with neither", () => {
    const [server] = cachePlan(cloudWith(cacheGroup("shop", "cache-password"))).servers;
    if (server === undefined) throw new Error("there is no server");
    const open = { ...server, hasTls: false, users: [], authToken: "a token", memoryPolicy: "allkeys-lru" };

    expect(redisConfiguration(server, 7000, "/data").split("\n")).toEqual(
      expect.arrayContaining([
        'port "0"',
        'tls-port "7000"',
        "user application reset on ~* &* +@all -@dangerous +info >cache-password",
      ]),
    );
    expect(redisConfiguration(open, 7000, "/data").split("\n")).toEqual([
      ...['port "7000"', 'bind "127.0.0.1"', 'dir "/data"', 'save ""', 'appendonly "no"'],
      ...['maxmemory-policy "allkeys-lru"', 'requirepass "a token"', ""],
    ]);
  });
});
