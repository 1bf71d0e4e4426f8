import type { RunningAlarm } from "../../../behaviour/model/scaling";
import type { CloudResource } from "../../../model/resource";
import { isProperties, number, object, objects, texts, type Properties } from "../../../model/values";

/** An alarm and its state. */
export interface Alarm {
  readonly resource: CloudResource;
  readonly arn: string;
  readonly name: string;
  /** Undefined until it was first evaluated. */
  readonly state: RunningAlarm | undefined;
}

/** Amazon CloudWatch API Reference, MetricAlarm. */
export function alarmForm(alarm: Alarm): Properties {
  const { inputs } = alarm.resource;
  const queries = objects(inputs, "metricQueries");
  return {
    ...commonForm(alarm),
    EvaluationPeriods: inputs.evaluationPeriods,
    DatapointsToAlarm: inputs.datapointsToAlarm,
    Threshold: inputs.threshold,
    ThresholdMetricId: inputs.thresholdMetricId,
    ComparisonOperator: inputs.comparisonOperator,
    TreatMissingData: inputs.treatMissingData,
    EvaluateLowSampleCountPercentile: inputs.evaluateLowSampleCountPercentiles,
    ...(queries.length > 0 ? { Metrics: queries.map(queryForm) } : metricForm(inputs)),
  };
}

/** Amazon CloudWatch API Reference, CompositeAlarm. */
export function compositeAlarmForm(alarm: Alarm): Properties {
  const { inputs } = alarm.resource;
  const suppressor = object(inputs, "actionsSuppressor");
  return {
    ...commonForm(alarm),
    AlarmRule: inputs.alarmRule,
    ...(suppressor !== undefined && {
      ActionsSuppressor: suppressor.alarm,
      ActionsSuppressorExtensionPeriod: suppressor.extensionPeriod,
      ActionsSuppressorWaitPeriod: suppressor.waitPeriod,
    }),
  };
}

function commonForm(alarm: Alarm): Properties {
  const { inputs } = alarm.resource;
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    AlarmDescription: inputs.alarmDescription,
    ActionsEnabled: inputs.actionsEnabled ?? true,
    OKActions: texts(inputs, "okActions"),
    AlarmActions: texts(inputs, "alarmActions"),
    InsufficientDataActions: texts(inputs, "insufficientDataActions"),
    ...stateForm(alarm),
  };
}

function metricForm(inputs: Properties): Properties {
  return {
    Namespace: inputs.namespace,
    MetricName: inputs.metricName,
    Dimensions: dimensionForms(inputs.dimensions),
    Period: inputs.period,
    Statistic: inputs.statistic,
    ExtendedStatistic: inputs.extendedStatistic,
    Unit: inputs.unit,
  };
}

function queryForm(query: Properties): Properties {
  const metric = object(query, "metric");
  return {
    Id: query.id,
    Label: query.label,
    ReturnData: query.returnData,
    Expression: query.expression,
    Period: number(query, "period"),
    ...(metric !== undefined && {
      MetricStat: {
        Metric: {
          Namespace: metric.namespace,
          MetricName: metric.metricName,
          Dimensions: dimensionForms(metric.dimensions),
        },
        Period: metric.period,
        Stat: metric.stat,
        Unit: metric.unit,
      },
    }),
  };
}

/** Dimensions as a list of names and values. */
export function dimensionForms(dimensions: unknown): Properties[] {
  return Object.entries(isProperties(dimensions) ? dimensions : {}).map(([Name, Value]) => ({ Name, Value }));
}

/** An alarm that was never evaluated has no data. */
export function stateOf({ state }: Alarm): RunningAlarm["state"] {
  return state?.state ?? "INSUFFICIENT_DATA";
}

function stateForm(alarm: Alarm): Properties {
  return {
    StateValue: stateOf(alarm),
    StateReason: alarm.state?.reason ?? "Unchecked: Initial alarm creation",
    StateUpdatedTimestamp: alarm.state?.updatedAt ?? 0,
    StateTransitionedTimestamp: alarm.state?.transitionedAt ?? 0,
  };
}
