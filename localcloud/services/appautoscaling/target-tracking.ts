import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { number, object, objects, text, valuesAt } from "../../model/values";
import { serviceByResourceId } from "../ecs/service-lookup";
import { given } from "../shared/inputs";
import { metricTrackedTwice, problemOfMetrics } from "../shared/tracked-metrics";

import { isOfTarget, SCALING_POLICY } from "./scalable-targets";

const TRACKING = "targetTrackingScalingPolicyConfiguration";
const TYPE = `${TRACKING}.predefinedMetricSpecification.predefinedMetricType`;
const LABEL = `${TRACKING}.predefinedMetricSpecification.resourceLabel`;
const CUSTOMIZED = `${TRACKING}.customizedMetricSpecification`;

/** Predefined metrics of an ECS service (Application Auto Scaling User Guide, "Predefined metrics for target tracking scaling policies"). */
const METRICS = [
  "ALBRequestCountPerTarget",
  "ECSServiceAverageCPUUtilization",
  "ECSServiceAverageCPUUtilizationHighResolution",
  "ECSServiceAverageMemoryUtilization",
  "ECSServiceAverageMemoryUtilizationHighResolution",
];

const TARGET_GROUPS = [
  "loadBalancers[].targetGroupArn",
  "loadBalancers[].advancedConfiguration.alternateTargetGroupArn",
];

/** What one metric says and metric math doesn't. */
const OF_ONE_METRIC = ["metricName", "namespace", "statistic", "dimensions", "unit"] as const;

/** What PutScalingPolicy refuses about target tracking (Application Auto Scaling API Reference, TargetTrackingScalingPolicyConfiguration). */
export function requireTracking(operation: Operation): void {
  requireOneMetric(operation);
  requirePredefinedMetric(operation);
  requireLabelForRequests(operation);
  requireCustomizedMetric(operation);
  requirePositiveTarget(operation);
  requireReadableMetrics(operation);
  requireMetricOfItsOwn(operation);
}

function requireReadableMetrics({ inputs }: Operation): void {
  const problem = problemOfMetrics(inputs, `${CUSTOMIZED}.metrics`);
  if (problem !== undefined) refuse("ValidationException", problem.message, problem.input);
}

function requireMetricOfItsOwn({ inputs, region, cloud, previous }: Operation): void {
  const others = cloud
    .ofType(SCALING_POLICY)
    .filter((other) => other.id !== previous?.id && isOfTarget(other, inputs, region))
    .filter((other) => other.computed.name !== inputs.name);
  const problem = metricTrackedTwice(inputs, others, TRACKING);
  if (problem !== undefined) refuse("ValidationException", problem.message, problem.input);
}

function requireOneMetric({ inputs }: Operation): void {
  const specifications = given(object(inputs, TRACKING) ?? {}, [
    "predefinedMetricSpecification",
    "customizedMetricSpecification",
  ]);
  if (specifications.length === 1) return;
  refuse(
    "ValidationException",
    specifications.length === 0
      ? "PredefinedMetricSpecification or CustomizedMetricSpecification must be set for target tracking scaling."
      : "Only one of PredefinedMetricSpecification and CustomizedMetricSpecification can be set for target tracking scaling.",
    TRACKING,
  );
}

function requirePredefinedMetric({ inputs }: Operation): void {
  const type = text(inputs, TYPE);
  if (type === undefined || METRICS.includes(type)) return;
  refuse("ValidationException", `The metric type '${type}' is not supported for ecs:service:DesiredCount`, TYPE);
}

/** Application Auto Scaling API Reference, PredefinedMetricSpecification, ResourceLabel. */
function requireLabelForRequests(operation: Operation): void {
  const label = text(operation.inputs, LABEL);
  const countsRequests = text(operation.inputs, TYPE) === "ALBRequestCountPerTarget";
  if (countsRequests !== (label !== undefined)) {
    refuse("ValidationException", "A resource label is for ALBRequestCountPerTarget, which takes one", LABEL);
  }
  if (label === undefined || attachedTargets(operation).some((target) => label.endsWith(`/${target}`))) return;
  refuse("ValidationException", `The target group of the resource label ${label} isn't attached to the service`, LABEL);
}

/** Final portions of the ARNs of the service's target groups, such as `targetgroup/blue/943f017f100becff`. */
function attachedTargets({ inputs, region, cloud }: Operation): string[] {
  const service = serviceByResourceId(text(inputs, "resourceId") ?? "", region, cloud)?.inputs ?? {};
  return TARGET_GROUPS.flatMap((path) => valuesAt(service, path)).map(({ value }) => String(value).split(":")[5] ?? "");
}

/** Application Auto Scaling API Reference, CustomizedMetricSpecification: one metric, or metric math. */
function requireCustomizedMetric({ inputs }: Operation): void {
  const specification = object(inputs, CUSTOMIZED);
  if (specification === undefined) return;
  const single = given(specification, OF_ONE_METRIC);
  const isMath = objects(inputs, `${CUSTOMIZED}.metrics`).length > 0;
  const isComplete = ["metricName", "namespace", "statistic"].every((name) => single.some((other) => other === name));
  if (isMath ? single.length === 0 : isComplete) return;
  refuse("ValidationException", "The customized metric specification is not valid.", CUSTOMIZED);
}

function requirePositiveTarget({ inputs }: Operation): void {
  const value = number(inputs, `${TRACKING}.targetValue`) ?? 0;
  if (value > 0) return;
  refuse("ValidationException", `Target value must be greater than 0, got ${value}`, `${TRACKING}.targetValue`);
}
