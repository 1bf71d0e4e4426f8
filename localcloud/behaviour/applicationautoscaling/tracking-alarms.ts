import type { CloudReader, CloudResource } from "../../model/resource";
import { flag, isProperties, number, objects, type Properties, text, texts } from "../../model/values";
import { SCALING_POLICY } from "../../services/appautoscaling/scalable-target";
import { oncePerObject } from "../model/once-per-object";

const CONFIGURATION = "targetTrackingScalingPolicyConfiguration";

/** Alarms that target tracking makes for itself; they are resources of CloudWatch, and of no program. */
export function trackingAlarms(cloud: CloudReader): CloudResource[] {
  return cloud.ofType(SCALING_POLICY).flatMap(alarmsOf);
}

/** Whether an alarm is the one that scales in. */
export function isLow(alarmName: string): boolean {
  return alarmName.includes("-AlarmLow-");
}

const alarmsOf = oncePerObject((policy: CloudResource): readonly CloudResource[] =>
  text(policy.inputs, "policyType") === "TargetTrackingScaling" ? newAlarms(policy) : [],
);

function newAlarms(policy: CloudResource): CloudResource[] {
  const isInOff = flag(policy.inputs, `${CONFIGURATION}.disableScaleIn`) === true;
  return texts(policy.computed, "alarmArns").flatMap((arn) => {
    const name = arn.slice(arn.indexOf(":alarm:") + ":alarm:".length);
    if (isLow(name) && isInOff) return [];
    return [alarm(policy, arn, name)];
  });
}

/**
 * AWS sets these alarms as it thinks best, and shows them: three minutes above the target scale out, 15 minutes below
 * nine tenths of it scale in (Application Auto Scaling User Guide, "How target tracking scaling works"; the numbers are
 * those of alarms that AWS made).
 */
function alarm(policy: CloudResource, arn: string, name: string): CloudResource {
  const target = number(policy.inputs, `${CONFIGURATION}.targetValue`) ?? 0;
  const rule = isLow(name)
    ? { comparisonOperator: "LessThanThreshold", threshold: target * 0.9, evaluationPeriods: 15 }
    : { comparisonOperator: "GreaterThanThreshold", threshold: target, evaluationPeriods: 3 };
  const { type, region, urn } = { ...policy, type: "aws:cloudwatch/metricAlarm:MetricAlarm" };
  const inputs = {
    name,
    ...rule,
    ...metricOf(policy.inputs),
    alarmActions: [text(policy.computed, "arn") ?? ""],
    alarmDescription: "DO NOT EDIT OR DELETE. For TargetTrackingScaling policy " + (text(policy.computed, "arn") ?? ""),
  };
  return { type, id: name, region, urn, inputs, computed: { arn, name } };
}

function metricOf(inputs: Properties): Properties {
  const predefined = text(inputs, `${CONFIGURATION}.predefinedMetricSpecification.predefinedMetricType`);
  if (predefined !== undefined) return { period: 60, ...predefinedMetric(predefined, inputs) };
  const path = `${CONFIGURATION}.customizedMetricSpecification`;
  const queries = objects(inputs, `${path}.metrics`);
  if (queries.length > 0) return { metricQueries: queries.map(queryOf) };
  return {
    period: 60,
    namespace: text(inputs, `${path}.namespace`),
    metricName: text(inputs, `${path}.metricName`),
    statistic: text(inputs, `${path}.statistic`),
    dimensions: dimensionsOf(objects(inputs, `${path}.dimensions`)),
  };
}

function queryOf(query: Properties): Properties {
  const { id, expression, metricStat, returnData = true } = query;
  if (!isProperties(metricStat)) return { id, expression, returnData };
  const metric = {
    namespace: text(metricStat, "metric.namespace"),
    metricName: text(metricStat, "metric.metricName"),
    dimensions: dimensionsOf(objects(metricStat, "metric.dimensions")),
    stat: text(metricStat, "stat"),
    period: 60,
  };
  return { id, metric, returnData };
}

function dimensionsOf(dimensions: readonly Properties[]): Properties {
  return Object.fromEntries(dimensions.map(({ name, value }) => [String(name), value]));
}

/** Application Auto Scaling User Guide, "Predefined metrics for target tracking scaling policies". */
function predefinedMetric(type: string, inputs: Properties): Properties {
  const [, ClusterName = "", ServiceName = ""] = (text(inputs, "resourceId") ?? "").split("/");
  const dimensions = { ClusterName, ServiceName };
  if (type.startsWith("ECSServiceAverageCPUUtilization")) {
    return { namespace: "AWS/ECS", metricName: "CPUUtilization", statistic: "Average", dimensions };
  }
  if (type.startsWith("ECSServiceAverageMemoryUtilization")) {
    return { namespace: "AWS/ECS", metricName: "MemoryUtilization", statistic: "Average", dimensions };
  }
  const label = text(inputs, `${CONFIGURATION}.predefinedMetricSpecification.resourceLabel`) ?? "";
  const at = label.indexOf("/targetgroup/");
  return {
    namespace: "AWS/ApplicationELB",
    metricName: "RequestCountPerTarget",
    statistic: "Sum",
    dimensions: { TargetGroup: label.slice(at + 1) },
  };
}
