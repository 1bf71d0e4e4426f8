import type { MonitoredSystem } from "../description";
import { JOBS, type Job } from "../jobs";
import { durationText } from "../../shared/quantity";
import type { Alert } from "./alert";

const LASTING_SECONDS = 300;
/** A part that is deployed anew is gone for less than that. */
const REPLACED_SECONDS = 600;
/** Remote write makes up for an interruption of some minutes by itself. */
const BEHIND_SECONDS = 120;
const FAILED_NOTIFICATIONS = 0.01;

/** Jobs of the parts of the monitoring itself. */
const PART_JOBS: readonly Job[] = [
  JOBS.prometheus,
  JOBS.alertmanager,
  JOBS.grafana,
  JOBS.jaeger,
  JOBS.collector,
  JOBS.blackbox,
];

/** Alerts on the monitoring itself: what is broken there says nothing of anything else. */
export function monitoringAlerts(system: MonitoredSystem): Alert[] {
  return [
    watchdog(),
    partDown(),
    exporterDown(system),
    ruleFailures(),
    reloadFailed(),
    alertmanagersMissing(),
    notificationsFailing(),
    clusterBroken(),
    remoteWriteBehind(),
  ];
}

function watchdog(): Alert {
  return {
    name: "Watchdog",
    group: "monitoring",
    severity: "none",
    meaning:
      "It always fires. Whoever receives it from outside the environment alarms when it stops: then nothing here can tell of anything.",
    source: "none",
    reference: "MO-1",
    look: ["Prometheus, Alertmanager and the way to the receiver, in this order."],
    act: [
      "Start what has stopped. Until then, look at the CloudWatch dashboards and alarms, which don't depend on it.",
    ],
    dashboard: "alerts",
    rules: [
      {
        threshold: "always",
        expression: "vector(1)",
        summary: "The monitoring works",
        description: "This alert always fires, so that its absence tells of monitoring that doesn't work.",
      },
    ],
  };
}

function partDown(): Alert {
  const common = { forSeconds: REPLACED_SECONDS };
  return {
    name: "MonitoringPartDown",
    group: "monitoring",
    severity: "warning",
    meaning: "A part of the monitoring can't be reached, or isn't known at all.",
    source: "the parts of the monitoring",
    reference: "MO-1",
    look: ["The part's service in ECS: its events, stopped tasks and log.", "Prometheus's page of targets."],
    act: [
      "ECS starts another by itself. Where that ends, too, look at its configuration: which change came last?",
      "Known nowhere: the private DNS name, and the security group's rule for Prometheus.",
    ],
    dashboard: "alerts",
    rules: [
      {
        ...common,
        threshold: `an instance for ${durationText(REPLACED_SECONDS)}`,
        expression: `max_over_time(up{job=~"${PART_JOBS.join("|")}"}[1m]) == 0`,
        summary: "{{ $labels.job }} is down",
        description: "Prometheus doesn't reach {{ $labels.instance }} of {{ $labels.job }}.",
      },
      ...PART_JOBS.map((job) => ({
        ...common,
        of: job,
        labels: { job },
        threshold: `no instance for ${durationText(REPLACED_SECONDS)}`,
        expression: `absent(up{job="${job}"})`,
        summary: `${job} is missing`,
        description: `Prometheus has no target for ${job}.`,
      })),
    ],
  };
}

/** Exporters of what there is. */
function exporterJobs({ database, cache, queues, loadBalancer }: MonitoredSystem): Job[] {
  return [
    ...(database === undefined ? [] : [JOBS.database]),
    ...(cache === undefined ? [] : [JOBS.cache]),
    ...(queues.length === 0 && loadBalancer === undefined ? [] : [JOBS.cloudWatch]),
  ];
}

