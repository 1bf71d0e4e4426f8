import type { AlertCases } from "../promtool";

const up = (job: string, instance = "a"): string => `up{job="${job}",instance="${instance}"}`;
const ALL = ["prometheus", "alertmanager", "grafana", "jaeger", "otel-collector", "blackbox"];
const EXPORTERS = ["database", "cache", "cloudwatch"];
const all = (jobs: readonly string[], samples = "1x60") => Object.fromEntries(jobs.map((job) => [up(job), samples]));
const elb = (metric: string): string => `aws_applicationelb_${metric}_sum{job="cloudwatch"}`;
const CERTIFICATE = 'probe_ssl_earliest_cert_expiry{job="probe",instance="app.proofpix.com:443"}';
const DAY = 86_400;
const remote = (metric: string): string =>
  `prometheus_remote_storage_${metric}{job="prometheus",instance="a",remote_name="amp",url="https://aps"}`;
const notifications = (counter: string): string =>
  `alertmanager_notifications_${counter}{job="alertmanager",instance="a",integration="slack"}`;

export const MONITORING: AlertCases = {
  groups: ["monitoring", "load-balancer"],
  interval: "1m",
  cases: [
    {
      alert: "Watchdog",
      story: "nothing happens",
      series: { other: "1x10" },
      firesAt: { "0m": [{ severity: "none", team: "platform" }], "10m": [{ severity: "none", team: "platform" }] },
    },
    {
      alert: "MonitoringPartDown",
      story: "one of two Alertmanagers is gone, and nothing is known of Jaeger",
      series: {
        ...all(ALL.filter((job) => job !== "jaeger")),
        [up("alertmanager", "b")]: "1x5 0x40",
      },
      silentAt: ["9m"],
      firesAt: {
        "14m": [{ job: "jaeger", severity: "warning" }],
        "18m": [
          { job: "alertmanager", severity: "warning" },
          { job: "jaeger", severity: "warning" },
        ],
      },
    },
    {
      alert: "MonitoringPartDown",
      story: "all parts are deployed anew, each within five minutes",
      series: { ...all(ALL, "1x5 0x5 1x40"), [up("application")]: "0x60" },
      silentAt: ["9m", "15m", "30m"],
    },
    {
      alert: "ExporterDown",
      story: "the exporter of the cache fails, and none of CloudWatch is known",
      series: { [up("database")]: "1x60", [up("cache")]: "1x5 0x40" },
      silentAt: ["9m"],
      firesAt: {
        "14m": [{ job: "cloudwatch", severity: "warning" }],
        "18m": [
          { job: "cache", severity: "warning" },
          { job: "cloudwatch", severity: "warning" },
        ],
      },
    },
    {
      alert: "ExporterDown",
      story: "they are deployed anew",
      series: all(EXPORTERS, "1x5 0x5 1x40"),
      silentAt: ["9m", "15m", "30m"],
    },
    {
      alert: "RuleEvaluationFailing",
      story: "a rule fails at each evaluation",
      series: { 'prometheus_rule_evaluation_failures_total{instance="a",rule_group="services"}': "0x5 0+2x30" },
      silentAt: ["10m"],
      firesAt: { "14m": [{ rule_group: "services", severity: "critical" }] },
    },
    {
      alert: "RuleEvaluationFailing",
      story: "a group takes longer than its interval, again and again",
      series: { 'prometheus_rule_group_iterations_missed_total{instance="a",rule_group="services"}': "0x5 0+2x30" },
      silentAt: ["10m"],
      firesAt: { "14m": [{ rule_group: "services", severity: "warning" }] },
    },
    {
      alert: "RuleEvaluationFailing",
      story: "a rule failed once, while Prometheus started",
      series: { 'prometheus_rule_evaluation_failures_total{instance="a",rule_group="services"}': "0 1x40" },
      silentAt: ["3m", "6m", "14m"],
    },
    {
      alert: "ConfigurationReloadFailed",
      story: "both refuse theirs",
      series: {
        'prometheus_config_last_reload_successful{instance="a"}': "1x5 0x30",
        'alertmanager_config_last_reload_successful{instance="b"}': "1x5 0x30",
      },
      silentAt: ["10m"],
      firesAt: {
        "12m": [
          { program: "prometheus", instance: "a", severity: "warning" },
          { program: "alertmanager", instance: "b", severity: "warning" },
        ],
      },
    },
    {
      alert: "ConfigurationReloadFailed",
      story: "a file is half written for a minute",
      series: { 'prometheus_config_last_reload_successful{instance="a"}': "1x5 0 1x30" },
      silentAt: ["7m", "12m"],
    },
    {
      alert: "AlertmanagersMissing",
      story: "Prometheus finds none",
      series: { 'prometheus_notifications_alertmanagers_discovered{instance="a"}': "2x5 0x30" },
      silentAt: ["10m"],
      firesAt: { "12m": [{ instance: "a", severity: "critical" }] },
    },
    {
      alert: "AlertmanagersMissing",
      story: "one refuses what Prometheus hands over",
      series: {
        'prometheus_notifications_errors_total{instance="a",alertmanager="x"}': "0+1x30",
        'prometheus_notifications_sent_total{instance="a",alertmanager="x"}': "0+10x30",
      },
      silentAt: ["4m"],
      firesAt: { "8m": [{ alertmanager: "x", severity: "warning" }] },
    },
    {
      alert: "AlertmanagersMissing",
      story: "one of two is there, and nothing is sent",
      series: {
        'prometheus_notifications_alertmanagers_discovered{instance="a"}': "2x5 0 1x30",
        'prometheus_notifications_errors_total{instance="a",alertmanager="x"}': "0x40",
        'prometheus_notifications_sent_total{instance="a",alertmanager="x"}': "0x40",
      },
      silentAt: ["7m", "12m", "30m"],
    },
    {
      alert: "NotificationsFailing",
      story: "a tenth of the notifications fails",
      series: { [notifications("failed_total")]: "0+1x30", [notifications("total")]: "0+10x30" },
      silentAt: ["5m"],
      firesAt: { "8m": [{ instance: "a", integration: "slack", severity: "critical" }] },
    },
    {
      alert: "NotificationsFailing",
      story: "one failed and was retried; then there is nothing to tell",
      series: { [notifications("failed_total")]: "0x4 1x40", [notifications("total")]: "0+2x8 16x40" },
      silentAt: ["6m", "9m", "20m"],
    },
    {
      alert: "AlertmanagerClusterBroken",
      story: "two run, and one knows itself only",
      series: {
        [up("alertmanager", "a")]: "1x60",
        [up("alertmanager", "b")]: "1x60",
        'alertmanager_cluster_members{job="alertmanager",instance="a"}': "2x5 1x50",
        'alertmanager_cluster_members{job="alertmanager",instance="b"}': "2x60",
      },
      silentAt: ["15m"],
      firesAt: { "17m": [{ instance: "a", severity: "warning" }] },
    },
    {
      alert: "AlertmanagerClusterBroken",
      story: "one is deployed anew, and there are none with a cluster elsewhere",
      series: {
        [up("alertmanager", "a")]: "1x60",
        [up("alertmanager", "b")]: "1x5 0x3 1x50",
        'alertmanager_cluster_members{job="alertmanager",instance="a"}': "2x5 1x5 2x50",
      },
      silentAt: ["8m", "17m", "40m"],
    },
    {
      alert: "RemoteWriteBehind",
      story: "nothing is taken any more",
      series: {
        [remote("queue_highest_timestamp_seconds")]: "0+60x60",
        [remote("queue_highest_sent_timestamp_seconds")]: "0+60x5 300x60",
      },
      silentAt: ["15m"],
      firesAt: { "25m": [{ instance: "a", remote_name: "amp", severity: "warning" }] },
    },
    {
      alert: "RemoteWriteBehind",
      story: "samples are refused",
      series: { [remote("samples_failed_total")]: "0x5 0+100x30" },
      silentAt: ["10m"],
      firesAt: { "13m": [{ instance: "a", cause: "samples-given-up", severity: "warning" }] },
    },
    {
      alert: "RemoteWriteBehind",
      story: "it is away for five minutes, and makes up for it; no sample is refused",
      series: {
        [remote("queue_highest_timestamp_seconds")]: "0+60x60",
        [remote("queue_highest_sent_timestamp_seconds")]: "0+60x5 300x5 660+60x40",
        [remote("samples_failed_total")]: "7x60",
      },
      silentAt: ["11m", "25m", "40m"],
    },
    {
      alert: "LoadBalancerErrors",
      story: "no instance is there for any request, which CloudWatch doesn't count then",
      series: { [elb("request_count")]: "100x5 0x30", [elb("httpcode_elb_5_xx_count")]: "0x5 100x30" },
      silentAt: ["6m"],
      firesAt: { "9m": [{ load_balancer: "proofpix-production", severity: "critical" }] },
    },
    {
      alert: "LoadBalancerErrors",
      story: "CloudWatch tells errors, and no requests at all",
      series: { [elb("httpcode_elb_5_xx_count")]: "100x30" },
      silentAt: ["1m"],
      firesAt: { "3m": [{ severity: "critical" }] },
    },
    {
      alert: "LoadBalancerErrors",
      story: "4 % fail, then nobody comes",
      series: { [elb("request_count")]: "96x10 0x30", [elb("httpcode_elb_5_xx_count")]: "4x10 0x30" },
      silentAt: ["5m", "12m", "30m"],
    },
    {
      alert: "CertificateExpires",
      story: "20 days are left",
      series: { [CERTIFICATE]: `${20 * DAY}x90` },
      silentAt: ["30m"],
      firesAt: { "1h5m": [{ instance: "app.proofpix.com:443", severity: "warning" }] },
    },
    {
      alert: "CertificateExpires",
      story: "30 days are left",
      series: { [CERTIFICATE]: `${30 * DAY}x90` },
      silentAt: ["1h5m"],
    },
  ],
};
