import type {
  MonitoredLoadBalancer,
  MonitoredLoadBalancerTarget,
  MonitoredService,
  MonitoredSystem,
  MonitoredTrigger,
} from "../../monitoring";
import type { DatadogAddresses } from "../addresses";
import { type MonitorDefinition, scope } from "./definition";

const MINUTE_SECONDS = 60;
const PERCENT = 100;

/** Metrics of ECS in Datadog, by the names of the triggers that scale by them. */
const TRIGGER_METRICS: Readonly<Record<string, { readonly metric: string; readonly alert: string }>> = {
  cpu: { metric: "aws.ecs.service.cpuutilization", alert: "CpuStaysHigh" },
  memory: { metric: "aws.ecs.service.memory_utilization", alert: "MemoryStaysHigh" },
};

/** Monitors of a service: tasks, and load that scaling doesn't end. */
export function serviceMonitors(system: MonitoredSystem, addresses: DatadogAddresses): MonitorDefinition[] {
  return system.services.flatMap((service) => [
    tooFewInstances(service, addresses),
    ...service.triggers.flatMap((trigger) => staysHigh(service, trigger, addresses)),
  ]);
}

/** Triggers by metrics that only the services tell are left to their alarms. */
function staysHigh(
  service: MonitoredService,
  { name: trigger, above }: MonitoredTrigger,
  addresses: DatadogAddresses,
): MonitorDefinition[] {
  const known = TRIGGER_METRICS[trigger];
  if (known === undefined) return [];
  return [
    {
      key: `${service.name}-${trigger}`,
      alert: known.alert,
      severity: "warning",
      team: service.team,
      title: `${service.name}: ${trigger} stays above ${above} %`,
      meaning: `Scaling of ${service.name} doesn't bring its ${trigger} below the threshold.`,
      query: {
        aggregation: "min",
        windowMinutes: service.overloadedSeconds / MINUTE_SECONDS,
        expression: `avg:${known.metric}${ecsScope(service, addresses)}`,
        comparison: ">",
        threshold: above,
        fromAws: true,
      },
    },
  ];
}

function tooFewInstances(service: MonitoredService, addresses: DatadogAddresses): MonitorDefinition {
  return {
    key: `${service.name}-too-few-instances`,
    alert: "TooFewInstances",
    severity: "critical",
    team: service.team,
    title: `${service.name}: fewer than ${service.minInstances} instances`,
    meaning: `Of ${service.name} run fewer tasks than its minimum of ${service.minInstances}.`,
    query: {
      aggregation: "max",
      windowMinutes: service.belowMinimumSeconds / MINUTE_SECONDS,
      expression: `max:aws.ecs.service.running${ecsScope(service, addresses)}`,
      comparison: "<",
      threshold: service.minInstances,
      fromAws: true,
    },
  };
}

function ecsScope({ name }: MonitoredService, { cluster, ecsServices }: DatadogAddresses): string {
  return scope({ clustername: cluster, servicename: ecsServices[name] ?? name });
}

/** Monitors of the load balancer and of the services behind it, by the thresholds of their alarms. */
export function loadBalancerMonitors(system: MonitoredSystem, addresses: DatadogAddresses): MonitorDefinition[] {
  const { loadBalancer, services } = system;
  if (loadBalancer === undefined) return [];
  return [
    // A network load balancer answers nothing itself.
    ...(loadBalancer.kind === "network" ? [] : [ownErrors(loadBalancer, addresses.loadBalancer ?? loadBalancer.name)]),
    ...loadBalancer.targets.flatMap((target) => {
      const team = services.find(({ name }) => name === target.service)?.team;
      return targetMonitors(target, targetScope(target.service, addresses)).map((each) => ({ ...each, team }));
    }),
  ];
}

/** Two target groups take turns in serving, so that either counts. */
function targetScope(service: string, { targetGroups }: DatadogAddresses): string {
  const groups = targetGroups[service] ?? [service];
  return `{${groups.map((group) => `targetgroup:${group.toLowerCase()}`).join(" OR ")}}`;
}

function targetMonitors(
  { service, serverErrorPercent, responseTimeSeconds }: MonitoredLoadBalancerTarget,
  filter: string,
): MonitorDefinition[] {
  return [
    {
      key: `${service}-errors`,
      alert: "HighErrorRatio",
      severity: "critical",
      team: undefined,
      title: `${service}: more than ${serverErrorPercent} % of requests fail`,
      meaning: `Of the requests to ${service}, more than ${serverErrorPercent} % end in a 5xx status.`,
      query: ratio("aws.applicationelb.httpcode_target_5xx", filter, serverErrorPercent),
    },
    {
      key: `${service}-response-time`,
      alert: "SlowResponses",
      severity: "critical",
      team: undefined,
      title: `${service}: answers take more than ${responseTimeSeconds} s`,
      meaning: `A twentieth of the answers of ${service} takes longer than ${responseTimeSeconds} s.`,
      query: {
        aggregation: "avg",
        windowMinutes: 5,
        expression: `max:aws.applicationelb.target_response_time.p95${filter}`,
        comparison: ">",
        threshold: responseTimeSeconds,
        fromAws: true,
      },
    },
  ];
}

function ownErrors({ name, ownErrorPercent }: MonitoredLoadBalancer, address: string): MonitorDefinition {
  return {
    key: "load-balancer-errors",
    alert: "LoadBalancerErrors",
    severity: "critical",
    team: undefined,
    title: `${name}: the load balancer answers more than ${ownErrorPercent} % of requests with errors of its own`,
    meaning: "Requests reach no healthy task, or none in time.",
    query: ratio("aws.applicationelb.httpcode_elb_5xx", scope({ loadbalancer: address }), ownErrorPercent),
  };
}

/** Share of requests in five minutes. */
function ratio(part: string, filter: string, percent: number): MonitorDefinition["query"] {
  const whole = "aws.applicationelb.request_count";
  return {
    aggregation: "sum",
    windowMinutes: 5,
    expression: `sum:${part}${filter}.as_count() / sum:${whole}${filter}.as_count() * ${PERCENT}`,
    comparison: ">",
    threshold: percent,
    fromAws: true,
  };
}