function exporterDown(system: MonitoredSystem): Alert {
  const common = { forSeconds: REPLACED_SECONDS };
  return {
    name: "ExporterDown",
    group: "monitoring",
    severity: "warning",
    meaning: "An exporter tells nothing: alerts on the database, the cache, queues or the load balancer are blind.",
    source: "`database`, `cache`, `queues`, `loadBalancer`",
    reference: "MO-1",
    look: ["The exporters' service in ECS, and its log: logins that fail, permissions that lack."],
    act: ["A login: the exporter's secret. CloudWatch: the task's role. CloudWatch alarms go on meanwhile."],
    dashboard: "alerts",
    rules: [
      {
        ...common,
        threshold: `an exporter for ${durationText(REPLACED_SECONDS)}`,
        expression: `max_over_time(up{job=~"${[JOBS.database, JOBS.cache, JOBS.cloudWatch].join("|")}"}[2m]) == 0`,
        summary: "The exporter of {{ $labels.job }} is down",
        description: "Prometheus doesn't reach the exporter {{ $labels.instance }} of {{ $labels.job }}.",
      },
      ...exporterJobs(system).map((job) => ({
        ...common,
        of: job,
        labels: { job },
        threshold: `no exporter for ${durationText(REPLACED_SECONDS)}`,
        expression: `absent(up{job="${job}"})`,
        summary: `The exporter of ${job} is missing`,
        description: `Prometheus has no target for the exporter of ${job}.`,
      })),
    ],
  };
}

function ruleFailures(): Alert {
  return {
    name: "RuleEvaluationFailing",
    group: "monitoring",
    severity: "critical",
    meaning: "Prometheus can't evaluate rules, or not in time: alerts that depend on them don't fire.",
    source: "none",
    reference: 'Prometheus, "Recording rules"',
    look: ["Prometheus's page of rules, which has the error and the duration of each."],
    act: ["An error since a deployment: roll the rules back.", "Too slow: give Prometheus more CPU."],
    dashboard: "alerts",
    rules: [
      {
        threshold: `failures at each look within ${durationText(LASTING_SECONDS)}`,
        expression: `increase(prometheus_rule_evaluation_failures_total[5m]) > 0`,
        forSeconds: LASTING_SECONDS,
        summary: "Rules fail",
        description: "Rules of {{ $labels.rule_group }} failed {{ $value | humanize }} times within five minutes.",
      },
      {
        threshold: `evaluations left out within ${durationText(LASTING_SECONDS)}, for ${durationText(LASTING_SECONDS)}`,
        severity: "warning",
        expression: `increase(prometheus_rule_group_iterations_missed_total[5m]) > 0`,
        forSeconds: LASTING_SECONDS,
        summary: "Rules are evaluated too seldom",
        description: "{{ $labels.rule_group }} takes longer than its interval.",
      },
    ],
  };
}

function reloadFailed(): Alert {
  return {
    name: "ConfigurationReloadFailed",
    group: "monitoring",
    severity: "warning",
    meaning: "Prometheus or Alertmanager refused its configuration, and goes on with the one before.",
    source: "none",
    reference: 'Prometheus, "Configuration"',
    look: ["Its log, which names the line."],
    act: ["Mend the configuration and deploy; a restart with it would fail."],
    dashboard: "alerts",
    rules: (["prometheus", "alertmanager"] as const).map((program) => ({
      of: program,
      labels: { program },
      threshold: `for ${durationText(LASTING_SECONDS)}`,
      expression: `max_over_time(${program}_config_last_reload_successful[1m]) == 0`,
      forSeconds: LASTING_SECONDS,
      summary: `${program} refuses its configuration`,
      description: `{{ $labels.instance }} of ${program} couldn't load its configuration.`,
    })),
  };
}

function alertmanagersMissing(): Alert {
  return {
    name: "AlertmanagersMissing",
    group: "monitoring",
    severity: "critical",
    meaning: "Prometheus hands its alerts to nobody: they stay in it. Only the Watchdog's absence tells of this.",
    source: "none",
    reference: 'Prometheus, "Alerting overview"',
    look: ["Prometheus's page of its status, with the Alertmanagers that it knows.", "Alertmanager's service in ECS."],
    act: ["Start Alertmanager, or mend its private DNS name and security group."],
    dashboard: "alerts",
    rules: [
      {
        threshold: `none for ${durationText(LASTING_SECONDS)}`,
        expression: `max_over_time(prometheus_notifications_alertmanagers_discovered[1m]) < 1`,
        forSeconds: LASTING_SECONDS,
        summary: "Prometheus knows no Alertmanager",
        description: "{{ $labels.instance }} has found no Alertmanager.",
      },
      {
        threshold: `errors in more than ${FAILED_NOTIFICATIONS * 100} % of the notifications, for ${durationText(LASTING_SECONDS)}`,
        expression: [
          "rate(prometheus_notifications_errors_total[5m])",
          `/ (rate(prometheus_notifications_sent_total[5m]) > 0) > ${FAILED_NOTIFICATIONS}`,
        ].join("\n"),
        forSeconds: LASTING_SECONDS,
        severity: "warning",
        summary: "Prometheus can't hand alerts over",
        description: "{{ $value | humanizePercentage }} of the alerts to {{ $labels.alertmanager }} got lost.",
      },
    ],
  };
}

