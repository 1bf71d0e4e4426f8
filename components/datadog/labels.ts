import type { MonitoredService } from "../monitoring";

/** Begins the names of metrics that services tell of themselves. */
export const METRICS_NAMESPACE = "application";

/** Labels by which Datadog's agent knows a service and finds its metrics. */
export interface LabelledService extends Pick<MonitoredService, "metricsPath" | "name" | "port"> {
  /** Environment, the tag `env`. */
  readonly env: string;
  /** Version of the service, the tag `version`. @default - none is told */
  readonly version?: string;
}

/**
 * Docker labels of a service's container: its tags (Datadog, "Unified Service Tagging") and the check that reads its
 * metrics (Datadog, "Docker Prometheus and OpenMetrics metrics collection"). Metrics get other names there:
 * `http_requests_total` becomes `application.http_requests.count`.
 */
export function datadogLabels({ env, metricsPath, name, port, version }: LabelledService): Record<string, string> {
  return {
    "com.datadoghq.tags.env": env,
    "com.datadoghq.tags.service": name,
    ...(version !== undefined && { "com.datadoghq.tags.version": version }),
    ...(metricsPath !== undefined && { "com.datadoghq.ad.checks": openMetricsCheck(port, metricsPath) }),
  };
}

function openMetricsCheck(port: number, path: string): string {
  const instance = {
    openmetrics_endpoint: `http://%%host%%:${port}${path}`,
    namespace: METRICS_NAMESPACE,
    metrics: [".+"],
  };
  return JSON.stringify({ openmetrics: { instances: [instance] } });
}
