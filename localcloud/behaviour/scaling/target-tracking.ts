import type { CloudResource } from "../../model/resource";
import { flag, isProperties, number, object, objects, type Properties, text } from "../../model/values";
import type { PolicyInvocation, RunningAlarm } from "../model/scaling";
import type { RunningReader } from "../model/running";

/** What tells the two services' policies apart that track a target. */
export interface TrackingService {
  /** Input that configures target tracking. */
  readonly configuration: string;
  /** ARNs of a policy's alarms. */
  alarmArns(policy: CloudResource): readonly string[];
  /** Inputs of an alarm on a metric that AWS has a name for. */
  predefinedMetric(type: string, policy: CloudResource): Properties;
}

/** Whether a policy tracks a target. */
export function isTracking({ inputs }: CloudResource): boolean {
  return text(inputs, "policyType") === "TargetTrackingScaling";
}

/** Whether an alarm is the one that scales in. */
export function isLow(alarmName: string): boolean {
  return alarmName.includes("-AlarmLow-");
}

/** Alarms that a policy makes for itself; they are resources of CloudWatch, and of no program. */
export function alarmsOfPolicy(policy: CloudResource, service: TrackingService): CloudResource[] {
  if (!isTracking(policy)) return [];
  const isInOff = flag(policy.inputs, `${service.configuration}.disableScaleIn`) === true;
  return service
    .alarmArns(policy)
    .map((arn) => alarm(policy, arn, service))
    .filter(({ id }) => !(isLow(id) && isInOff));
}

/**
 * AWS sets these alarms as it thinks best, and shows them: three minutes above the target scale out, 15 minutes below
 * nine tenths of it scale in (Application Auto Scaling User Guide, "How target tracking scaling works"; the numbers are
 * those of alarms that AWS made).
 */
function alarm(policy: CloudResource, arn: string, service: TrackingService): CloudResource {
  const name = arn.slice(arn.indexOf(":alarm:") + ":alarm:".length);
  const policyArn = text(policy.computed, "arn") ?? "";
  const target = number(policy.inputs, `${service.configuration}.targetValue`) ?? 0;
  const rule = isLow(name)
    ? { comparisonOperator: "LessThanThreshold", threshold: target * 0.9, evaluationPeriods: 15 }
    : { comparisonOperator: "GreaterThanThreshold", threshold: target, evaluationPeriods: 3 };
  const alarmDescription = `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policyArn}.`;
  const inputs = { name, ...rule, ...metricOf(policy, service), alarmActions: [policyArn], alarmDescription };
  const { region, urn } = policy;
  return { type: "aws:cloudwatch/metricAlarm:MetricAlarm", id: name, region, urn, inputs, computed: { arn, name } };
}

function metricOf(policy: CloudResource, service: TrackingService): Properties {
  const tracking = object(policy.inputs, service.configuration) ?? {};
  const predefined = text(tracking, "predefinedMetricSpecification.predefinedMetricType");
  if (predefined !== undefined) return { period: 60, ...service.predefinedMetric(predefined, policy) };
  const customized = object(tracking, "customizedMetricSpecification") ?? {};
  const queries = objects(customized, "metrics");
  if (queries.length > 0) return { metricQueries: queries.map(queryOf) };
  const { namespace, metricName, statistic } = customized;
  const dimensions = [...objects(customized, "dimensions"), ...objects(customized, "metricDimensions")];
  return { period: 60, namespace, metricName, statistic, dimensions: dimensionsOf(dimensions) };
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

/**
 * Requests for each target of a group, by the label `app/<load balancer>/<id>/targetgroup/<target group>/<id>` (API
 * References of both, PredefinedMetricSpecification, ResourceLabel).
 */
export function requestsPerTarget(label: string): Properties {
  const TargetGroup = label.slice(label.indexOf("/targetgroup/") + 1);
  const [namespace, metricName, statistic] = ["AWS/ApplicationELB", "RequestCountPerTarget", "Sum"];
  return { namespace, metricName, statistic, dimensions: { TargetGroup } };
}

/**
 * A capacity in proportion to the metric, rounded up, so that it ends a little below its target rather than above (the
 * same guide; AWS doesn't give the formula). Undefined without a value.
 */
export function trackedCapacity(
  target: number,
  { values, alarmName }: PolicyInvocation,
): ((capacity: number) => number) | undefined {
  const value = values.at(-1);
  if (value === undefined || target <= 0) return undefined;
  // What floating point adds beyond a whole number isn't another instance.
  const proportional = (capacity: number): number => Math.ceil((capacity * value) / target - 1e-9);
  if (isLow(alarmName)) return (capacity) => Math.min(capacity, proportional(capacity));
  return (capacity) => Math.max(capacity, proportional(capacity));
}

/**
 * Whether every one of some policies would scale in: target tracking does only then (the same guide, multiple
 * policies). Policies of other types and those that never scale in have no say.
 */
export function allScaleIn(
  policies: readonly CloudResource[],
  alarmsOf: (policy: CloudResource) => readonly CloudResource[],
  running: RunningReader,
): boolean {
  const stateOf = ({ computed }: CloudResource): RunningAlarm["state"] | undefined =>
    running.find("alarm", text(computed, "arn") ?? "")?.state;
  return policies
    .flatMap((policy) => alarmsOf(policy))
    .filter(({ id }) => isLow(id))
    .every((low) => stateOf(low) === "ALARM");
}
