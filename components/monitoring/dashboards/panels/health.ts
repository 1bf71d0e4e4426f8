import { JOBS } from "../../jobs";
import type { MonitoredService } from "../../description";
import { atLeast, metrics, type MetricPanel, query, type State } from "../panel";
import { application, orNone, select } from "../promql";

const HEALTH: readonly State[] = [
  { value: 0, text: "failing", level: "critical" },
  { value: 1, text: "healthy", level: "good" },
];

/** Percentage of checks of healthy instances that succeed at least. */
const CHECKS_SUCCEED = 99.8;

/** Number of instances of some services that answer. */
export function aliveInstances(services: readonly Pick<MonitoredService, "name">[]): string {
  return `count by (service) (${select("up", application(services))} == 1)`;
}

/** How many instances each service has. */
export function instancesByService(services: readonly MonitoredService[]): MetricPanel {
  return metrics({
    title: "Instances that answer",
    description: "Instances of each service whose metrics Prometheus could read. Red below the least number.",
    visualization: "number",
    unit: "none",
    decimals: 0,
    limits: [atLeast(Math.min(...services.map(({ minInstances }) => minInstances)))],
    withoutValue: "none",
    queries: [query(aliveInstances(services), "{{service}}")],
  });
}

/** Which probes of which service answer. */
export function probes(services: readonly MonitoredService[]): MetricPanel {
  const series = select("probe_success", { job: JOBS.probe, service: services.map(({ name }) => name) });
  return metrics({
    title: "Health endpoints",
    description: "Whether each service's endpoints answer on all instances: the worst instance counts.",
    visualization: "states",
    unit: "none",
    states: HEALTH,
    queries: [query(`min by (service, covers) (${series})`, "{{service}} {{covers}}")],
  });
}

/** Share of probes that succeed. */
export function probeSuccess(services: readonly MonitoredService[]): MetricPanel {
  const series = select("probe_success", { job: JOBS.probe, service: services.map(({ name }) => name) });
  return metrics({
    title: "Successful probes",
    description: `Share of the probes of all health endpoints that succeeded in ten minutes; ${CHECKS_SUCCEED} % is the aim.`,
    visualization: "lines",
    unit: "percent",
    max: 100,
    limits: [atLeast(CHECKS_SUCCEED, "warning")],
    queries: [query(`100 * avg by (service) (avg_over_time(${series}[10m]))`, "{{service}}")],
  });
}

/** What a service found when it last looked at what it needs. */
export function healthByKind(service: MonitoredService): MetricPanel {
  const series = select("health_check_status", application([service]));
  return metrics({
    title: `Health of ${service.name} by kind`,
    description:
      "Latest results of the service's checks by kind: application, database, cache, queue, external services.",
    visualization: "states",
    unit: "none",
    states: HEALTH,
    queries: [query(`min by (kind, check) (${series})`, "{{kind}}: {{check}}")],
  });
}

/** How long the checks take. */
export function checkDurations(service: MonitoredService): MetricPanel {
  const series = select("health_check_duration_seconds", application([service]));
  return metrics({
    title: `Health checks of ${service.name}`,
    description: "Longest time that each check took on an instance. A check that takes longer tells of trouble early.",
    visualization: "lines",
    unit: "s",
    min: 0,
    queries: [query(`max by (check) (${series})`, "{{check}}")],
  });
}

/** Instances that don't answer. */
export function deadInstances(services: readonly MonitoredService[]): MetricPanel {
  const expression = orNone(`count(${select("up", application(services))} == 0)`);
  return metrics({
    title: "Instances that don't answer",
    description: "Instances that discovery knows and whose metrics can't be read. ECS replaces them by itself.",
    visualization: "number",
    unit: "none",
    decimals: 0,
    limits: [{ value: 1, level: "critical", worse: "above" }],
    queries: [query(expression, "not answering", { mayBeEmpty: true })],
  });
}
