import { JOBS } from "../../jobs";
import { atLeast, atMost, metrics, type MetricPanel, query, type State } from "../panel";
import { type Labels, noneOf, orNone, select } from "../promql";

const ALERTMANAGER = { job: JOBS.alertmanager };
const PROMETHEUS = { job: JOBS.prometheus };
const AT_ONCE: Parameters<typeof query>[2] = { mayBeEmpty: true };

/** The watchdog fires always, so that its silence tells of trouble with alerting; nobody has to look at it. */
const NOT_THE_WATCHDOG = noneOf("alertname", ["Watchdog"]);

function alertsThatFire(labels: Labels = {}): string {
  return select("ALERTS", { alertstate: "firing", ...labels }, NOT_THE_WATCHDOG);
}

function firing(severity: "critical" | "warning"): string {
  return orNone(`count(${alertsThatFire({ severity })})`);
}

/** Alerts that wake somebody. */
export function criticalAlerts(): MetricPanel {
  return metrics({
    title: "Critical alerts",
    description: "Alerts that fire now and wake somebody.",
    visualization: "number",
    unit: "none",
    decimals: 0,
    limits: [atMost(1)],
    queries: [query(firing("critical"), "critical")],
  });
}

/** Alerts that can wait. */
export function warnings(): MetricPanel {
  return metrics({
    title: "Warnings",
    description: "Alerts that fire now and can wait for the next working day.",
    visualization: "number",
    unit: "none",
    decimals: 0,
    limits: [atMost(1, "warning")],
    queries: [query(firing("warning"), "warnings")],
  });
}

/** Alerts whose condition holds, but not for long enough. */
export function pending(): MetricPanel {
  return metrics({
    title: "Pending alerts",
    description: "Alerts whose condition holds, but not yet for as long as the rule asks for.",
    visualization: "number",
    unit: "none",
    decimals: 0,
    limits: [atMost(1, "warning")],
    queries: [query(orNone(`count(${select("ALERTS", { alertstate: "pending" })})`), "pending", AT_ONCE)],
  });
}

/** Alerts that people or other alerts keep quiet. */
export function silenced(): MetricPanel {
  return metrics({
    title: "Kept quiet",
    description:
      "Alerts that a silence or a greater alert suppresses, and silences that are in force. Old silences hide news.",
    visualization: "number",
    unit: "none",
    decimals: 0,
    limits: [atMost(1, "warning")],
    queries: [
      query(`max(${select("alertmanager_alerts", { ...ALERTMANAGER, state: "suppressed" })})`, "alerts"),
      query(`max(${select("alertmanager_silences", { ...ALERTMANAGER, state: "active" })})`, "silences"),
    ],
  });
}

/** The alerts that fire, one a line. */
export function firingAlerts(): MetricPanel {
  const labels = "alertname, severity, service";
  const age = `time() - min by (${labels}) (ALERTS_FOR_STATE)`;
  const alerts = `max by (${labels}) (${alertsThatFire()})`;
  return metrics({
    title: "What fires",
    description:
      "Each firing alert and how long its condition has held. The runbook of each is linked from its message.",
    visualization: "table",
    unit: "dtdurations",
    decimals: 0,
    withoutValue: "nothing fires",
    columns: { alertname: "Alert", severity: "Severity", service: "Service", Value: "For" },
    queries: [query(`sort_desc((${age}) and ${alerts})`, "", AT_ONCE)],
  });
}

/** When which alerts fired. */
export function alertHistory(): MetricPanel {
  return metrics({
    title: "History of alerts",
    description: "How many alerts of each name fired when.",
    visualization: "bars",
    unit: "none",
    min: 0,
    decimals: 0,
    queries: [query(`sum by (alertname) (${alertsThatFire()})`, "{{alertname}}", AT_ONCE)],
  });
}

/** The alerts that fire longest in a week. */
export function noisiestAlerts(): MetricPanel {
  const firingNow = `sum by (alertname) (${alertsThatFire()})`;
  return metrics({
    title: "Longest firing in a week",
    description:
      "Minutes that alerts of each name fired in a week. One that fires often and needs nobody wants another threshold.",
    visualization: "bar-gauge",
    unit: "m",
    min: 0,
    decimals: 0,
    history: true,
    queries: [query(`topk(8, sum_over_time((${firingNow})[1w:1m]))`, "{{alertname}}", AT_ONCE)],
  });
}

/** Messages that Alertmanager sent, and those that failed. */
export function notifications(): MetricPanel {
  const count = (metric: string): string => `sum by (integration) (increase(${select(metric, ALERTMANAGER)}[1h])) > 0`;
  return metrics({
    title: "Messages to people in an hour",
    description:
      "Messages that Alertmanager sent in an hour by each way, and those that failed: nobody heard of these.",
    visualization: "lines",
    unit: "short",
    min: 0,
    withoutValue: "none",
    queries: [
      query(count("alertmanager_notifications_total"), "{{integration}}", AT_ONCE),
      query(count("alertmanager_notifications_failed_total"), "{{integration}} failed", AT_ONCE),
    ],
  });
}

const CONFIGURED: readonly State[] = [
  { value: 0, text: "refused", level: "critical" },
  { value: 1, text: "as given", level: "good" },
];

/** Whether the parts that alert work. */
export function alertingWorks(): MetricPanel {
  return metrics({
    title: "Configuration of alerting",
    description: "Whether Prometheus and Alertmanager run with the configuration that they were given, or refused it.",
    visualization: "number",
    unit: "none",
    decimals: 0,
    limits: [atLeast(1)],
    states: CONFIGURED,
    queries: [
      query(`min(${select("prometheus_config_last_reload_successful", PROMETHEUS)})`, "Prometheus"),
      query(`min(${select("alertmanager_config_last_reload_successful", ALERTMANAGER)})`, "Alertmanager"),
    ],
  });
}

/** Parts that Prometheus can't read. */
export function unreadTargets(): MetricPanel {
  return metrics({
    title: "Targets that can't be read",
    description: "Targets of each job that Prometheus couldn't read. What isn't read can't alert.",
    visualization: "number",
    unit: "none",
    decimals: 0,
    limits: [atMost(1)],
    withoutValue: "none",
    queries: [query("count by (job) (up) - sum by (job) (up) > 0", "{{job}}", AT_ONCE)],
  });
}

/** How long rules take to evaluate. */
export function ruleDurations(): MetricPanel {
  const duration = select("prometheus_rule_group_last_duration_seconds", PROMETHEUS);
  const interval = select("prometheus_rule_group_interval_seconds", PROMETHEUS);
  return metrics({
    title: "Time that rules take",
    description: "Part of its interval that the slowest group of rules takes. At 100 % alerts come late.",
    visualization: "lines",
    unit: "percent",
    min: 0,
    limits: [atMost(50, "warning")],
    queries: [query(`max(100 * ${duration} / ${interval})`, "slowest group")],
  });
}
