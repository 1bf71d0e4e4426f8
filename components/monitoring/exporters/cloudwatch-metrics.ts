import type { MetricSource } from "../../shared/metrics";

/** A metric that is read from CloudWatch. */
export interface CloudWatchMetric {
  /** Name of the metric in its namespace. */
  readonly name: string;
  /** Statistic that is read. */
  readonly statistic: MetricSource["statistic"];
}

/**
 * What CloudWatch alone knows of each kind of resource: the metrics that rules and dashboards look at, and no others
 * (Elastic Load Balancing, "CloudWatch metrics for your Application Load Balancer" and "… your Network Load Balancer").
 */
export const CLOUDWATCH_METRICS = {
  loadBalancer: {
    namespace: "AWS/ApplicationELB",
    metrics: [
      { name: "RequestCount", statistic: "Sum" },
      { name: "HTTPCode_ELB_5XX_Count", statistic: "Sum" },
      { name: "HTTPCode_Target_5XX_Count", statistic: "Sum" },
    ],
  },
  targetGroup: {
    namespace: "AWS/ApplicationELB",
    metrics: [{ name: "UnHealthyHostCount", statistic: "Maximum" }],
  },
  networkLoadBalancer: {
    namespace: "AWS/NetworkELB",
    metrics: [
      { name: "NewFlowCount", statistic: "Sum" },
      { name: "ActiveFlowCount", statistic: "Average" },
      { name: "TCP_ELB_Reset_Count", statistic: "Sum" },
      { name: "TCP_Target_Reset_Count", statistic: "Sum" },
    ],
  },
  networkTargetGroup: {
    namespace: "AWS/NetworkELB",
    metrics: [{ name: "UnHealthyHostCount", statistic: "Maximum" }],
  },
  databaseServer: {
    namespace: "AWS/RDS",
    metrics: [
      { name: "CPUUtilization", statistic: "Average" },
      { name: "FreeStorageSpace", statistic: "Average" },
    ],
  },
  cacheNode: {
    namespace: "AWS/ElastiCache",
    metrics: [
      { name: "ReplicationLag", statistic: "Maximum" },
      { name: "EngineCPUUtilization", statistic: "Average" },
    ],
  },
  queue: {
    namespace: "AWS/SQS",
    metrics: [
      { name: "ApproximateNumberOfMessagesVisible", statistic: "Maximum" },
      { name: "ApproximateNumberOfMessagesNotVisible", statistic: "Maximum" },
      { name: "ApproximateAgeOfOldestMessage", statistic: "Maximum" },
      { name: "NumberOfMessagesSent", statistic: "Sum" },
      { name: "NumberOfMessagesReceived", statistic: "Sum" },
      { name: "NumberOfMessagesDeleted", statistic: "Sum" },
    ],
  },
  bill: {
    namespace: "AWS/Billing",
    metrics: [{ name: "EstimatedCharges", statistic: "Maximum" }],
  },
} as const satisfies Readonly<
  Record<string, { readonly namespace: string; readonly metrics: readonly CloudWatchMetric[] }>
>;

/** A kind of resource of which CloudWatch tells. */
export type CloudWatchResource = keyof typeof CLOUDWATCH_METRICS;
