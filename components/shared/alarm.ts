import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "./children";
import type { MetricSource } from "./metrics";
import { alarmName } from "./naming";
import { type AlarmTopics, type Severity, topicsFor } from "./severity";
import { namedTags } from "./tags";
import { type Transform, transformed } from "./transform";

/** A query of an alarm: a metric, or metric math over other queries' ids. */
export type AlarmQuery =
  | { readonly id: string; readonly metric: MetricSource }
  | {
      readonly id: string;
      readonly expression: string;
      /** What the console calls the value. @default - the id */
      readonly label?: string;
    }
  | { readonly id: string; readonly counter: InsightsCounter };

/** A counter of Database Insights, which CloudWatch has no metric of. */
export interface InsightsCounter {
  /** The resource identifier of a DB instance, `db-…`. */
  readonly resourceId: pulumi.Input<string>;
  /** Such as `"db.Concurrency.deadlocks.avg"`. */
  readonly name: string;
  /** What the console calls the value. */
  readonly label: string;
}

/** When an alarm sounds. What it then does is said where it is created. */
export interface AlarmDefinition {
  /** Name of the resource and of the alarm, cut to the length that CloudWatch takes. */
  readonly name: string;
  readonly description: string;
  /** Metrics and expressions; the last is what the alarm watches. */
  readonly queries: readonly AlarmQuery[];
  /** How a value breaches the threshold. @default "GreaterThanThreshold" */
  readonly comparisonOperator?: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  /** How many of the last `evaluationPeriods` have to breach. @default - all of them */
  readonly datapointsToAlarm?: number;
  /**
   * What a period without a value is, where fewer values than `evaluationPeriods` can be found (Amazon CloudWatch User
   * Guide, "Configuring how CloudWatch alarms treat missing data"): with `"missing"` the alarm waits for late values,
   * and has insufficient data where there are none at all.
   */
  readonly treatMissingData: "missing" | "notBreaching" | "breaching" | "ignore";
}

/** An alarm that tells people, when it begins and when it ends. */
export interface NotifyingAlarm extends AlarmDefinition {
  readonly severity: Severity;
  /** Whether it tells, too, when nothing is known any more. @default false */
  readonly tellsMissingData?: boolean;
}

/** ARNs of what an alarm calls when its state changes: topics, scaling policies. */
export interface AlarmActions {
  readonly alarmActions: readonly pulumi.Input<string>[];
  /** @default - none */
  readonly okActions?: readonly pulumi.Input<string>[];
  /** @default - none */
  readonly insufficientDataActions?: readonly pulumi.Input<string>[];
}

/** The shortest period of the metrics that AWS's own services publish. */
export const MINUTE_SECONDS = 60;

/**
 * Amazon CloudWatch API Reference, "PutMetricAlarm": Statistic; all others, such as percentiles, are ExtendedStatistic.
 */
const PLAIN_STATISTICS: readonly string[] = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"];

type AlarmChildren = Children<{ readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs> }>;

/** Creates an alarm that tells the topics of its severity. */
export function createNotifyingAlarm(
  children: AlarmChildren,
  { severity, tellsMissingData = false, ...definition }: NotifyingAlarm,
  topics: AlarmTopics,
): aws.cloudwatch.MetricAlarm {
  const told = topicsFor(severity, topics);
  return createAlarm(children, definition, {
    alarmActions: told,
    okActions: told,
    ...(tellsMissingData && { insufficientDataActions: told }),
  });
}

