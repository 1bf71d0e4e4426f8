import type { PolicyStatement } from "../shared/policy-document";
import { EXPORTERS, MONITORING_PARTS, type MonitoringPart } from "../monitoring";

/** A service of the stack, which is found under its name in the stack's private DNS namespace. */
export type PartName = MonitoringPart | typeof EXPORTERS;

/** The services of the stack. */
export const PARTS: readonly PartName[] = [...(Object.keys(MONITORING_PARTS) as MonitoringPart[]), EXPORTERS];

/** Ports of the parts besides those of their metrics; the programs have them by default. */
export const PORTS = {
  /** Gossip of the Alertmanagers among each other, by TCP and UDP. */
  gossip: 9094,
  /** Interface of Jaeger. */
  jaeger: 16_686,
  /** OTLP by gRPC and by HTTP, of Jaeger and of the collector. */
  otlpGrpc: 4317,
  otlpHttp: 4318,
} as const;

/** What reads CloudWatch's metrics is allowed; no action has resources (Service Authorization Reference). */
export const CLOUDWATCH_STATEMENT: PolicyStatement = {
  Effect: "Allow",
  Action: ["cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics"],
  Resource: "*",
};

/** Folders of each part's containers. */
export const PATHS = {
  configuration: "/configuration",
  /** What a part writes; it ends with the task. */
  data: "/data",
} as const;

/** DNS name under which a part is found inside the VPC. */
export function hostOf(part: PartName, namespace: string): string {
  return `${part}.${namespace}`;
}

/** Address of a part inside the VPC. */
export function urlOf(part: PartName, namespace: string, port: number): string {
  return `http://${hostOf(part, namespace)}:${port}`;
}
