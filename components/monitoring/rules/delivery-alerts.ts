import { durationText } from "../../shared/quantity";
import { JOBS } from "../jobs";
import type { Alert } from "./alert";

const LASTING_SECONDS = 300;
/** A part that is deployed anew is gone for less than that. */
const REPLACED_SECONDS = 600;
/** Remote write makes up for an interruption of some minutes by itself. */
const BEHIND_SECONDS = 120;
const FAILED_NOTIFICATIONS = 0.01;

/** Alerts on what Prometheus hands over: alerts to Alertmanager and to people, samples to durable storage. */
export function deliveryAlerts(): Alert[] {
  return [alertmanagersMissing(), notificationsFailing(), clusterBroken(), remoteWriteBehind()];
}

function alertmanagersMissing(): Alert {
  return {
    name: "AlertmanagersMissing",
    group: "monitoring",
    severity: "critical",
    meaning: "Prometheus hands its alerts to nobody: they stay in it. Only the Watchdog's absence tells of this.",
    source: "a constant of the rules",
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
    source: "a constant of the rules",
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
    source: "a constant of the rules",
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
    source: "a constant of the rules",
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
