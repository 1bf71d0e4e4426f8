import * as pulumi from "@pulumi/pulumi";
import { shardAlarms } from "../../../components/cache/alarms";
import { monitoredCache } from "../../../components/cache/monitored";
import { monitoredService } from "../../../components/container-service/monitored";
import { tasksBelowMinimum } from "../../../components/container-service/tasks-below-minimum-alarm";
import { databaseAlarms } from "../../../components/database/alarms";
import type { DatabaseServer } from "../../../components/database/dependencies";
import type { DatabaseEngine } from "../../../components/database";
import { monitoredDatabase } from "../../../components/database/monitored";
import {
  applicationTargetAlarms,
  certificateExpiring,
  loadBalancerAlarm,
} from "../../../components/load-balancer/alarms";
import { monitoredLoadBalancer } from "../../../components/load-balancer/monitored";
import { targetSettings } from "../../../components/load-balancer/target-settings";
import { monitoredQueue } from "../../../components/queue/monitored";
import { queueAlarmDefinitions } from "../../../components/queue/queue-alarms";
import { queueSettings } from "../../../components/queue/queue-settings";
import { cpu } from "../../../components/scaling";
import { overloadedAlarm } from "../../../components/scaling/load-alarm-definitions";
import { upAlarm } from "../../../components/scaling/scaling-plan";
import { ecsServiceTarget } from "../../../components/scaling/scaling-targets";
import type { AlarmDefinition } from "../../../components/shared/alarm";

/** Thresholds of alarms by what their names end in. */
function thresholds(alarms: readonly AlarmDefinition[], prefix: string): Record<string, number> {
  return Object.fromEntries(alarms.map(({ name, threshold }) => [name.replace(prefix, ""), threshold]));
}

describe("a database that is watched", () => {
  const server = (mayBeCopy: boolean): DatabaseServer => ({
    role: "",
    identifier: pulumi.output("shop"),
    resourceId: pulumi.output("db-ABC"),
    mayBeCopy,
  });
  const alarmsOf = (engine: DatabaseEngine) =>
    thresholds(
      databaseAlarms(
        "shop",
        { engine },
        {
          servers: [server(true)],
          identifier: pulumi.output("shop"),
        },
      ),
      "shop-",
    );
  const instance: DatabaseEngine = {
    kind: "instance",
    instanceClass: "db.m7g.large",
    storage: { size: "100Gi" },
    readReplicas: 2,
  };

  it("has the numbers of its CloudWatch alarms", () => {
    const watched = monitoredDatabase("shop", { engine: instance });
    const alarms = alarmsOf(instance);

    expect(watched.connectionsUsed).toBe(0.8);
    expect(Math.floor((watched.connectionLimit ?? 0) * watched.connectionsUsed)).toBe(alarms.connections);
    expect(watched.replicationLagSeconds).toBe(alarms.lag);
    expect(watched.deadlocks).toBe(alarms.deadlocks);
  });

  it("allows Aurora's readers less lag, as its alarm does in milliseconds", () => {
    const engine: DatabaseEngine = { kind: "aurora", instanceClass: "db.r7g.large" };

    expect(monitoredDatabase("shop", { engine }).replicationLagSeconds * 1000).toBe(alarmsOf(engine).lag);
  });

  it("names the servers of an instance by their lasting roles, those of a cluster by number", () => {
    expect(monitoredDatabase("shop", { engine: instance }).servers).toEqual([
      { name: "primary", role: "primary" },
      { name: "replica-1", role: "replica" },
      { name: "replica-2", role: "replica" },
    ]);
    const cluster: DatabaseEngine = {
      kind: "multi-az-cluster",
      instanceClass: "db.m6gd.large",
      storage: { size: "100Gi" },
    };
    expect(monitoredDatabase("shop", { engine: cluster }).servers.map(({ name }) => name)).toEqual([
      "instance-1",
      "instance-2",
      "instance-3",
    ]);
    const aurora: DatabaseEngine = { kind: "aurora-serverless", minimumCapacity: 1, maximumCapacity: 4, readers: 0 };
    expect(monitoredDatabase("shop", { engine: aurora }).servers).toEqual([{ name: "instance-1", role: "member" }]);
  });

  it("tells nothing of a limit that only AWS knows, and of a pool that there isn't", () => {
    const watched = monitoredDatabase("shop", { engine: instance, parameters: { max_connections: "{Memory/9}" } });

    expect(watched).toMatchObject({ connectionLimit: undefined, poolPercent: undefined });
    expect(monitoredDatabase("shop", { engine: instance }, 90).poolPercent).toBe(90);
  });
});

