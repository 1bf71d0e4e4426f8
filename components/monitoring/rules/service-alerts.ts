import type { MonitoredService, MonitoredSystem } from "../description";
import { JOBS } from "../jobs";
import { durationText } from "../../shared/quantity";
import type { Alert, AlertRule } from "./alert";
import { processAlerts } from "./process-alerts";
import { selector } from "./promql";

const SETTLED_SECONDS = 300;
const DEPENDENCY_SECONDS = 60;

/** Alerts on services as a whole: their number of instances, dependencies and metrics, and on their processes. */
export function serviceAlerts({ services }: MonitoredSystem): Alert[] {
  const measured = services.filter(({ metricsPath }) => metricsPath !== undefined);
  const hasFurtherEndpoints = services.some(({ healthEndpoints }) =>
    healthEndpoints.some(({ covers }) => covers !== "instance"),
  );
  return [
    ...(services.length === 0 ? [] : [tooFewInstances(services)]),
    ...(hasFurtherEndpoints ? [healthCheckFailing()] : []),
    ...(measured.length === 0
      ? []
      : [metricsMissing(measured), dependencyDown(), dependencyDegraded(), ...processAlerts()]),
  ];
}

/** Instances that answered within the last minute, also where one probe of them failed. */
export function livingInstances(service: string): string {
  const probes = selector("probe_success", { job: JOBS.probe, covers: "instance", service });
  return `(count(max_over_time(${probes}[1m]) == 1) or vector(0))`;
}

function tooFewInstances(services: readonly MonitoredService[]): Alert {
  return {
    name: "TooFewInstances",
    group: "services",
    severity: "critical",
    meaning: "A service runs with fewer instances than its minimum for longer than starting them takes.",
    source: "`services[].minInstances`, `services[].belowMinimumSeconds`",
    reference: "HC-3, HC-5",
    look: [
      "The service's events in ECS: no place for tasks, an image that can't be pulled, a failed health check.",
      "The stopped tasks with their `stoppedReason`.",
    ],
    act: [
      "No place: see the capacity of the cluster, or the quota of Fargate's vCPUs.",
      "Tasks die: go on with CrashLooping.",
      "After a deployment: roll it back.",
    ],
    dashboard: "operations",
    rules: services.map(({ name, team, minInstances, belowMinimumSeconds }) => ({
      of: name,
      team,
      threshold: `fewer than ${minInstances} for ${durationText(belowMinimumSeconds)}`,
      expression: `${livingInstances(name)} < ${minInstances}`,
      forSeconds: belowMinimumSeconds,
      labels: { service: name },
      summary: `${name} has fewer instances than its minimum`,
      description: `{{ $value }} instances of ${name} answer, and ${minInstances} have to.`,
    })),
  };
}

/** An instance that is dead fails all of its endpoints, which InstanceDown tells. */
function healthCheckFailing(): Alert {
  const probes = (matcher: string): string => `max_over_time(probe_success{job="${JOBS.probe}",${matcher}}[1m])`;
  return {
    name: "HealthCheckFailing",
    group: "services",
    severity: "warning",
    meaning: "An instance lives, but says by a further health endpoint that it lacks something, or is slow.",
    source: "`services[].healthEndpoints`",
    reference: "HC-1, HC-4",
    look: [
      "The answer of the endpoint itself, which names the check that fails.",
      "DependencyDown and DependencyDegraded, which fire with it where a dependency is the cause.",
    ],
    act: ["Mend what the check names. Don't restart instances: a dependency's fault stays."],
    dashboard: "operations",
    rules: [
      {
        threshold: `no success in a minute, for ${durationText(SETTLED_SECONDS)}`,
        expression: [
          `${probes('covers=~"dependencies|performance"')} == 0`,
          `and on (service, instance) ${probes('covers="instance"')} == 1`,
        ].join("\n"),
        forSeconds: SETTLED_SECONDS,
        summary: "{{ $labels.path }} of {{ $labels.service }} fails",
        description: "{{ $labels.instance }} of {{ $labels.service }} lives, and {{ $labels.path }} fails.",
      },
    ],
  };
}

