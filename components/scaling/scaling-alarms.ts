import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags, type Tags } from "../shared/tags";
import { type Transform, transformed } from "../shared/transform";
import type { AlarmQuery } from "./alarm-queries";
import type { ScalingAlarmDefinition } from "./scaling-plan";
import type { MetricSource } from "./scaling-trigger";

/** What every child of a component that scales is created with. */
export interface ScalingChildren {
  readonly parent: pulumi.Resource;
  readonly tags: Tags | undefined;
  readonly transform: { readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs> } | undefined;
}

/** Creates an alarm that does something when it begins, and something when it ends. */
export function createScalingAlarm(
  { parent, tags, transform }: ScalingChildren,
  definition: ScalingAlarmDefinition,
  actions: Pick<aws.cloudwatch.MetricAlarmArgs, "alarmActions" | "okActions">,
): aws.cloudwatch.MetricAlarm {
  const { name } = definition;
  return new aws.cloudwatch.MetricAlarm(
    ...transformed(
      transform?.alarm,
      name,
      { ...alarmLimits(definition), ...actions, tags: namedTags(name, tags) },
      { parent },
    ),
  );
}

/** What an alarm looks at, and when it sounds. */
export function alarmLimits(definition: ScalingAlarmDefinition): aws.cloudwatch.MetricAlarmArgs {
  const { name, description, threshold, evaluationPeriods, datapointsToAlarm, treatMissingData } = definition;
  return {
    name,
    alarmDescription: description,
    comparisonOperator: "GreaterThanThreshold",
    threshold,
    evaluationPeriods,
    datapointsToAlarm,
    ...watched(definition),
    treatMissingData,
  };
}

/** A lone metric as such, since the console shows it better than an expression. */
function watched({ queries, periodSeconds }: ScalingAlarmDefinition): Partial<aws.cloudwatch.MetricAlarmArgs> {
  const [first, ...others] = queries;
  if (first !== undefined && "metric" in first && others.length === 0) {
    return { ...source(first.metric), period: periodSeconds };
  }
  return {
    metricQueries: queries.map((query, index) => ({
      ...queryArgs(query, periodSeconds),
      returnData: index === queries.length - 1,
    })),
  };
}

function queryArgs(query: AlarmQuery, period: number): aws.types.input.cloudwatch.MetricAlarmMetricQuery {
  if ("expression" in query) return { id: query.id, expression: query.expression, label: query.id };
  const { statistic: stat, ...metric } = source(query.metric);
  return { id: query.id, metric: { ...metric, stat, period } };
}

function source({ namespace, metricName, statistic, dimensions }: MetricSource): {
  namespace: string;
  metricName: string;
  statistic: string;
  dimensions?: Record<string, pulumi.Input<string>>;
} {
  return { namespace, metricName, statistic, ...(dimensions !== undefined && { dimensions: { ...dimensions } }) };
}
