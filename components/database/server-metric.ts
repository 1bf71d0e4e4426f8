import type { NotifyingAlarm } from "../shared/alarm";
import type { MetricSource } from "../shared/metrics";
import type { DatabaseServer } from "./dependencies";

/** What alarms on one metric differ in. */
export type AlarmBase = Pick<NotifyingAlarm, "description" | "threshold"> &
  Partial<Pick<NotifyingAlarm, "comparisonOperator" | "evaluationPeriods" | "severity">>;

/**
 * A metric of a server; what runs out counts at its least (Amazon RDS User Guide, "Amazon CloudWatch metrics for Amazon
 * RDS").
 */
export function serverMetric(
  { identifier }: DatabaseServer,
  metricName: string,
  comparisonOperator: NotifyingAlarm["comparisonOperator"],
): MetricSource {
  return {
    namespace: "AWS/RDS",
    metricName,
    statistic: comparisonOperator === "LessThanThreshold" ? "Minimum" : "Average",
    dimensions: { DBInstanceIdentifier: identifier },
  };
}
