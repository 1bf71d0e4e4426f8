export type {
  GrafanaArgs,
  MonitoringStackArgs,
  MonitoringStackTransforms,
  PartSize,
  TraceStorageArgs,
  TracingArgs,
  WatchedDatabase,
  WatchedLoadBalancer,
  WatchedService,
  WatchedStore,
} from "./args";
export type { AlertingArgs, ReceiverArgs, WebhookReceiverArgs } from "./alerting-args";
export type { MonitoringImages } from "./images";
export { MonitoringStack } from "./monitoring-stack";
export type { PartName } from "./part-names";
export type { RulesPlace } from "./rules";
