import type { DatabaseArgs, DatabaseKind } from "../../../components/database";
import { evaluatedAlarm, evaluatedState } from "../../../localcloud/services/cloudwatch/alarm-evaluation";
import { all, type Registered } from "../../support/deploy";
import { ALARM, database, ENGINES, TOPIC_ARN } from "./fixture";

const GIBIBYTE = 1024 ** 3;

async function alarms(overrides: Partial<DatabaseArgs> = {}): Promise<Map<string, Registered["inputs"]>> {
  return new Map(all(await database(overrides), ALARM).map(({ name, inputs }) => [name, inputs]));
}

async function alarm(name: string, overrides: Partial<DatabaseArgs> = {}): Promise<Registered["inputs"]> {
  const found = (await alarms(overrides)).get(`shop-database-${name}`);
  if (found === undefined) throw new Error(`there is no alarm ${name}`);
  return found;
}

/** State of an alarm after values of its only metric, the newest last, one for each of its periods. */
function stateOf(inputs: Registered["inputs"], values: readonly number[]): string {
  const evaluated = evaluatedAlarm(inputs);
  const { periodSeconds } = evaluated;
  const timestamps = values.map((_, index) => index * periodSeconds);
  return evaluatedState(evaluated, () => values, { timestamps, periodSeconds });
}

describe("alarms of an instance", () => {
  it("watch CPU, memory, connections, storage, commits, deadlocks and vacuum, and those of a replica its lag", async () => {
    const names = [...(await alarms({ engine: { ...ENGINES.instance, readReplicas: 1 } })).keys()];
    const of = ["commits", "connections", "cpu", "deadlocks", "memory", "storage", "storage-full-soon"];

    expect(names.sort()).toEqual(
      [
        ...[...of, "transaction-ids"].map((concern) => `shop-database-${concern}`),
        ...[...of, "lag"].map((concern) => `shop-database-replica-1-${concern}`),
      ].sort(),
    );
  });

  it("tell the topics when they begin and end", async () => {
    expect(await alarm("cpu", { alarmActions: [TOPIC_ARN] })).toMatchObject({
      alarmActions: [TOPIC_ARN],
      okActions: [TOPIC_ARN],
    });
  });

  it("have thresholds of the class, its storage and its connections", async () => {
    const engine = { ...ENGINES.instance, instanceClass: "db.r7g.large", storage: { size: "200Gi" } } as const;

    expect((await alarm("memory", { engine })).threshold).toBe(Math.round(1.6 * GIBIBYTE));
    expect((await alarm("storage", { engine })).threshold).toBe(10 * GIBIBYTE);
    expect(
      (await alarm("storage", { engine: { ...engine, storage: { size: "200Gi", maximum: "200Gi" } } })).threshold,
    ).toBe(20 * GIBIBYTE);
    expect((await alarm("connections", { engine })).threshold).toBe(1261);
    expect((await alarm("connections", { engine, parameters: { max_connections: "200" } })).threshold).toBe(160);
    expect((await alarms({ engine, parameters: { max_connections: "{X}" } })).has("shop-database-connections")).toBe(
      false,
    );
  });

  it("read the metrics of their instance", async () => {
    expect(await alarm("cpu")).toMatchObject({
      namespace: "AWS/RDS",
      metricName: "CPUUtilization",
      dimensions: { DBInstanceIdentifier: "shop-database-0a1b2c3d" },
      threshold: 90,
    });
    expect(await alarm("replica-1-lag", { engine: { ...ENGINES.instance, readReplicas: 1 } })).toMatchObject({
      metricName: "ReplicaLag",
      dimensions: { DBInstanceIdentifier: "shop-database-0a1b2c3d-replica-1" },
      threshold: 60,
    });
  });

  it("read deadlocks from Database Insights, by the instance's resource identifier", async () => {
    expect((await alarm("deadlocks")).metricQueries).toEqual([
      {
        id: "deadlocks",
        expression: "DB_PERF_INSIGHTS('RDS', 'db-ABCDEFGHIJKLMNOPQRSTUVWXY1', 'db.Concurrency.deadlocks.avg')",
        label: "Deadlocks a minute",
        period: 60,
        returnData: true,
      },
    ]);
  });
});

