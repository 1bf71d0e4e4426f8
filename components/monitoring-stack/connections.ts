import {
  EXPORTER_PORTS,
  MONITORING_PARTS,
  type MonitoredSystem,
  type MonitoringPart,
  TRACING_PORTS,
} from "../monitoring";
import { GOSSIP_PORT, type PartName } from "./part-names";

/** Who may open connections to a port of a part. */
export interface Connection {
  readonly from: PartName;
  readonly to: PartName;
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  /** What for. */
  readonly purpose: string;
}

const TCP = { protocol: "tcp" } as const;

const FIXED: readonly Connection[] = [
  { from: "alertmanager", to: "alertmanager", port: GOSSIP_PORT, ...TCP, purpose: "Gossip" },
  { from: "alertmanager", to: "alertmanager", port: GOSSIP_PORT, protocol: "udp", purpose: "Gossip" },
  { from: "grafana", to: "prometheus", port: MONITORING_PARTS.prometheus, ...TCP, purpose: "Queries" },
  { from: "grafana", to: "alertmanager", port: MONITORING_PARTS.alertmanager, ...TCP, purpose: "Alerts and silences" },
  { from: "grafana", to: "jaeger", port: TRACING_PORTS.query, ...TCP, purpose: "Traces" },
  { from: "otel-collector", to: "jaeger", port: TRACING_PORTS.otlpGrpc, ...TCP, purpose: "Spans" },
  {
    from: "otel-collector",
    to: "otel-collector",
    port: TRACING_PORTS.traceRouting,
    ...TCP,
    purpose: "Spans of one trace",
  },
];

/**
 * What the parts ask of each other, and so all that their security groups let in besides the services and the load
 * balancer. Prometheus reads the metrics of every part, and has the prober ask.
 */
export function connections({ database, cache }: Pick<MonitoredSystem, "cache" | "database">): Connection[] {
  const parts = (Object.keys(MONITORING_PARTS) as MonitoringPart[]).filter((part) => part !== "prometheus");
  const exporters = [
    EXPORTER_PORTS.cloudwatch,
    ...(cache === undefined ? [] : [EXPORTER_PORTS.cache]),
    ...(database?.servers ?? []).map((_, index) => EXPORTER_PORTS.database + index),
  ];
  const metrics = [
    ...parts.map((to) => ({ to, port: MONITORING_PARTS[to] })),
    ...exporters.map((port) => ({ to: "exporters" as const, port })),
  ];
  return [
    ...metrics.map((target) => ({ from: "prometheus" as const, ...TCP, purpose: "Metrics", ...target })),
    ...FIXED,
  ];
}