describe("a cache that is watched", () => {
  it.each([
    [{ nodeType: "cache.t4g.micro" }],
    [{ nodeType: "cache.m7g.large", evictionPolicy: "noeviction" }],
    [{ nodeType: "cache.m7g.large", alarms: { evictionsPerMinute: 5, replicationLag: "3s", connectionsPercent: 50 } }],
    [{ nodeType: "cache.m7g.large", alarms: { evictionsPerMinute: undefined } }],
  ] as const)("has the numbers of its CloudWatch alarms: %j", (args) => {
    const watched = monitoredCache("shop", args);
    const alarms = thresholds(shardAlarms({ name: "shop", nodeIds: ["a", "b"] }, args), "shop-");

    expect(watched.memoryPercent).toBe(alarms.memory);
    expect(watched.evictionsPerMinute).toBe(alarms.evictions);
    expect(Math.floor((watched.connectionLimit * watched.connectionsPercent) / 100)).toBe(alarms.connections);
    expect(watched.replicationLagSeconds).toBe(alarms["replication-lag"]);
  });

  it("names the nodes of each shard", () => {
    expect(monitoredCache("shop", { nodeType: "cache.t4g.micro" }).nodes).toEqual(["node-1", "node-2"]);
    expect(monitoredCache("shop", { nodeType: "cache.t4g.micro", replicas: 0, shards: 2 })).toMatchObject({
      nodes: ["shard-1-node-1", "shard-2-node-1"],
      shards: 2,
    });
  });
});

describe("a queue that is watched", () => {
  const args = { kmsKeyArn: "key", maxProcessingTime: "20m", alarmActions: [], maxReceiveCount: 7 } as const;

  it("has the numbers of its CloudWatch alarms", () => {
    const watched = monitoredQueue("jobs", args, 100);
    const names = { queueName: "q", deadLetterQueueName: "d" };
    const alarms = thresholds(queueAlarmDefinitions("shop", names, queueSettings(args)), "shop-");

    expect(watched).toMatchObject({
      name: "jobs",
      deadLetterName: "jobs-dead-letters",
      itemsAbove: 100,
      maxItems: alarms.backlog,
      maxItemAgeSeconds: alarms["message-age"],
      maxDeadLetterAgeSeconds: alarms["dead-letters-expire"],
      visibilityTimeoutSeconds: 1230,
      maxReceiveCount: 7,
    });
  });

  it("has no length from which on it is scaled unless it is given", () => {
    expect(monitoredQueue("jobs", args).itemsAbove).toBeUndefined();
  });
});

describe("a load balancer that is watched", () => {
  const targets = { web: { port: 80, alarms: { serverErrorPercent: 2, responseTime: "500ms" } } } as const;

  it("has the numbers of its CloudWatch alarms, and of its targets'", () => {
    const { ownErrorPercent, certificateDays, targets: watched } = monitoredLoadBalancer("shop", { targets });
    const target = { name: "shop", loadBalancer: "app/shop/1", targetGroups: ["targetgroup/shop/1"] };
    const alarms = thresholds(
      applicationTargetAlarms(target, targetSettings(targets.web, "round-robin").alarms),
      "shop-target-",
    );

    expect(ownErrorPercent).toBe(loadBalancerAlarm("shop", "app/shop/1").threshold);
    expect(certificateDays).toBe(certificateExpiring("shop", "arn").threshold);
    expect(watched).toEqual([
      { service: "web", serverErrorPercent: alarms["5xx"], responseTimeSeconds: alarms["response-time"] },
    ]);
    expect(watched[0]).toMatchObject({ serverErrorPercent: 2, responseTimeSeconds: 0.5 });
  });

  it("has the defaults of targets that say nothing, and a domain name where there is one", () => {
    expect(
      monitoredLoadBalancer("shop", { targets: { web: { port: 80 } }, domain: { name: "a.example.com" } }),
    ).toEqual({
      name: "shop",
      kind: "application",
      domainName: "a.example.com",
      ownErrorPercent: 5,
      certificateDays: 21,
      targets: [{ service: "web", serverErrorPercent: 5, responseTimeSeconds: 2 }],
    });
  });

  it("knows nothing of statuses behind a network load balancer", () => {
    expect(monitoredLoadBalancer("shop", { targets, algorithm: "ip-hash" })).toMatchObject({
      kind: "network",
      targets: [],
    });
  });
});

