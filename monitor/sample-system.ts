import type { MonitoredSystem } from "../components/monitoring";
import { monitoredService } from "../components/container-service/monitored";
import { cpu, memory } from "../components/scaling";

/** What of the sample product runs on this machine. */
export interface SampleSystemOptions {
  /** Instances that the service needs. */
  readonly instances: number;
  /** Data stores that are watched. @default - none */
  readonly stores?: Pick<MonitoredSystem, "database" | "cache">;
}

const HEALTH_PATHS = ["/health", "/api/health", "/api/performance/health"];

/** The sample product on this machine, as it is described to the monitoring. */
export function sampleSystem({ instances, stores }: SampleSystemOptions): MonitoredSystem {
  return {
    environment: "local",
    team: "platform",
    runbookUrl: "https://docs.proofpix.com/runbooks/alerts",
    dashboardUrl: undefined,
    services: [
      monitoredService(
        "enterprise",
        { cpu: "1000m", memory: "2Gi", minInstances: instances, maxInstances: 2 * instances, port: 3000 },
        { healthPaths: HEALTH_PATHS, triggers: [cpu(), memory()] },
      ),
    ],
    loadBalancer: undefined,
    database: stores?.database,
    cache: stores?.cache,
    queues: [],
    detection: { seconds: 30, probeErrorRate: 0.002, falsePositiveRate: 0.001 },
  };
}
