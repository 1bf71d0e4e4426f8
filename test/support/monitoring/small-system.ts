import type { MonitoredService, MonitoredSystem } from "../../../components/monitoring";

const OBJECTIVES = { availabilityPercent: 99.9, latency: { percent: 95, seconds: 0.5 }, windowDays: 30 };

/** The sample product as a service behind a load balancer. */
export const WEB: MonitoredService = {
  name: "enterprise",
  port: 3000,
  metricsPath: "/metrics",
  healthEndpoints: [
    { path: "/health", covers: "instance" },
    { path: "/api/health", covers: "dependencies" },
    { path: "/api/performance/health", covers: "performance" },
  ],
  takesRequests: true,
  consumes: undefined,
  cpuMillis: 1000,
  memoryBytes: 2 ** 31,
  minInstances: 2,
  maxInstances: 10,
  triggers: [],
  objectives: OBJECTIVES,
};

/** A worker that answers no health check. */
export const WORKER: MonitoredService = {
  ...WEB,
  name: "worker",
  port: 3001,
  metricsPath: undefined,
  healthEndpoints: [],
  takesRequests: false,
  consumes: "jobs",
  objectives: undefined,
};

/** A system with one of each thing. */
export function smallSystem(overrides: Partial<MonitoredSystem> = {}): MonitoredSystem {
  return {
    environment: "production",
    team: "platform",
    runbookUrl: "https://docs.example.com/alerts",
    services: [WEB, WORKER],
    loadBalancer: { name: "proofpix-production" },
    database: {
      name: "database",
      servers: [
        { name: "primary", role: "primary" },
        { name: "replica-1", role: "replica" },
      ],
      connectionLimit: 100,
      connectionsUsed: 0.8,
      replicationLagSeconds: 30,
      poolPercent: undefined,
    },
    cache: {
      name: "cache",
      nodes: ["cache-001", "cache-002"],
      memoryPercent: 75,
      evictionsPerMinute: 100,
      connectionLimit: 65_000,
      connectionsPercent: 80,
      replicationLagSeconds: 10,
    },
    queues: [
      { name: "jobs", itemsAbove: 100, maxItemAgeSeconds: 600, visibilityTimeoutSeconds: 300, maxReceiveCount: 3 },
    ],
    detection: { seconds: 30, probeErrorRate: 0.002, falsePositiveRate: 0.001 },
    ...overrides,
  };
}
