import type * as aws from "@pulumi/aws";
import type { AnomalyAlarmArgs } from "./args";

/**
 * What an alarm by anomaly detection watches (Amazon CloudWatch User Guide, "Create a CloudWatch alarm based on anomaly
 * detection"; Amazon CloudWatch API Reference, PutMetricAlarm, ThresholdMetricId): the metric, and the band that is
 * expected of it, both of which return data.
 */
export function bandArgs({
  metric,
  unusual = "above",
  deviations = 3,
  periodSeconds = 300,
  evaluationPeriods = 3,
}: AnomalyAlarmArgs): Omit<aws.cloudwatch.MetricAlarmArgs, "alarmActions"> & { evaluationPeriods: number } {
  const { namespace, metricName, statistic, dimensions } = metric;
  return {
    comparisonOperator: unusual === "above" ? "GreaterThanUpperThreshold" : "LessThanLowerOrGreaterThanUpperThreshold",
    thresholdMetricId: "expected",
    evaluationPeriods,
    // Before it has learnt what is usual, CloudWatch has no band to compare with.
    treatMissingData: "notBreaching",
    metricQueries: [
      {
        id: "value",
        metric: {
          namespace,
          metricName,
          stat: statistic,
          ...(dimensions !== undefined && { dimensions: { ...dimensions } }),
          period: periodSeconds,
        },
        returnData: true,
      },
      {
        id: "expected",
        expression: `ANOMALY_DETECTION_BAND(value, ${deviations})`,
        label: `${metricName} as expected`,
        returnData: true,
      },
    ],
  };
}
