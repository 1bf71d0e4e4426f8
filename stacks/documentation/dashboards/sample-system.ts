import type { MonitoredService, MonitoredSystem, MonitoredTrigger } from "../../../components/monitoring";
import { TRIGGER_NUMBERS } from "../../../components/scaling/triggers/numbers";
import { durationSeconds } from "../../../components/shared/quantity";

const MEBIBYTE = 1024 ** 2;
const TIMES = { belowMinimumSeconds: 600, overloadedSeconds: 900 };

const TRIGGER_NAMES = { cpu: "cpu", memory: "memory", responseTime: "response-time", queueDepth: "queue-depth" };

/** A system like production's, of which the pictures tell. */
export const SAMPLE_SYSTEM: MonitoredSystem = {
  environment: "production",
  team: "platform",
  runbookUrl: "https://example.com/runbook",
  dashboardUrl: "https://grafana.app.proofpix.com",
  services: [enterprise(), worker()],
  loadBalancer: {
    ...{ name: "proofpix-production", kind: "application", domainName: "app.proofpix.com" },
    ...{ ownErrorPercent: 1, certificateDays: 21 },
    targets: [
      { service: "enterprise", serverErrorPercent: 1, responseTimeSeconds: TRIGGER_NUMBERS.responseTime.above },
    ],
  },
  database: {
    name: "proofpix-production",
    kind: "instance",
    servers: [
      { name: "primary", role: "primary" },
      { name: "replica-1", role: "replica" },
    ],
    connectionLimit: 800,
    connectionsUsed: 0.8,
    replicationLagSeconds: 30,
    longTransactionSeconds: 300,
    deadlocks: 0,
    poolPercent: 90,
  },
  cache: {
    name: "proofpix-production",
    nodes: ["node-1", "node-2"],
    shards: 1,
    memoryPercent: 80,
    evictionsPerMinute: 100,
    connectionLimit: 65_000,
    connectionsPercent: 80,
    replicationLagSeconds: 10,
  },
  queues: [
    {
      name: "jobs",
      deadLetterName: "jobs-dead-letters",
      itemsAbove: TRIGGER_NUMBERS.queueDepth.above,
      maxItems: 1000,
      maxDeadLetterAgeSeconds: 864_000,
      maxItemAgeSeconds: 900,
      visibilityTimeoutSeconds: 360,
      maxReceiveCount: 5,
    },
  ],
  detection: { seconds: 30, probeErrorRate: 0.002, falsePositiveRate: 0.001 },
  prices: {
    asOf: "2026-11-30",
    parts: [
      { name: "database", dollarsPerHour: 1.11 },
      { name: "cache", dollarsPerHour: 0.33 },
      { name: "network and load balancer", dollarsPerHour: 0.19 },
    ],
  },
};

function enterprise(): MonitoredService {
  return {
    name: "enterprise",
    port: 8080,
    metricsPath: "/metrics",
    healthEndpoints: [
      { path: "/health", covers: "instance" },
      { path: "/api/health", covers: "dependencies" },
      { path: "/api/performance/health", covers: "performance" },
    ],
    takesRequests: true,
    consumes: undefined,
    cpuMillis: 1000,
    memoryBytes: 2048 * MEBIBYTE,
    minInstances: 3,
    maxInstances: 20,
    ...TIMES,
    instanceDollarsPerHour: 0.06,
    triggers: [trigger("cpu", "Percent"), trigger("memory", "Percent"), trigger("responseTime", "Seconds")],
    objectives: { availabilityPercent: 99.9, latency: { percent: 95, seconds: 2 }, windowDays: 30 },
  };
}

function worker(): MonitoredService {
  return {
    name: "worker",
    port: 8080,
    metricsPath: "/metrics",
    healthEndpoints: [{ path: "/health", covers: "instance" }],
    takesRequests: false,
    consumes: "jobs",
    cpuMillis: 500,
    memoryBytes: 1024 * MEBIBYTE,
    minInstances: 2,
    maxInstances: 10,
    ...TIMES,
    instanceDollarsPerHour: 0.03,
    triggers: [trigger("queueDepth", "Count"), trigger("cpu", "Percent")],
    objectives: undefined,
  };
}

function trigger(key: keyof typeof TRIGGER_NUMBERS, unit: string): MonitoredTrigger {
  const { above, aboveFor, below, belowFor } = TRIGGER_NUMBERS[key];
  const [aboveSeconds, belowSeconds] = [durationSeconds(aboveFor), durationSeconds(belowFor)];
  return { name: TRIGGER_NAMES[key], unit, above, aboveSeconds, below, belowSeconds };
}