describe("the alarm on storage that is full soon", () => {
  const shrinking = (gibibytes: number, step: number): number[] =>
    Array.from({ length: 8 }, (_, index) => (gibibytes + (7 - index) * step) * GIBIBYTE);

  it("rings when growing storage would be full before RDS may raise it again", async () => {
    const growing = await alarm("storage-full-soon");

    // 10 GiB left at 0.5 GiB a quarter of an hour are five hours, and at 0.4 GiB more than six.
    expect(stateOf(growing, shrinking(10, 0.5))).toBe("ALARM");
    expect(stateOf(growing, shrinking(10, 0.4))).toBe("OK");
  });

  it("rings two days before storage is full that somebody has to raise", async () => {
    const fixed = await alarm("storage-full-soon", {
      engine: { ...ENGINES.instance, storage: { size: "100Gi", maximum: "100Gi" } },
    });

    // 10 GiB left at 0.25 GiB an hour are 40 hours, and at 0.2 GiB 50.
    expect(stateOf(fixed, shrinking(10, 0.25))).toBe("ALARM");
    expect(stateOf(fixed, shrinking(10, 0.2))).toBe("OK");
  });

  it("is quiet where storage stays, frees itself, or falls once", async () => {
    const growing = await alarm("storage-full-soon");

    expect(stateOf(growing, shrinking(10, 0))).toBe("OK");
    expect(stateOf(growing, shrinking(10, -1))).toBe("OK");
    expect(
      stateOf(
        growing,
        [9, 9, 9, 9, 9, 9, 1, 1].map((each) => each * GIBIBYTE),
      ),
    ).toBe("OK");
  });
});

describe("alarms of clusters", () => {
  it.each<[DatabaseKind, string[]]>([
    ["multi-az-cluster", ["commits", "connections", "cpu", "lag", "memory", "storage", "storage-full-soon"]],
    ["aurora", ["commits", "connections", "cpu", "deadlocks", "lag", "local-storage", "memory"]],
    ["aurora-serverless", ["capacity", "commits", "connections", "cpu", "deadlocks", "lag", "local-storage", "memory"]],
  ])("of the kind %s watch each instance, of which any may be the writer", async (kind, concerns) => {
    const names = [...(await alarms({ engine: ENGINES[kind] })).keys()];

    for (const instance of ["instance-1", "instance-2"]) {
      const own = names.filter((name) => name.startsWith(`shop-database-${instance}-`));
      expect(own.sort()).toEqual(concerns.map((concern) => `shop-database-${instance}-${concern}`));
    }
    expect(names.includes("shop-database-instance-3-cpu")).toBe(kind === "multi-az-cluster");
    expect(names.includes("shop-database-volume")).toBe(kind !== "multi-az-cluster");
  });

  it("of Aurora read its own metrics, in milliseconds", async () => {
    const engine = ENGINES.aurora;

    expect(await alarm("instance-1-commits", { engine })).toMatchObject({ metricName: "CommitLatency", threshold: 20 });
    expect(await alarm("instance-1-lag", { engine })).toMatchObject({
      metricName: "AuroraReplicaLag",
      threshold: 2000,
    });
    expect(await alarm("volume", { engine })).toMatchObject({
      dimensions: { DBClusterIdentifier: "shop-database-0a1b2c3d" },
    });
  });

  it("of Serverless go by the largest capacity", async () => {
    const engine = { kind: "aurora-serverless", minimumCapacity: 1, maximumCapacity: 8 } as const;

    expect((await alarm("instance-1-memory", { engine })).threshold).toBe(Math.round(1.6 * GIBIBYTE));
    expect(await alarm("instance-1-capacity", { engine })).toMatchObject({
      metricName: "ACUUtilization",
      threshold: 90,
    });
  });
});
