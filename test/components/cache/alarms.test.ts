import { nodeId } from "../../../components/cache/nodes";
import { connectionLimit, virtualCpus } from "../../../components/cache/node-types";
import type { CacheArgs } from "../../../components/cache";
import { all } from "../../support/deploy";
import { ALARM, cache, TOPIC_ARN } from "./deployed";

async function alarms(overrides: Partial<CacheArgs> = {}) {
  const found = all(await cache(overrides), ALARM);
  return Object.fromEntries(found.map(({ name, inputs }) => [name.replace(/^shop-cache-/, ""), inputs]));
}

const node = (CacheClusterId: string, metricName: string, stat: string) => ({
  metricName,
  namespace: "AWS/ElastiCache",
  period: 60,
  stat,
  dimensions: { CacheClusterId },
});

describe("the alarms of a cache", () => {
  it("tell of memory, evictions, CPU, connections, logins, and of what replicas and failover are in want of", async () => {
    const found = await alarms();

    expect(Object.keys(found).sort()).toEqual([
      "authentication-failures",
      "connections",
      "cpu",
      "evictions",
      "failover",
      "memory",
      "no-primary",
      "replication-lag",
    ]);
    for (const inputs of Object.values(found)) {
      expect(inputs).toMatchObject({ alarmActions: [TOPIC_ARN], okActions: [TOPIC_ARN] });
    }
  });

  it("say nothing of replicas that there are not", async () => {
    expect(Object.keys(await alarms({ replicas: 0 }))).not.toContain("failover");
    expect(Object.keys(await alarms({ replicas: 0 }))).not.toContain("replication-lag");
  });

  it("watch the nodes that there are by ElastiCache's names", async () => {
    const { memory } = await alarms();

    expect(memory).toMatchObject({
      threshold: 90,
      evaluationPeriods: 5,
      treatMissingData: "notBreaching",
      metricQueries: [
        { id: "node0", metric: node("shop-cache-1234567-001", "DatabaseMemoryUsagePercentage", "Maximum") },
        { id: "node1", metric: node("shop-cache-1234567-003", "DatabaseMemoryUsagePercentage", "Maximum") },
        { id: "result", expression: "MAX([node0, node1])", returnData: true },
      ],
    });
  });

  it("tell of memory earlier where writes would fail", async () => {
    expect((await alarms({ evictionPolicy: "noeviction" })).memory).toMatchObject({ threshold: 75 });
  });

  it("sum up evictions and failed logins", async () => {
    const { evictions, "authentication-failures": failures } = await alarms();

    expect(evictions).toMatchObject({ threshold: 100, evaluationPeriods: 15 });
    expect(failures).toMatchObject({ threshold: 10, evaluationPeriods: 3, datapointsToAlarm: 1 });
    for (const [inputs, metric] of [
      [evictions, "Evictions"],
      [failures, "AuthenticationFailures"],
    ] as const) {
      expect((inputs?.metricQueries as { expression?: string }[])[2]?.expression).toBe("SUM([node0, node1])");
      expect((inputs?.metricQueries as object[])[0]).toMatchObject({ metric: { metricName: metric, stat: "Sum" } });
    }
  });

  it("tell that a node took over the writes, and that none takes them", async () => {
    const { failover, "no-primary": noPrimary } = await alarms();

    expect((failover?.metricQueries as object[])[2]).toMatchObject({
      expression: "MAX([ABS(DIFF(node0)), ABS(DIFF(node1))])",
    });
    expect(failover).toMatchObject({ threshold: 0, datapointsToAlarm: 1 });
    expect((noPrimary?.metricQueries as object[])[2]).toMatchObject({ expression: "SUM([node0, node1])" });
    expect(noPrimary).toMatchObject({
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
    });
  });

  it.each([
    ["cache.t4g.micro", "CPUUtilization", 45],
    ["cache.t2.small", "CPUUtilization", 90],
    ["cache.m7g.large", "CPUUtilization", 45],
    ["cache.m7g.xlarge", "EngineCPUUtilization", 90],
  ])("watch the CPU of %s as AWS advises", async (nodeType, metricName, threshold) => {
    const { cpu } = await alarms({ nodeType });

    expect(cpu).toMatchObject({ threshold });
    expect((cpu?.metricQueries as object[])[0]).toMatchObject({ metric: { metricName, stat: "Average" } });
  });

  it.each([
    ["cache.t4g.micro", 16_000],
    ["cache.t3.small", 36_800],
    ["cache.m7g.large", 52_000],
  ])("count connections against what %s takes", async (nodeType, threshold) => {
    expect((await alarms({ nodeType })).connections).toMatchObject({ threshold });
  });

  it("take other thresholds", async () => {
    const found = await alarms({
      alarms: {
        memoryPercent: 60,
        evictionsPerMinute: 0,
        cpuPercent: 30,
        connectionsPercent: 10,
        replicationLag: "1m",
        authenticationFailuresPerMinute: 0,
      },
    });

    expect(Object.fromEntries(Object.entries(found).map(([name, { threshold }]) => [name, threshold]))).toMatchObject({
      memory: 60,
      evictions: 0,
      cpu: 30,
      connections: 6500,
      "replication-lag": 60,
      "authentication-failures": 0,
    });
  });

  it("are each shard's own in cluster mode", async () => {
    const names = Object.keys(await alarms({ shards: 2 }));

    expect(names).toHaveLength(16);
    expect(names).toEqual(expect.arrayContaining(["0001-memory", "0002-memory"]));
  });
});

describe("the names of nodes", () => {
  const clustered = ["cache-0002-001", "cache-0001-002", "cache-0001-001", "cache-0002-004"];

  it.each([
    [["cache-001", "cache-003"], undefined, 1, "cache-003"],
    [["cache-001"], undefined, 1, "cache-002"],
    [clustered, 0, 1, "cache-0001-002"],
    [clustered, 1, 1, "cache-0002-004"],
    [clustered, 2, 0, "cache-0003-001"],
  ])("of %j in shard %p at place %i are %s", (members, shard, place, expected) => {
    expect(nodeId("cache", members, shard, place)).toBe(expected);
  });
});

it.each([
  ["cache.t2.micro", 1, 20_000],
  ["cache.t4g.small", 2, 65_000],
  ["cache.r7g.2xlarge", 8, 65_000],
  ["cache.m5.24xlarge", 96, 65_000],
])("a node of %s has %i CPUs and takes %i connections", (nodeType, cpus, connections) => {
  expect(virtualCpus(nodeType)).toBe(cpus);
  expect(connectionLimit(nodeType)).toBe(connections);
});
