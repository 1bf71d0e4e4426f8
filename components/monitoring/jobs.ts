/** Jobs of Prometheus, by which rules, dashboards and scrape configurations name the same series. */
export const JOBS = {
  /** Metrics that the services tell of themselves. */
  application: "application",
  /** Probes of health endpoints, and of what clients reach. */
  probe: "probe",
  database: "database",
  cache: "cache",
  cloudWatch: "cloudwatch",
  prometheus: "prometheus",
  alertmanager: "alertmanager",
  grafana: "grafana",
  jaeger: "jaeger",
  collector: "otel-collector",
  blackbox: "blackbox",
} as const;

/** Name of a job. */
export type Job = (typeof JOBS)[keyof typeof JOBS];
