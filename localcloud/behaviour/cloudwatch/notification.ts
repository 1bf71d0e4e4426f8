import type { CloudReader } from "../../model/resource";
import { number, objects, type Properties, text } from "../../model/values";
import type { Instant } from "../model/instant";
import { actionsOf, METRIC_ALARM } from "./alarm-definition";
import type { NewState, StatedAlarm } from "./alarm-transition";
import { regionName } from "./region-names";

/**
 * The message that CloudWatch publishes to a topic when an alarm changes its state, with the subject of the mail.
 * AWS documents it by examples only (Amazon SNS Developer Guide, "Common SNS message formats").
 */
export function notificationOf(
  { definition, alarm }: StatedAlarm,
  { state, reason }: NewState,
  { now, cloud }: { readonly now: Instant; readonly cloud: CloudReader },
): { readonly subject: string; readonly message: string } {
  const { inputs, type } = definition.resource;
  const region = regionName(alarm.region);
  const message = {
    AlarmName: alarm.name,
    AlarmDescription: text(inputs, "alarmDescription") ?? null,
    AWSAccountId: cloud.accountId,
    NewStateValue: state,
    NewStateReason: reason,
    StateChangeTime: new Date(now).toISOString().replace("Z", "+0000"),
    Region: region,
    AlarmArn: alarm.arn,
    OldStateValue: alarm.previousState ?? "INSUFFICIENT_DATA",
    OKActions: actionsOf(definition, "OK"),
    AlarmActions: actionsOf(definition, "ALARM"),
    InsufficientDataActions: actionsOf(definition, "INSUFFICIENT_DATA"),
    ...(type === METRIC_ALARM ? { Trigger: triggerOf(inputs) } : { AlarmRule: text(inputs, "alarmRule") }),
  };
  return { subject: shortened(`${state}: "${alarm.name}" in ${region}`), message: JSON.stringify(message) };
}

/** Amazon SNS API Reference, Publish: a subject has fewer than 100 characters. */
function shortened(subject: string): string {
  return subject.length < 100 ? subject : `${subject.slice(0, 96)}...`;
}

function triggerOf(inputs: Properties): Properties {
  const common = {
    Period: number(inputs, "period"),
    EvaluationPeriods: number(inputs, "evaluationPeriods"),
    DatapointsToAlarm: number(inputs, "datapointsToAlarm"),
    ComparisonOperator: text(inputs, "comparisonOperator"),
    Threshold: number(inputs, "threshold"),
    TreatMissingData: text(inputs, "treatMissingData") ?? "missing",
  };
  const metricName = text(inputs, "metricName");
  if (metricName === undefined) return { ...common, Metrics: objects(inputs, "metricQueries").map(queryOf) };
  const statistic = text(inputs, "statistic");
  return {
    MetricName: metricName,
    Namespace: text(inputs, "namespace"),
    StatisticType: statistic === undefined ? "ExtendedStatistic" : "Statistic",
    ...(statistic === undefined
      ? { ExtendedStatistic: text(inputs, "extendedStatistic") }
      : { Statistic: statistic.toUpperCase() }),
    Unit: text(inputs, "unit") ?? null,
    Dimensions: dimensionsOf(inputs),
    ...common,
  };
}

function queryOf(query: Properties): Properties {
  const expression = text(query, "expression");
  const common = { Id: text(query, "id"), Label: text(query, "label"), ReturnData: query.returnData === true };
  if (expression !== undefined && expression !== "") return { ...common, Expression: expression };
  const metric = query.metric as Properties;
  const named = {
    Namespace: text(metric, "namespace"),
    MetricName: text(metric, "metricName"),
    Dimensions: dimensionsOf(metric),
  };
  return { ...common, MetricStat: { Metric: named, Period: number(metric, "period"), Stat: text(metric, "stat") } };
}

function dimensionsOf({ dimensions }: Properties): { readonly name: string; readonly value: string }[] {
  return Object.entries((dimensions ?? {}) as Properties).map(([name, value]) => ({ name, value: String(value) }));
}
