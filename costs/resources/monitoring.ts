import type { CostedResource } from "../model/resource";
import type { Charges } from "./charge";

/** Amazon CloudWatch pricing: an alarm on an anomaly counts the metric and the two bounds of its band. */
const METRICS_OF_A_BAND = 3;

/** Periods in seconds below which an alarm has high resolution. */
const STANDARD_PERIOD_SECONDS = 60;

export const MONITORING: Charges = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": (alarm, sheet) => {
    const isFast = periodsOf(alarm).some((seconds) => seconds < STANDARD_PERIOD_SECONDS);
    const [what, key] = isFast
      ? ["metrics of an alarm of high resolution", "cloudwatch.alarm-high-resolution"]
      : ["metrics of the alarm", "cloudwatch.alarm"];
    sheet.monthly(what, key, alarmMetricsOf(alarm));
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": (_alarm, sheet) => {
    sheet.monthly("composite alarm", "cloudwatch.alarm-composite");
  },
  "aws:cloudwatch/dashboard:Dashboard": (_dashboard, sheet) => {
    sheet.monthly("dashboard", "cloudwatch.dashboard");
  },
  "aws:cloudwatch/logGroup:LogGroup": (_group, sheet) => {
    sheet.dependsOnUse("logs that are taken in", "GB", "cloudwatch.logs.ingested");
    sheet.dependsOnUse("logs that are kept", "GB-month", "cloudwatch.logs.stored");
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": (_filter, sheet) => {
    sheet.dependsOnUse("its metric, in hours in which it has values", "metric", "cloudwatch.metric");
  },
  "aws:cloudwatch/eventRule:EventRule": (_rule, sheet) => {
    sheet.dependsOnUse("events of your own; those of AWS cost nothing", "million events", "events.custom");
  },
  "aws:amp/workspace:Workspace": (_workspace, sheet) => {
    sheet.dependsOnUse("samples that are taken in", "million samples");
    sheet.dependsOnUse("samples that are kept", "GB-month");
  },
  "aws:cloudtrail/trail:Trail": (_trail, sheet) => {
    sheet.dependsOnUse("copies of management events after the first trail", "million events");
  },
};

/** Metrics that an alarm is charged for. */
function alarmMetricsOf(alarm: CostedResource): number {
  const queries = alarm.each("metricQueries");
  if (queries.length === 0) return 1;
  const metrics = queries.filter((query) => query.text("metric.metricName") !== undefined).length;
  const hasBand = queries.some((query) => query.text("expression")?.includes("ANOMALY_DETECTION_BAND") === true);
  return hasBand ? Math.max(metrics - 1, 0) + METRICS_OF_A_BAND : Math.max(metrics, 1);
}

function periodsOf(alarm: CostedResource): readonly number[] {
  const inQueries = alarm.each("metricQueries").flatMap((query) => query.number("metric.period") ?? []);
  return [...inQueries, alarm.number("period") ?? STANDARD_PERIOD_SECONDS];
}
