/**
 * The parts of the monitoring that run as services of their own, with the port at which each tells its metrics. The
 * name is also that of its record in the private domain of the environment.
 */
export const MONITORING_PARTS = {
  prometheus: 9090,
  alertmanager: 9093,
  grafana: 3000,
  jaeger: 8888,
  "otel-collector": 8888,
  blackbox: 9115,
} as const;

/** Name of a part of the monitoring that watches itself. */
export type MonitoringPart = keyof typeof MONITORING_PARTS;

/** Name under which all exporters of data stores and of CloudWatch are found: they are containers of one task. */
export const EXPORTERS = "exporters";

/** Ports of the exporters; the servers of a database have one each, from `database` on. */
export const EXPORTER_PORTS = { cloudwatch: 5000, cache: 9121, database: 9187 } as const;
