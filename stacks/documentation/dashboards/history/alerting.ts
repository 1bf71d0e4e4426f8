import type { Exposition, Labels } from "./exposition";
import type { Load } from "./load";
import { MINUTE, noise, timeAt } from "./timeline";

interface SampleAlert {
  readonly labels: Labels;
  /** Minutes before the end. */
  readonly from: number;
  readonly to: number;
}

/** Alerts of the latest day. */
const ALERTS: readonly SampleAlert[] = [
  {
    labels: { alertname: "AvailabilityBudgetBurnsFast", severity: "critical", service: "enterprise" },
    from: 146,
    to: 118,
  },
  { labels: { alertname: "QueueStaysLong", severity: "warning", service: "worker" }, from: 90, to: 58 },
  { labels: { alertname: "DatabaseReplicationLag", severity: "warning", service: "database" }, from: 9, to: 0 },
  { labels: { alertname: "InstanceDown", severity: "critical", service: "enterprise" }, from: 1180, to: 1171 },
];

/** What Prometheus and Alertmanager say of alerts and of themselves, and the probes. */
export function writeAlerting(to: Exposition, load: Load): void {
  const last = load.minutes - 1;
  for (const { labels, from, to: end } of ALERTS) {
    const [start, stop] = [last - from, last - end];
    to.gauge("ALERTS", { ...labels, alertstate: "firing" }, start, stop, () => 1);
    to.gauge("ALERTS_FOR_STATE", labels, start, stop, () => timeAt(to.timeline, start));
  }
  const fine = last - to.timeline.fineHours * 60;
  const add = (name: string, labels: Labels, value: (minute: number) => number): void => {
    to.gauge(name, labels, fine, last, value);
  };
  for (const job of ["prometheus", "alertmanager", "jaeger", "otel-collector"])
    add("up", { job, instance: job }, () => 1);
  add("prometheus_config_last_reload_successful", { job: "prometheus" }, () => 1);
  add("alertmanager_config_last_reload_successful", { job: "alertmanager" }, () => 1);
  add("alertmanager_alerts", { job: "alertmanager", state: "suppressed" }, () => 0);
  add("alertmanager_silences", { job: "alertmanager", state: "active" }, () => 0);
  add("prometheus_rule_group_interval_seconds", { job: "prometheus", rule_group: "detection" }, () => 5);
  const duration = (minute: number): number => 0.06 + 0.05 * noise(minute, 21);
  add("prometheus_rule_group_last_duration_seconds", { job: "prometheus", rule_group: "detection" }, duration);
  const told = (minute: number): number => (ALERTS.some(({ from }) => last - from === minute) ? 1 : 0);
  to.counter("alertmanager_notifications_total", { job: "alertmanager", integration: "email" }, fine, last, told);
  writeProbes(to, load, fine);
  const spans = (minute: number): number => MINUTE * 4 * (load.requests[minute] ?? 0);
  for (const name of ["otelcol_receiver_accepted_spans_total", "otelcol_exporter_sent_spans_total"]) {
    to.counter(name, { job: "otel-collector" }, fine, last, spans);
  }
}

function writeProbes(to: Exposition, load: Load, fine: number): void {
  const probed: [service: string, covers: string, path: string][] = [
    ["enterprise", "instance", "/health"],
    ["enterprise", "dependencies", "/api/health"],
    ["enterprise", "performance", "/api/performance/health"],
    ["worker", "instance", "/health"],
  ];
  for (const [service, covers, path] of probed) {
    const isSlow = (minute: number): boolean =>
      covers === "performance" && minute - load.release > 3 && minute - load.release < 20;
    const labels = { job: "probe", service, covers, path, instance: "10.30.0.21:8080" };
    to.gauge("probe_success", labels, fine, load.minutes - 1, (minute) => (isSlow(minute) ? 0 : 1));
  }
}