/** Creates the alarm of a definition. */
export function createAlarm(
  { parent, tags, transform }: AlarmChildren,
  definition: AlarmDefinition,
  { alarmActions, okActions, insufficientDataActions }: AlarmActions,
): aws.cloudwatch.MetricAlarm {
  const name = alarmName(definition.name);
  return new aws.cloudwatch.MetricAlarm(
    ...transformed(
      transform.alarm,
      name,
      {
        ...metricAlarmArgs(definition),
        alarmActions: [...alarmActions],
        ...(okActions !== undefined && { okActions: [...okActions] }),
        ...(insufficientDataActions !== undefined && { insufficientDataActions: [...insufficientDataActions] }),
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
}

/** What an alarm watches, and when it sounds, as its resource takes it. */
export function metricAlarmArgs({
  name,
  description,
  queries,
  comparisonOperator = "GreaterThanThreshold",
  periodSeconds,
  ...judgement
}: AlarmDefinition): aws.cloudwatch.MetricAlarmArgs {
  return {
    ...judgement,
    name: alarmName(name),
    alarmDescription: description,
    comparisonOperator,
    ...watched(queries, periodSeconds),
  };
}

/** A lone metric as such, since the console shows it better than an expression. */
function watched(queries: readonly AlarmQuery[], period: number): Partial<aws.cloudwatch.MetricAlarmArgs> {
  const [first, ...others] = queries;
  if (first !== undefined && "metric" in first && others.length === 0) return loneMetric(first.metric, period);
  return {
    metricQueries: queries.map((query, index) => ({
      ...queryArgs(query, period),
      returnData: index === queries.length - 1,
    })),
  };
}

function loneMetric(
  { namespace, metricName, statistic, dimensions }: MetricSource,
  period: number,
): Partial<aws.cloudwatch.MetricAlarmArgs> {
  return {
    namespace,
    metricName,
    [PLAIN_STATISTICS.includes(statistic) ? "statistic" : "extendedStatistic"]: statistic,
    ...(dimensions !== undefined && { dimensions: { ...dimensions } }),
    period,
  };
}

function queryArgs(query: AlarmQuery, period: number): aws.types.input.cloudwatch.MetricAlarmMetricQuery {
  const { id } = query;
  if ("expression" in query) return { id, expression: query.expression, label: query.label ?? id };
  if ("counter" in query) return { id, ...counterArgs(query.counter), period };
  const { namespace, metricName, statistic, dimensions } = query.metric;
  return {
    id,
    metric: {
      namespace,
      metricName,
      stat: statistic,
      ...(dimensions !== undefined && { dimensions: { ...dimensions } }),
      period,
    },
  };
}

/**
 * Metric math that reads a counter; unlike other expressions, it has no metric to take its period from (Amazon
 * CloudWatch User Guide, "Create a CloudWatch alarm on Performance Insights counter metrics").
 */
function counterArgs({ resourceId, name, label }: InsightsCounter): {
  expression: pulumi.Output<string>;
  label: string;
} {
  return { expression: pulumi.interpolate`DB_PERF_INSIGHTS('RDS', '${resourceId}', '${name}')`, label };
}

/** An alarm by anomaly detection: a metric, and the band that CloudWatch expects it in. */
export interface BandAlarm extends Omit<
  NotifyingAlarm,
  "comparisonOperator" | "queries" | "tellsMissingData" | "threshold"
> {
  readonly metric: MetricSource;
  /** On which side of the band the metric is unusual. */
  readonly unusual: "above" | "above-or-below";
  /** Standard deviations by which the band is wide to each side. */
  readonly deviations: number;
}

/** Creates an alarm by anomaly detection, which tells the topics of its severity. */
export function createBandAlarm(
  { parent, tags, transform }: AlarmChildren,
  alarm: BandAlarm,
  topics: AlarmTopics,
): aws.cloudwatch.MetricAlarm {
  const name = alarmName(alarm.name);
  const told = [...topicsFor(alarm.severity, topics)];
  return new aws.cloudwatch.MetricAlarm(
    ...transformed<aws.cloudwatch.MetricAlarmArgs>(
      transform.alarm,
      name,
      {
        name,
        alarmDescription: alarm.description,
        ...bandArgs(alarm),
        alarmActions: told,
        okActions: told,
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
}

const EXPECTED = "expected";

/**
 * Both the metric and the band return data (Amazon CloudWatch API Reference, PutMetricAlarm, ThresholdMetricId; Amazon
 * CloudWatch User Guide, "Create a CloudWatch alarm based on anomaly detection").
 */
function bandArgs({ metric, unusual, deviations, periodSeconds, evaluationPeriods, treatMissingData }: BandAlarm): Pick<
  aws.cloudwatch.MetricAlarmArgs,
  "metricQueries" | "thresholdMetricId" | "treatMissingData"
> & {
  readonly comparisonOperator: string;
  readonly evaluationPeriods: number;
} {
  return {
    comparisonOperator: unusual === "above" ? "GreaterThanUpperThreshold" : "LessThanLowerOrGreaterThanUpperThreshold",
    thresholdMetricId: EXPECTED,
    evaluationPeriods,
    treatMissingData,
    metricQueries: [
      { ...queryArgs({ id: "value", metric }, periodSeconds), returnData: true },
      {
        id: EXPECTED,
        expression: `ANOMALY_DETECTION_BAND(value, ${deviations})`,
        label: `${metric.metricName} as expected`,
        returnData: true,
      },
    ],
  };
}