describe("a service that is watched", () => {
  const args = { cpu: "500m", memory: "1Gi", port: 3000, minInstances: 2, maxInstances: 10 } as const;
  const target = { port: 80, healthPath: "/up", deregistrationDelaySeconds: 30, healthySeconds: 60 };
  const loadBalancer = { target: { ...target, greenTargetGroupArn: undefined } };
  const service = { clusterName: "shop", serviceName: "web" };

  it("has the numbers of its arguments and CloudWatch alarms", () => {
    const below = tasksBelowMinimum("web", { ...service, minInstances: 2 });
    const overloaded = overloadedAlarm("web", ecsServiceTarget(service), [cpu()]);

    expect(monitoredService("web", args)).toEqual({
      name: "web",
      port: 3000,
      metricsPath: "/metrics",
      healthEndpoints: [{ path: "/health", covers: "instance" }],
      takesRequests: false,
      consumes: undefined,
      cpuMillis: 500,
      memoryBytes: 1_073_741_824,
      minInstances: 2,
      maxInstances: 10,
      belowMinimumSeconds: below.evaluationPeriods * below.periodSeconds,
      triggers: [],
      overloadedSeconds: (overloaded.datapointsToAlarm ?? 0) * overloaded.periodSeconds,
      objectives: undefined,
    });
  });

  it("has the numbers of its triggers, also where they are overridden", () => {
    const trigger = cpu({ above: 60, aboveFor: "4m" });
    const { threshold, evaluationPeriods } = upAlarm("web", ecsServiceTarget(service), trigger);

    expect(monitoredService("web", args, { triggers: [trigger] }).triggers).toEqual([
      {
        name: "cpu",
        unit: "%",
        above: threshold,
        aboveSeconds: evaluationPeriods * 60,
        below: 30,
        belowSeconds: 600,
      },
    ]);
  });

  it("is asked where the load balancer asks it, and has objectives from SC-12 and SC-3", () => {
    const { port, ...withoutPort } = args;
    const watched = monitoredService(
      "web",
      { ...withoutPort, loadBalancer },
      { healthPaths: ["/up", "/api/health", "/api/health"] },
    );

    expect(port).toBe(3000);
    expect(watched).toMatchObject({
      port: 80,
      takesRequests: true,
      healthEndpoints: [
        { path: "/up", covers: "instance" },
        { path: "/api/health", covers: "dependencies" },
      ],
      objectives: { availabilityPercent: 99.9, latency: { percent: 95, seconds: 2 }, windowDays: 30 },
    });
  });

  it("takes objectives, a team, and a port for metrics of its own", () => {
    const objectives = { availabilityPercent: 99.5, latency: { percent: 99, seconds: 0.5 }, windowDays: 28 };

    expect(monitoredService("web", args, { objectives, team: "shop", port: 9000, consumes: "jobs" })).toMatchObject({
      objectives,
      team: "shop",
      port: 9000,
      consumes: "jobs",
    });
  });

  it("has no objectives without metrics from which they could be told", () => {
    expect(monitoredService("web", { ...args, loadBalancer }, { metricsPath: false })).toMatchObject({
      metricsPath: undefined,
      objectives: undefined,
    });
  });

  it("tells what each endpoint covers by HC-1's paths", () => {
    const healthPaths = ["/health", "/api/health", "/api/performance/health"];

    expect(monitoredService("web", args, { healthPaths }).healthEndpoints.map(({ covers }) => covers)).toEqual([
      "instance",
      "dependencies",
      "performance",
    ]);
  });

  it("has the widest bounds of all times of the day", () => {
    const schedules = [
      { name: "night", at: "20:00", minInstances: 1 },
      { name: "rush", at: "07:00", minInstances: 4, maxInstances: 30 },
    ];

    expect(monitoredService("web", args, { schedules })).toMatchObject({ minInstances: 1, maxInstances: 30 });
  });

  it("is refused without a port", () => {
    const { port, ...withoutPort } = args;

    expect(port).toBe(3000);
    expect(() => monitoredService("web", withoutPort)).toThrow("web has no port");
  });
});