/** One failed notification among few is retried; a share of all over five minutes isn't. */
function notificationsFailing(): Alert {
  const rate = (counter: string): string =>
    `sum by (instance, integration) (rate(alertmanager_notifications_${counter}[5m]))`;
  return {
    name: "NotificationsFailing",
    group: "monitoring",
    severity: "critical",
    meaning: "Alertmanager can't reach a receiver: people aren't told by it.",
    source: "none",
    reference: 'Prometheus, "Alertmanager"',
    look: ["Alertmanager's log: an address, credentials, or a receiver that is down?"],
    act: ["Mend the receiver or its secret. Other receivers of the route are told meanwhile."],
    dashboard: "alerts",
    rules: [
      {
        threshold: `more than ${FAILED_NOTIFICATIONS * 100} % for ${durationText(LASTING_SECONDS)}`,
        expression: `${rate("failed_total")}\n/ (${rate("total")} > 0) > ${FAILED_NOTIFICATIONS}`,
        forSeconds: LASTING_SECONDS,
        summary: "Notifications by {{ $labels.integration }} fail",
        description: "{{ $value | humanizePercentage }} of the notifications by {{ $labels.integration }} fail.",
      },
    ],
  };
}

/** Each Alertmanager has to know all of them, or people are told twice. One alone has no cluster. */
function clusterBroken(): Alert {
  return {
    name: "AlertmanagerClusterBroken",
    group: "monitoring",
    severity: "warning",
    meaning: "Alertmanagers don't know of each other: people are told twice, and silences hold for some only.",
    source: "none",
    reference: 'Prometheus, "Alertmanager": High availability',
    look: ["The members that each one knows, on its page of status."],
    act: ["The port of the cluster between their tasks, for TCP and UDP; their private DNS name."],
    dashboard: "alerts",
    rules: [
      {
        threshold: `for ${durationText(REPLACED_SECONDS)}`,
        expression: `max_over_time(alertmanager_cluster_members[1m])\n< on () group_left () count(up{job="${JOBS.alertmanager}"} == 1)`,
        forSeconds: REPLACED_SECONDS,
        summary: "Alertmanager's cluster is broken",
        description: "{{ $labels.instance }} knows {{ $value }} Alertmanagers only.",
      },
    ],
  };
}

/** The newest sample that was to be sent against the newest that was; both are of one queue and of one clock. */
function remoteWriteBehind(): Alert {
  const newest = (metric: string): string => `max_over_time(prometheus_remote_storage_queue_highest_${metric}[5m])`;
  return {
    name: "RemoteWriteBehind",
    group: "monitoring",
    severity: "warning",
    meaning: "Durable history lacks the latest minutes; where it goes on for hours, they are lost.",
    source: "none",
    reference: 'Prometheus, "Remote write tuning"',
    look: ["Prometheus's log: throttling (429), permissions (403), or no way to it?", "Quotas of the workspace."],
    act: ["Permissions: the task's role. Throttled: drop series that nobody reads, or raise the quota."],
    dashboard: "alerts",
    rules: [
      {
        threshold: `more than ${durationText(BEHIND_SECONDS)} behind for 15m`,
        expression: `${newest("timestamp_seconds")}\n- on (instance, remote_name, url) ${newest("sent_timestamp_seconds")} > ${BEHIND_SECONDS}`,
        forSeconds: 900,
        summary: "Remote write is behind",
        description: "Remote write of {{ $labels.instance }} is {{ $value | humanizeDuration }} behind.",
      },
      {
        labels: { cause: "samples-given-up" },
        threshold: `samples that are given up, for ${durationText(LASTING_SECONDS)}`,
        expression: `sum by (instance, remote_name) (rate(prometheus_remote_storage_samples_failed_total[5m])) > 0`,
        forSeconds: LASTING_SECONDS,
        summary: "Remote write gives samples up",
        description: "{{ $labels.instance }} gives up {{ $value | humanize }} samples a second.",
      },
    ],
  };
}
