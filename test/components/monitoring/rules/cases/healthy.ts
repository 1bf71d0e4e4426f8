import type { AlertCases } from "../promtool";

const MINUTES = 60;
/** Samples of an hour, one every half minute. */
const SAMPLES = 2 * MINUTES;

const constant = (value: number): string => `${value}x${SAMPLES}`;
const rising = (step: number): string => `0+${step}x${SAMPLES}`;

/** Half of the tasks is replaced by a deployment after 20 minutes; one is added at 30 and taken away at 50. */
const LIVES: Readonly<Record<string, (value: string, step: number) => string>> = {
  a: (value, step) => series(value, step, SAMPLES),
  b: (value, step) => `${series(value, step, 40)} stale`,
  c: (value, step) => `_x38 ${series(value, step, SAMPLES - 38)}`,
  d: (value, step) => series(value, step, SAMPLES),
  e: (value, step) => `_x60 ${series(value, step, 40)} stale`,
};

function series(value: string, step: number, samples: number): string {
  return step === 0 ? `${value}x${samples}` : `${value}+${step}x${samples}`;
}

const REVISIONS: Readonly<Record<string, number>> = { a: 8, b: 7, c: 8, d: 8, e: 8 };
const STARTS: Readonly<Record<string, number>> = { a: 1, b: 1, c: 1140, d: 1, e: 1800 };

function tasksOf(service: string): Record<string, string> {
  const entries = Object.entries(LIVES).flatMap(([task, life]) => {
    const labels = `service="${service}",instance="${task}",task="${task}",revision="${REVISIONS[task] ?? 0}"`;
    const own = (metric: string, further = ""): string => `${metric}{job="application",${labels}${further}}`;
    const checked = ',check="database",kind="database",critical="true"';
    const route = ',method="GET",route="/api/proofs"';
    return [
      [`up{job="application",${labels}}`, life("1", 0)],
      [`probe_success{job="probe",covers="instance",path="/health",${labels}}`, life("1", 0)],
      [`probe_success{job="probe",covers="dependencies",path="/api/health",${labels}}`, life("1", 0)],
      [own("process_start_time_seconds"), life(String(STARTS[task] ?? 0), 0)],
      [own("process_cpu_seconds_total"), life("0", 5)],
      [own("process_resident_memory_bytes"), life("300000000", 0)],
      [own("nodejs_eventloop_lag_p99_seconds"), life("0.01", 0)],
      [own("health_check_status", checked), life("1", 0)],
      [own("http_requests_total", `${route},status="200"`), life("0", 5000)],
      [own("http_requests_total", `${route},status="500"`), life("0", 1)],
      [own("http_requests_total", ',method="GET",route="/health",status="503"'), life("0", 1)],
      [own("http_request_duration_seconds_count", route), life("0", 5001)],
      [own("http_request_duration_seconds_sum", route), life("0", 500)],
      [own("http_request_duration_seconds_bucket", `${route},le="2"`), life("0", 4950)],
      [own("database_pool_connections", ',host="primary",state="waiting"'), life("0", 0)],
    ] as const;
  });
  return Object.fromEntries(entries);
}

const JOBS = Object.fromEntries(
  ["done", "failed"].map((outcome) => [
    `jobs_processed_total{job="application",service="worker",instance="a",outcome="${outcome}"}`,
    outcome === "done" ? rising(50) : rising(1),
  ]),
);

const STORES = {
  'pg_up{job="database",server="primary"}': constant(1),
  'pg_up{job="database",server="replica-1"}': constant(1),
  'pg_stat_activity_count{job="database",server="primary",state="idle"}': constant(300),
  'pg_settings_max_connections{job="database",server="primary"}': constant(788),
  'pg_replication_lag_seconds{job="database",server="replica-1"}': constant(1),
  'pg_stat_database_deadlocks{job="database",server="primary",datname="application"}': constant(2),
  'pg_stat_activity_max_tx_duration{job="database",server="primary",datname="application",state="active"}': constant(2),
  ...Object.fromEntries(
    ["node-1", "node-2", "node-3"].flatMap((node) => [
      [`redis_up{job="cache",node="${node}"}`, constant(1)],
      [`redis_memory_used_bytes{job="cache",node="${node}"}`, constant(50)],
      [`redis_memory_max_bytes{job="cache",node="${node}"}`, constant(100)],
      [`redis_evicted_keys_total{job="cache",node="${node}"}`, rising(5)],
      [`redis_connected_clients{job="cache",node="${node}"}`, constant(200)],
      [`redis_rejected_connections_total{job="cache",node="${node}"}`, constant(0)],
      [`redis_connected_slaves{job="cache",node="${node}"}`, constant(node === "node-1" ? 2 : 0)],
    ]),
  ),
};

const CLOUDWATCH = {
  'aws_sqs_approximate_number_of_messages_visible_maximum{job="cloudwatch",queue="jobs"}': constant(20),
  'aws_sqs_approximate_age_of_oldest_message_maximum{job="cloudwatch",queue="jobs"}': constant(30),
  'aws_sqs_approximate_number_of_messages_visible_maximum{job="cloudwatch",queue="jobs-dead-letters"}': constant(0),
  'aws_applicationelb_request_count_sum{job="cloudwatch"}': constant(60_000),
  'aws_applicationelb_httpcode_elb_5_xx_count_sum{job="cloudwatch"}': constant(3),
};

const PARTS = {
  ...Object.fromEntries(
    ["prometheus", "alertmanager", "grafana", "jaeger", "otel-collector", "blackbox", "database", "cache", "cloudwatch"]
      // Each is deployed anew in the course of the hour.
      .map((job, index) => [`up{job="${job}",instance="x"}`, `1x${10 * index + 4} 0x4 1x${SAMPLES}`]),
  ),
  'prometheus_config_last_reload_successful{instance="x"}': constant(1),
  'prometheus_rule_evaluation_failures_total{instance="x",rule_group="services"}': constant(0),
  'prometheus_rule_group_iterations_missed_total{instance="x",rule_group="services"}': constant(0),
  'prometheus_notifications_alertmanagers_discovered{instance="x"}': constant(1),
  'prometheus_remote_storage_queue_highest_timestamp_seconds{instance="x",remote_name="amp",url="u"}': rising(30),
  'prometheus_remote_storage_queue_highest_sent_timestamp_seconds{instance="x",remote_name="amp",url="u"}': rising(30),
  'alertmanager_config_last_reload_successful{instance="x"}': constant(1),
};

/** An hour in which all is well, with a deployment, a scale-out and a scale-in: nothing fires. */
export const HEALTHY: AlertCases = {
  groups: ["instances", "services", "objectives", "jobs", "database", "cache", "load-balancer", "monitoring"],
  interval: "30s",
  cases: [
    {
      alert: "*",
      story: "an hour in which all is well",
      series: { ...tasksOf("enterprise"), ...tasksOf("worker"), ...JOBS, ...STORES, ...CLOUDWATCH, ...PARTS },
      silentAt: ["1m", "5m", "10m", "15m", "20m", "21m", "25m", "30m", "35m", "40m", "45m", "50m", "51m", "55m", "1h"],
    },
  ],
};
