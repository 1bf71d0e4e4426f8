import type { MonitoredSystem } from "../description";
import { JOBS, type Job } from "../jobs";
import { durationText } from "../../shared/quantity";
import type { Alert } from "./alert";
import { deliveryAlerts } from "./delivery-alerts";

const LASTING_SECONDS = 300;
/** A part that is deployed anew is gone for less than that. */
const REPLACED_SECONDS = 600;

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
  return [watchdog(), partDown(), exporterDown(system), ruleFailures(), reloadFailed(), ...deliveryAlerts()];
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
    source: "a constant of the rules",
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
    source: "a constant of the rules",
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
