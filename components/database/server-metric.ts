import type { AlarmDefinition } from "../shared/alarm";
import type { MetricSource } from "../shared/metrics";
import type { DatabaseServer } from "./dependencies";

/** What alarms on one metric differ in. */
export type AlarmBase = Pick<AlarmDefinition, "description" | "threshold"> &
  Partial<Pick<AlarmDefinition, "comparisonOperator" | "evaluationPeriods">>;

/**
 * A metric of a server; what runs out counts at its least (Amazon RDS User Guide, "Amazon CloudWatch metrics for Amazon
 * RDS").
 */
export function serverMetric(
  { identifier }: DatabaseServer,
  metricName: string,
  comparisonOperator: AlarmDefinition["comparisonOperator"],
): MetricSource {
  return {
    namespace: "AWS/RDS",
    metricName,
    statistic: comparisonOperator === "LessThanThreshold" ? "Minimum" : "Average",
    dimensions: { DBInstanceIdentifier: identifier },
  };
}
