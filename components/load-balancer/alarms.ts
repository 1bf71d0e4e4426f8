import type * as pulumi from "@pulumi/pulumi";
import { MINUTE_SECONDS, type NotifyingAlarm } from "../shared/alarm";
import { averageResponseTime, type Measurement, type MetricSource, numbered, total } from "../shared/metrics";
import type { AlarmThresholds } from "./target-settings";
import { CERTIFICATE_DAYS, OWN_ERROR_PERCENT } from "./thresholds";

/** A load balancer and the groups of one target, as CloudWatch's dimensions name them. */
export interface MonitoredTarget {
  readonly name: string;
  readonly loadBalancer: pulumi.Input<string>;
  /** Every group that may hold the target's instances; an alarm over one of two is blind after a swap. */
  readonly targetGroups: readonly pulumi.Input<string>[];
}

/**
 * Two bad minutes, among as many as may not be known yet: a metric may be three minutes late, and FILL makes 0 of it
 * until then (Amazon CloudWatch User Guide, "Using metric math", FILL, whose remedy this is).
 */
const TWO_BAD_MINUTES = { evaluationPeriods: 5, datapointsToAlarm: 2 } as const;
const APPLICATION = "AWS/ApplicationELB";
const NETWORK = "AWS/NetworkELB";
const DAY_SECONDS = 86_400;

/** Alarms of a target behind an application load balancer, all of which may stop a deployment. */
export function applicationTargetAlarms(target: MonitoredTarget, thresholds: AlarmThresholds): NotifyingAlarm[] {
  const { serverErrorPercent, responseTime } = thresholds;
  return [
    trafficAlarm({
      name: `${target.name}-target-5xx`,
      severity: "critical",
      description: `more than ${serverErrorPercent} % of requests to ${target.name} end in a 5xx status`,
      threshold: serverErrorPercent,
      ...TWO_BAD_MINUTES,
      measurement: serverErrors(target),
    }),
    trafficAlarm({
      name: `${target.name}-target-response-time`,
      severity: "critical",
      description: `${target.name} answers in more than ${responseTime} s on average`,
      threshold: responseTime,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      measurement: averageResponseTime(groupDimensions(target), "responses"),
    }),
    unhealthyTargets(target, APPLICATION),
  ];
}

/** Alarms of a target behind a network load balancer, which sees connections only: neither statuses nor latency. */
export function networkTargetAlarms(target: MonitoredTarget): NotifyingAlarm[] {
  return [unhealthyTargets(target, NETWORK)];
}

/** Alarm on 5xx answers of an application load balancer's own: no healthy instance, or one that broke off. */
export function loadBalancerAlarm(name: string, loadBalancer: pulumi.Input<string>): NotifyingAlarm {
  const source = (metricName: string): MetricSource => ({
    namespace: APPLICATION,
    metricName,
    statistic: "Sum",
    dimensions: { LoadBalancer: loadBalancer },
  });
  return trafficAlarm({
    name: `${name}-load-balancer-5xx`,
    severity: "critical",
    description: `${name} itself answers more than ${OWN_ERROR_PERCENT} % of requests with a 5xx status`,
    threshold: OWN_ERROR_PERCENT,
    ...TWO_BAD_MINUTES,
    measurement: {
      metrics: { errors: source("HTTPCode_ELB_5XX_Count"), requests: source("RequestCount") },
      // RequestCount leaves out requests for which no instance could be chosen.
      expression: `100 * ${total(["errors"])} / ${total(["errors", "requests"])}`,
    },
  });
}

/**
 * Alarm on the days that a certificate has left. ACM reports them twice a day while the certificate is valid (AWS
 * Certificate Manager User Guide, "Supported CloudWatch metrics").
 */
export function certificateExpiring(name: string, certificateArn: pulumi.Input<string>): NotifyingAlarm {
  const daysToExpiry = {
    namespace: "AWS/CertificateManager",
    metricName: "DaysToExpiry",
    statistic: "Minimum",
    dimensions: { CertificateArn: certificateArn },
  };
  return {
    name: `${name}-certificate-expiring`,
    severity: "warning",
    description: `The certificate of ${name} expires in less than ${CERTIFICATE_DAYS} days: its renewal failed, or nobody imported a new one.`,
    queries: [{ id: "days", metric: daysToExpiry }],
    comparisonOperator: "LessThanThreshold",
    threshold: CERTIFICATE_DAYS,
    periodSeconds: DAY_SECONDS,
    evaluationPeriods: 1,
    // ACM has not reported yet when a day begins: the alarm keeps its state.
    treatMissingData: "ignore",
  };
}

function serverErrors(target: MonitoredTarget): Required<Measurement> {
  const errors = groupMetrics(target, "errors", { metricName: "HTTPCode_Target_5XX_Count", statistic: "Sum" });
  const requests = groupMetrics(target, "requests", { metricName: "RequestCount", statistic: "Sum" });
  return {
    metrics: { ...errors, ...requests },
    expression: `100 * ${total(Object.keys(errors))} / ${total(Object.keys(requests))}`,
  };
}

function unhealthyTargets(target: MonitoredTarget, namespace: string): NotifyingAlarm {
  const metrics = groupMetrics(target, "unhealthy", {
    namespace,
    metricName: "UnHealthyHostCount",
    statistic: "Maximum",
  });
  return trafficAlarm({
    name: `${target.name}-unhealthy-targets`,
    // It leaves the load balancer and is replaced by itself (HC-3).
    severity: "warning",
    description: `an instance of ${target.name} fails its health checks`,
    threshold: 0,
    ...TWO_BAD_MINUTES,
    measurement: { metrics, expression: total(Object.keys(metrics)) },
  });
}

/** An alarm on what a load balancer measures. */
function trafficAlarm({
  measurement: { metrics, expression },
  ...definition
}: Omit<NotifyingAlarm, "queries" | "periodSeconds" | "treatMissingData"> & {
  readonly measurement: Required<Measurement>;
}): NotifyingAlarm {
  return {
    ...definition,
    queries: [
      ...Object.entries(metrics).map(([id, metric]) => ({ id, metric })),
      { id: "result", expression, label: definition.description },
    ],
    periodSeconds: MINUTE_SECONDS,
    // A target without requests reports no data, and nothing is wrong with it.
    treatMissingData: "notBreaching",
  };
}

/** One metric of each of the target's groups, by numbered names. */
function groupMetrics(
  target: MonitoredTarget,
  name: string,
  metric: Pick<MetricSource, "metricName" | "statistic"> & { readonly namespace?: string },
): Measurement["metrics"] {
  return numbered(
    name,
    groupDimensions(target).map((dimensions) => ({ namespace: APPLICATION, ...metric, dimensions })),
  );
}

function groupDimensions({ loadBalancer, targetGroups }: MonitoredTarget): NonNullable<MetricSource["dimensions"]>[] {
  return targetGroups.map((targetGroup) => ({ LoadBalancer: loadBalancer, TargetGroup: targetGroup }));
}
