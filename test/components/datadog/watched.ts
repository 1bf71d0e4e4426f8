import type { MonitoredService, MonitoredSystem } from "../../../components/monitoring";

/** A service behind the load balancer, of which everything is watched. */
export const WEB: MonitoredService = {
  name: "web",
  port: 8080,
  metricsPath: "/metrics",
  healthEndpoints: [{ path: "/health", covers: "instance" }],
  takesRequests: true,
  consumes: undefined,
  cpuMillis: 1000,
  memoryBytes: 2 * 1024 ** 3,
  minInstances: 3,
  maxInstances: 20,
  belowMinimumSeconds: 300,
  overloadedSeconds: 600,
  triggers: [
    { name: "cpu", unit: "%", above: 70, aboveSeconds: 120, below: 30, belowSeconds: 900 },
    { name: "queue-length", unit: "items", above: 100, aboveSeconds: 60, below: 20, belowSeconds: 900 },
  ],
  objectives: { availabilityPercent: 99.9, latency: { percent: 95, seconds: 1 }, windowDays: 30 },
};

/** An environment with one of everything. */
export const SYSTEM: MonitoredSystem = {
  environment: "shop-production",
  team: "operations",
  runbookUrl: "https://docs.example.com/alerts",
  dashboardUrl: undefined,
  services: [WEB],
  loadBalancer: {
    name: "shop",
    kind: "application",
    domainName: "shop.example.com",
    ownErrorPercent: 1,
    certificateDays: 21,
    targets: [{ service: "web", serverErrorPercent: 5, responseTimeSeconds: 2 }],
  },
  database: {
    name: "shop",
    kind: "instance",
    servers: [
      { name: "primary", role: "primary" },
      { name: "replica-1", role: "replica" },
    ],
    connectionLimit: 400,
    connectionsUsed: 0.8,
    replicationLagSeconds: 30,
    longTransactionSeconds: 300,
    deadlocks: 0,
    poolPercent: undefined,
  },
  cache: {
    name: "shop",
    nodes: ["node-1"],
    shards: 1,
    memoryPercent: 80,
    evictionsPerMinute: 10,
    connectionLimit: 65_000,
    connectionsPercent: 80,
    replicationLagSeconds: 10,
  },
  queues: [
    {
      name: "jobs",
      deadLetterName: "jobs-dead-letters",
      itemsAbove: 100,
      maxItems: 1000,
      maxItemAgeSeconds: 600,
      maxDeadLetterAgeSeconds: 864_000,
      visibilityTimeoutSeconds: 180,
      maxReceiveCount: 5,
    },
  ],
  detection: { seconds: 30, probeErrorRate: 0.01, falsePositiveRate: 0.001 },
};

/** Its names as AWS knows them. */
export const ADDRESSES = {
  cluster: "Shop-1234",
  ecsServices: { web: "shop-web-5678" },
  loadBalancer: "app/shop/0123",
  targetGroups: { web: ["targetgroup/blue/1", "targetgroup/green/2"] },
  databaseServers: { primary: "shop-db", "replica-1": "shop-db-r1" },
  cacheNodes: { "node-1": "shop-001" },
  queues: { jobs: "shop-jobs", "jobs-dead-letters": "shop-jobs-dlq" },
};
