import type { AlertCases } from "../promtool";

const probe = (service: string, instance: string): string =>
  `probe_success{job="probe",covers="instance",path="/health",service="${service}",instance="${instance}"}`;
const endpoint = (instance: string): string =>
  `probe_success{job="probe",covers="dependencies",path="/api/health",service="enterprise",instance="${instance}"}`;
const up = (service: string, instance: string): string =>
  `up{job="application",service="${service}",instance="${instance}"}`;
const check = (name: string, critical: boolean, instance: string): string =>
  `health_check_status{job="application",service="enterprise",instance="${instance}",check="${name}",kind="${name}",critical="${critical}"}`;
const start = (service: string, revision: number, task: string): string =>
  `process_start_time_seconds{job="application",service="${service}",revision="${revision}",instance="${task}",task="${task}"}`;
const lag = (instance: string): string =>
  `nodejs_eventloop_lag_p99_seconds{job="application",service="enterprise",instance="${instance}"}`;

const healthy = Object.fromEntries(
  ["enterprise", "worker"].flatMap((service) => ["a", "b", "c"].map((each) => [probe(service, each), "1x60"])),
);

export const SERVICES: AlertCases = {
  groups: ["services"],
  interval: "30s",
  cases: [
    {
      alert: "TooFewInstances",
      story: "one of three instances stays away",
      series: { ...healthy, [probe("enterprise", "a")]: "1x10 stale" },
      silentAt: ["5m", "10m"],
      firesAt: { "13m": [{ service: "enterprise", severity: "critical", team: "platform" }] },
    },
    {
      alert: "TooFewInstances",
      story: "nothing runs from the beginning",
      series: { other: "1x60" },
      silentAt: ["4m30s"],
      firesAt: { "5m30s": [{ service: "enterprise" }, { service: "worker" }] },
    },
    {
      alert: "TooFewInstances",
      story: "an instance is replaced within four minutes, and another is scaled in",
      series: {
        ...healthy,
        [probe("enterprise", "a")]: "1x10 stale",
        [probe("enterprise", "e")]: "_x18 1x40",
        [probe("worker", "d")]: "1x10 stale",
      },
      silentAt: ["6m", "8m", "10m", "13m", "20m"],
    },
    {
      alert: "HealthCheckFailing",
      story: "an instance lives, and its dependencies fail",
      series: { [probe("enterprise", "a")]: "1x60", [endpoint("a")]: "1x10 0x40" },
      silentAt: ["10m"],
      firesAt: { "12m": [{ service: "enterprise", instance: "a", path: "/api/health", severity: "warning" }] },
    },
    {
      alert: "HealthCheckFailing",
      story: "an instance is dead altogether, and another one's endpoint fails for two minutes",
      series: {
        [probe("enterprise", "a")]: "1x10 0x40",
        [endpoint("a")]: "1x10 0x40",
        [probe("enterprise", "b")]: "1x60",
        [endpoint("b")]: "1x10 0x4 1x40",
      },
      silentAt: ["8m", "12m", "20m"],
    },
    {
      alert: "MetricsMissing",
      story: "one instance can't be read, and nothing is known of the worker",
      series: { [up("enterprise", "a")]: "1x10 0x40", [up("enterprise", "b")]: "1x60" },
      silentAt: ["4m30s"],
      firesAt: {
        "9m": [{ service: "worker", severity: "warning" }],
        "11m": [
          { service: "enterprise", severity: "warning" },
          { service: "worker", severity: "warning" },
        ],
      },
    },
    {
      alert: "MetricsMissing",
      story: "an instance starts, one is scaled in, and one is read again after two minutes",
      series: {
        [up("enterprise", "a")]: "0x4 1x40",
        [up("enterprise", "b")]: "1x10 stale",
        [up("worker", "c")]: "1x10 0x4 1x40",
      },
      silentAt: ["3m", "7m", "12m", "20m"],
    },
    {
      alert: "DependencyDown",
      story: "no instance reaches the database",
      series: { [check("database", true, "a")]: "1x10 0x40", [check("database", true, "b")]: "1x10 0x40" },
      silentAt: ["5m30s", "6m"],
      firesAt: { "7m": [{ service: "enterprise", check: "database", kind: "database", severity: "critical" }] },
    },
    {
      alert: "DependencyDown",
      story: "one of two instances doesn't reach the database, and none what it can do without",
      series: {
        [check("database", true, "a")]: "1x10 0x40",
        [check("database", true, "b")]: "1x60",
        [check("license", false, "a")]: "0x60",
        [check("license", false, "b")]: "0x60",
      },
      silentAt: ["7m", "20m"],
    },
    {
      alert: "DependencyDegraded",
      story: "one of two instances doesn't reach the database, and none what it can do without",
      series: {
        [check("database", true, "a")]: "1x10 0x40",
        [check("database", true, "b")]: "1x60",
        [check("license", false, "a")]: "1x10 0x60",
        [check("license", false, "b")]: "1x10 0x60",
      },
      silentAt: ["10m"],
      firesAt: {
        "11m": [
          { check: "database", severity: "warning" },
          { check: "license", severity: "warning" },
        ],
      },
    },
    {
      alert: "DependencyDegraded",
      story: "no instance reaches the database, which another alert tells; the cache fails for two minutes",
      series: {
        [check("database", true, "a")]: "0x40",
        [check("database", true, "b")]: "0x40",
        [check("cache", false, "a")]: "1x10 0x4 1x40",
      },
      silentAt: ["8m", "11m", "20m"],
    },
    {
      alert: "CrashLooping",
      story: "three tasks of the running revision end within three minutes of their start",
      series: {
        [start("enterprise", 7, "old")]: "1x140",
        [start("enterprise", 7, "a")]: "_x80 2415x4 stale",
        [start("enterprise", 7, "b")]: "_x86 2595x4 stale",
        [start("enterprise", 7, "c")]: "_x92 2775x4 stale",
        [start("enterprise", 7, "d")]: "_x98 2955x60",
      },
      silentAt: ["45m"],
      firesAt: { "51m": [{ service: "enterprise", revision: "7", severity: "critical" }] },
    },
    {
      alert: "CrashLooping",
      story: "a deployment of three tasks is rolled back, and tasks that ran for long are scaled in",
      series: {
        [start("enterprise", 7, "x")]: "1x200",
        [start("enterprise", 8, "a")]: "_x80 2415x4 stale",
        [start("enterprise", 8, "b")]: "_x80 2415x4 stale",
        [start("enterprise", 8, "c")]: "_x80 2415x4 stale",
        [start("worker", 3, "a")]: "1x90 stale",
        [start("worker", 3, "b")]: "1x90 stale",
        [start("worker", 3, "c")]: "1x90 stale",
        [start("worker", 3, "d")]: "1x200",
      },
      silentAt: ["42m", "44m", "47m", "52m", "56m", "1h10m"],
    },
    {
      alert: "InstanceRestarted",
      story: "a process begins anew within its task",
      series: { [start("enterprise", 7, "a")]: "1x10 300x60" },
      silentAt: ["5m"],
      firesAt: { "6m": [{ service: "enterprise", instance: "a", severity: "warning" }] },
    },
    {
      alert: "InstanceRestarted",
      story: "a deployment replaces a task",
      series: { [start("enterprise", 7, "a")]: "1x10 stale", [start("enterprise", 8, "b")]: "_x8 240x60" },
      silentAt: ["5m", "6m", "10m", "20m"],
    },
    {
      alert: "EventLoopLag",
      story: "the event loop of one instance lags on and on",
      series: { [lag("a")]: "0.01x10 0.6x60", [lag("b")]: "0.01x60" },
      silentAt: ["15m"],
      firesAt: { "20m": [{ service: "enterprise", instance: "a", severity: "warning" }] },
    },
    {
      alert: "EventLoopLag",
      story: "it lags for some seconds once",
      series: { [lag("a")]: "0.01x10 2 0.01x60" },
      silentAt: ["6m", "10m", "16m", "20m"],
    },
  ],
};
