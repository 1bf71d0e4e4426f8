import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { DocumentedLimit } from "../../model/limits";
import type { Operation, ResourceType } from "../../model/resource-type";
import { isProperties, type Properties, text, valuesAt } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { requireActions } from "./alarm-actions";
import { requireBand, requireDatapoints, requireSpan, requireThreshold } from "./alarm-rules";
import { refuseWhileComposed } from "./composite-alarm";
import { INVALID } from "./refusal";
import { requireExpressions, requireQueries, requireWatchedQuery } from "./metric-queries";
import { requireSource } from "./metric-source";

const ALARM = "Amazon CloudWatch API Reference, PutMetricAlarm";

const DIMENSION: Omit<DocumentedLimit, "pattern"> = { document: "Amazon CloudWatch API Reference, Dimension" };

const DIMENSION_NAME: DocumentedLimit = { ...DIMENSION, pattern: "^(?!:)[\\x20-\\x7e]*[\\x21-\\x7e][\\x20-\\x7e]*$" };
const DIMENSION_VALUE: DocumentedLimit = { ...DIMENSION, pattern: "^[\\x20-\\x7e]*[\\x21-\\x7e][\\x20-\\x7e]*$" };

const ALARM_PERIOD: DocumentedLimit = {
  document: ALARM,
  allows: (value) => [10, 20, 30].includes(Number(value)) || (Number(value) > 0 && Number(value) % 60 === 0),
  message: () => "Period must be 10, 20, 30 or a multiple of 60",
};

export const metricAlarm: ResourceType = {
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  mapping: {
    operation: "cloudwatch.PutMetricAlarm",
    inputs: {
      name: "AlarmName",
      metricQueries: "Metrics",
      "metricQueries[].metric": "Metrics.MetricStat",
      "metricQueries[].metric.dimensions": "Metrics.MetricStat.Metric.Dimensions",
      "metricQueries[].metric.metricName": "Metrics.MetricStat.Metric.MetricName",
      "metricQueries[].metric.namespace": "Metrics.MetricStat.Metric.Namespace",
    },
  },
  documentedLimits: {
    period: [ALARM_PERIOD],
    "metricQueries[].period": [ALARM_PERIOD],
    "metricQueries[].metric.period": [ALARM_PERIOD],
    "metricQueries[].id": [
      { document: "Amazon CloudWatch API Reference, MetricDataQuery", pattern: "^[a-z][a-zA-Z0-9_]*$" },
    ],
    treatMissingData: [{ document: ALARM, enum: ["breaching", "notBreaching", "ignore", "missing"] }],
    evaluateLowSampleCountPercentiles: [{ document: ALARM, enum: ["evaluate", "ignore"] }],
    name: [{ document: ALARM, pattern: "^[^\\x00-\\x1f\\x7f]*$" }],
    "dimensions{key}": [DIMENSION_NAME],
    "dimensions{value}": [DIMENSION_VALUE],
    "metricQueries[].metric.dimensions{key}": [DIMENSION_NAME],
    "metricQueries[].metric.dimensions{value}": [DIMENSION_VALUE],
  },
  autonaming: { input: "name", maximumLength: 255 },
  defaults: { actionsEnabled: true, treatMissingData: "missing" },
  replaceOnChanges: ["name", "region"],
  comparedInputs,
  // Amazon CloudWatch API Reference, PutMetricAlarm: it overwrites the alarm that has the name.
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "ValidationError",
    message: (name) => `CloudWatch metric alarm "${name}" already exists`,
    warning: OVERWRITES,
  },
  rules: [
    refuseUnmodelled(
      ["evaluationCriteria", "evaluationInterval", "warmUpConfiguration"],
      "alarms on PromQL queries",
      "services/cloudwatch/metric-alarm.ts",
    ),
    requireSource,
    requireQueries,
    requireExpressions,
    requireThreshold,
    requireBand,
    requireWatchedQuery,
    requireDatapoints,
    requireSpan,
    refuseScalingByBand,
    requireReachableActions,
  ],
  deletion: [refuseWhileComposed],
  make: (operation) => {
    const name = nameOf(operation);
    return { id: name, computed: { name, arn: alarmArn(operation, name) } };
  },
};

/**
 * Queries and actions are sets to the provider, and a query returns no data unless it says so (terraform-provider-aws,
 * internal/service/cloudwatch/metric_alarm.go).
 */
function comparedInputs(inputs: Properties): Properties {
  const { metricQueries, alarmActions, okActions, insufficientDataActions } = inputs;
  const sets = {
    metricQueries: sortedBy(completeQueries(metricQueries), idOf),
    alarmActions: sortedBy(alarmActions, String),
    okActions: sortedBy(okActions, String),
    insufficientDataActions: sortedBy(insufficientDataActions, String),
  };
  return { ...inputs, ...sets };
}

function completeQueries(queries: unknown): unknown {
  if (!Array.isArray(queries)) return queries;
  return queries.map((query: unknown) => (isProperties(query) ? { returnData: false, ...query } : query));
}

function idOf(query: unknown): string {
  return isProperties(query) ? (text(query, "id") ?? "") : String(query);
}

function sortedBy(values: unknown, key: (value: unknown) => string): unknown {
  if (!Array.isArray(values)) return values;
  return [...(values as unknown[])].sort((first, second) => (key(first) < key(second) ? -1 : 1));
}

function alarmArn({ region, accountId }: Operation, name: string): string {
  return arn("cloudwatch", region, accountId, `alarm:${name}`);
}

/**
 * Amazon CloudWatch API Reference, PutMetricAlarm: alarms on anomaly detection models can't have Auto Scaling actions.
 */
function refuseScalingByBand({ inputs }: Operation): void {
  if (text(inputs, "thresholdMetricId") === undefined) return;
  const scaling = valuesAt(inputs, "alarmActions[]").find(({ value }) => String(value).includes(":scalingPolicy:"));
  if (scaling === undefined) return;
  refuse(INVALID, "Alarms based on anomaly detection models cannot have Auto Scaling actions", scaling.path);
}

function requireReachableActions(operation: Operation): void {
  requireActions(alarmArn(operation, operation.previous?.id ?? nameOf(operation)), operation);
}
