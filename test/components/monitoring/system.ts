import { monitoredCache } from "../../../components/cache/monitored";
import { monitoredService } from "../../../components/container-service/monitored";
import { monitoredDatabase } from "../../../components/database/monitored";
import { monitoredLoadBalancer } from "../../../components/load-balancer/monitored";
import type { MonitoredSystem } from "../../../components/monitoring";
import { monitoredQueue } from "../../../components/queue/monitored";
import { cpu, memory, queueDepth, responseTime } from "../../../components/scaling";

const TARGET = {
  port: 3000,
  healthPath: "/health",
  deregistrationDelaySeconds: 30,
  healthySeconds: 60,
  greenTargetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/green/1",
};

const HEALTH_PATHS = ["/health", "/api/health", "/api/performance/health"];

/**
 * An environment like production's: a service behind the load balancer and a worker, a database with two replicas and a
 * pool, a cache of three nodes, and a queue.
 */
export function monitoredSystem(overrides: Partial<MonitoredSystem> = {}): MonitoredSystem {
  return {
    environment: "production",
    team: "platform",
    runbookUrl: "https://docs.proofpix.com/runbooks/alerts",
    dashboardUrl: "https://grafana.app.proofpix.com",
    services: [
      monitoredService(
        "enterprise",
        {
          cpu: "1000m",
          memory: "2Gi",
          minInstances: 3,
          maxInstances: 20,
          loadBalancer: { target: TARGET },
        },
        {
          healthPaths: HEALTH_PATHS,
          triggers: [cpu(), memory(), responseTime({ loadBalancerDimension: "app/proofpix/1" })],
        },
      ),
      monitoredService(
        "worker",
        { cpu: "500m", memory: "1Gi", minInstances: 3, maxInstances: 10 },
        {
          port: 3000,
          healthPaths: HEALTH_PATHS.slice(0, 2),
          triggers: [cpu(), memory(), queueDepth({ sqsQueueName: "jobs" })],
          consumes: "jobs",
        },
      ),
    ],
    loadBalancer: monitoredLoadBalancer("proofpix-production", {
      domain: { name: "app.proofpix.com", hostedZone: "proofpix.com" },
      targets: { enterprise: { port: 3000 } },
    }),
    database: monitoredDatabase(
      "proofpix-production-database",
      { engine: { kind: "instance", instanceClass: "db.m7g.large", storage: { size: "100Gi" }, readReplicas: 2 } },
      90,
    ),
    cache: monitoredCache("proofpix-production-cache", { nodeType: "cache.m7g.large", replicas: 2 }),
    queues: [
      monitoredQueue(
        "jobs",
        { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1", maxProcessingTime: "1m", alarmActions: [] },
        100,
      ),
    ],
    detection: { seconds: 30, probeErrorRate: 0.002, falsePositiveRate: 0.001 },
    ...overrides,
  };
}
