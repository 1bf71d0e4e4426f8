export * from "./alertmanager";
export type {
  DetectionObjective,
  HealthCoverage,
  HealthEndpoint,
  LatencyObjective,
  LoadBalancerKind,
  MonitoredCache,
  MonitoredDatabase,
  MonitoredDatabaseServer,
  MonitoredLoadBalancer,
  MonitoredLoadBalancerTarget,
  MonitoredPart,
  MonitoredPrices,
  MonitoredQueue,
  MonitoredService,
  MonitoredSystem,
  MonitoredTrigger,
  ServiceObjectives,
} from "./description";
export * from "./dashboards";
export * from "./detection";
export { JOBS, type Job } from "./jobs";
export * from "./rules";
export { validateMonitoredSystem } from "./validate";
export * from "./exporters";
export * from "./probes";
export * from "./scrape";
export * from "./tracing";
export { EXPORTER_PORTS, EXPORTERS, MONITORING_PARTS, type MonitoringPart } from "./parts";