/** A target that is there and can't be read, and a service of which discovery knows nothing. */
function metricsMissing(services: readonly MonitoredService[]): Alert {
  const common = { forSeconds: SETTLED_SECONDS };
  const unreadable: AlertRule = {
    ...common,
    threshold: `an instance's metrics can't be read for ${durationText(SETTLED_SECONDS)}`,
    expression: `up{job="${JOBS.application}"} == 0`,
    summary: "Metrics of {{ $labels.service }} can't be read",
    description: "Prometheus can't read the metrics of {{ $labels.instance }} in {{ $labels.service }}.",
  };
  return {
    name: "MetricsMissing",
    group: "services",
    severity: "warning",
    meaning: "Prometheus doesn't get a service's metrics: alerts on errors, latency and load are blind.",
    source: "`services[].metricsPath`, `services[].port`",
    reference: "MO-1",
    look: ["Prometheus's page of targets, with the error of each.", "The rules of the tasks' security group."],
    act: [
      "No target at all: the discovery's permissions, cluster and name of the service.",
      "A target that times out: the security group, or an instance with too much to do.",
    ],
    dashboard: "alerts",
    rules: [
      unreadable,
      ...services.map(({ name, team }) => ({
        ...common,
        of: name,
        team,
        labels: { service: name },
        threshold: `no instance is known for ${durationText(SETTLED_SECONDS)}`,
        expression: `absent(${selector("up", { job: JOBS.application, service: name })})`,
        summary: `No instance of ${name} is known`,
        description: `Prometheus has no target for the metrics of ${name}.`,
      })),
    ],
  };
}

function dependencyDown(): Alert {
  return {
    name: "DependencyDown",
    group: "services",
    severity: "critical",
    meaning: "No instance of a service reaches something that it can't do without.",
    source: "the label `critical` of `health_check_status`",
    reference: "HC-4",
    look: [
      "The label `kind`: database, cache, queue or an external service.",
      "That part's own alerts, such as DatabaseDown and CacheDown.",
    ],
    act: [
      "Mend the part by its own alert's entry.",
      "Where the part is well: security groups, DNS, and the secret that the service logs in with.",
    ],
    dashboard: "operations",
    rules: [
      {
        threshold: `the check fails on all instances for ${durationText(DEPENDENCY_SECONDS)}`,
        expression: `max by (service, check, kind) (health_check_status{job="${JOBS.application}",critical="true"}) == 0`,
        forSeconds: DEPENDENCY_SECONDS,
        summary: "{{ $labels.service }} doesn't reach {{ $labels.check }}",
        description:
          "The check {{ $labels.check }} ({{ $labels.kind }}) fails on every instance of {{ $labels.service }}.",
      },
    ],
  };
}

function dependencyDegraded(): Alert {
  const status = `health_check_status{job="${JOBS.application}"`;
  return {
    name: "DependencyDegraded",
    group: "services",
    severity: "warning",
    meaning: "Some instances don't reach what they need, or none reaches what they can do without.",
    source: "`health_check_status`",
    reference: "HC-4",
    look: ["Which instances fail: one zone, or one revision?", "The check's own error in the log."],
    act: ["One zone: see AWS's health dashboard. One instance: stop its task, and ECS starts another."],
    dashboard: "operations",
    rules: [
      {
        threshold: `the check fails on an instance for ${durationText(SETTLED_SECONDS)}`,
        expression: [
          `min by (service, check, kind) (${status}}) == 0`,
          `unless on (service, check) max by (service, check) (${status},critical="true"}) == 0`,
        ].join("\n"),
        forSeconds: SETTLED_SECONDS,
        summary: "{{ $labels.check }} fails on instances of {{ $labels.service }}",
        description: "The check {{ $labels.check }} ({{ $labels.kind }}) fails on instances of {{ $labels.service }}.",
      },
    ],
  };
}
