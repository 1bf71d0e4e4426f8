import type * as pulumi from "@pulumi/pulumi";
import { alarmName } from "../shared/naming";
import type { AlarmThresholds } from "./target-settings";

type Dimensions = Readonly<Record<string, pulumi.Input<string>>>;

/** A metric that an alarm's expression refers to by its id. */
export interface AlarmMetric {
  readonly id: string;
  readonly metric: {
    readonly namespace: string;
    readonly metricName: string;
    readonly stat: "Sum" | "SampleCount" | "Maximum";
    readonly dimensions: Dimensions;
    readonly period: number;
  };
}

/** An alarm that rings when an expression over metrics exceeds a threshold in enough of the last minutes. */
export interface AlarmDefinition {
  /** Physical name too: deployments refer to alarms by name. */
  readonly name: string;
  readonly description: string;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly metrics: readonly AlarmMetric[];
  /** Metric math over the ids of `metrics` (Amazon CloudWatch User Guide, "Using math expressions"). */
  readonly expression: string;
}

/** A load balancer and the groups of one target, as CloudWatch's dimensions name them. */
export interface MonitoredTarget {
  readonly name: string;
  readonly loadBalancer: pulumi.Input<string>;
  /** Every group that may hold the target's instances; an alarm over one of two is blind after a swap. */
  readonly targetGroups: readonly pulumi.Input<string>[];
}

const PERIOD_SECONDS = 60;

/**
 * Two bad minutes, among as many as may not be known yet: a metric may be three minutes late, and FILL makes 0 of it until
 * then (Amazon CloudWatch User Guide, "Using metric math", FILL, whose remedy this is).
 */
const TWO_BAD_MINUTES = { evaluationPeriods: 5, datapointsToAlarm: 2 } as const;
const APPLICATION = "AWS/ApplicationELB";
const NETWORK = "AWS/NetworkELB";

/** Alarms of a target behind an application load balancer, all of which may stop a deployment. */
export function applicationTargetAlarms(target: MonitoredTarget, thresholds: AlarmThresholds): AlarmDefinition[] {
  const { serverErrorPercent, responseTime } = thresholds;
  const errors = groupMetrics(target, APPLICATION, "HTTPCode_Target_5XX_Count", "Sum", "errors");
  const requests = groupMetrics(target, APPLICATION, "RequestCount", "Sum", "requests");
  const times = groupMetrics(target, APPLICATION, "TargetResponseTime", "Sum", "time");
  const responses = groupMetrics(target, APPLICATION, "TargetResponseTime", "SampleCount", "responses");
  return [
    {
      name: alarmName(`${target.name}-target-5xx`),
      description: `more than ${serverErrorPercent} % of requests to ${target.name} end in a 5xx status`,
      threshold: serverErrorPercent,
      ...TWO_BAD_MINUTES,
      metrics: [...errors, ...requests],
      expression: `100 * ${total(errors)} / ${total(requests)}`,
    },
    {
      name: alarmName(`${target.name}-target-response-time`),
      description: `${target.name} answers in more than ${responseTime} s on average`,
      threshold: responseTime,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      metrics: [...times, ...responses],
      expression: `${total(times)} / ${total(responses)}`,
    },
    unhealthyTargets(target, APPLICATION),
  ];
}

/** Alarms of a target behind a network load balancer, which sees connections only: neither statuses nor latency. */
export function networkTargetAlarms(target: MonitoredTarget): AlarmDefinition[] {
  return [unhealthyTargets(target, NETWORK)];
}

/** Alarm on 5xx answers of an application load balancer's own: no healthy instance, or one that broke off. */
export function loadBalancerAlarm(name: string, loadBalancer: pulumi.Input<string>): AlarmDefinition {
  const errors = metric("errors", APPLICATION, "HTTPCode_ELB_5XX_Count", "Sum", { LoadBalancer: loadBalancer });
  const requests = metric("requests", APPLICATION, "RequestCount", "Sum", { LoadBalancer: loadBalancer });
  return {
    name: alarmName(`${name}-load-balancer-5xx`),
    description: `${name} itself answers more than 5 % of requests with a 5xx status`,
    threshold: 5,
    ...TWO_BAD_MINUTES,
    metrics: [errors, requests],
    // RequestCount leaves out requests for which no instance could be chosen.
    expression: `100 * ${total([errors])} / ${total([errors, requests])}`,
  };
}

function unhealthyTargets(target: MonitoredTarget, namespace: string): AlarmDefinition {
  const unhealthy = groupMetrics(target, namespace, "UnHealthyHostCount", "Maximum", "unhealthy");
  return {
    name: alarmName(`${target.name}-unhealthy-targets`),
    description: `an instance of ${target.name} fails its health checks`,
    threshold: 0,
    ...TWO_BAD_MINUTES,
    metrics: unhealthy,
    expression: total(unhealthy),
  };
}

function groupMetrics(
  target: MonitoredTarget,
  namespace: string,
  metricName: string,
  stat: AlarmMetric["metric"]["stat"],
  id: string,
): AlarmMetric[] {
  return target.targetGroups.map((targetGroup, index) =>
    metric(`${id}${index}`, namespace, metricName, stat, {
      LoadBalancer: target.loadBalancer,
      TargetGroup: targetGroup,
    }),
  );
}

function metric(
  id: string,
  namespace: string,
  metricName: string,
  stat: AlarmMetric["metric"]["stat"],
  dimensions: Dimensions,
): AlarmMetric {
  return { id, metric: { namespace, metricName, stat, dimensions, period: PERIOD_SECONDS } };
}

/** Sum over metrics, of which a group without traffic reports none. */
function total(metrics: readonly AlarmMetric[]): string {
  return `SUM([${metrics.map(({ id }) => `FILL(${id}, 0)`).join(", ")}])`;
}
