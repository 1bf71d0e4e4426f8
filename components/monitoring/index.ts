export type {
  DetectionObjective,
  HealthEndpoint,
  LatencyObjective,
  MonitoredCache,
  MonitoredDatabase,
  MonitoredDatabaseServer,
  MonitoredLoadBalancer,
  MonitoredQueue,
  MonitoredService,
  MonitoredSystem,
  MonitoredTrigger,
  ServiceObjectives,
} from "./description";
export * from "./detection";
