import { randomUUID } from "node:crypto";
import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, ResourceType, Rule } from "../../model/resource-type";
import { number, object, objects, text, valuesAt } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { serviceByResourceId } from "../ecs/service-lookup";
import { nameOf, NotModelledError, refuseUnmodelled } from "../shared/inputs";
import { stepProblem } from "../shared/step-adjustments";
import { targetTrackingRules } from "../shared/target-tracking";
import { isOfTarget, requireRegisteredTarget, SCALING_POLICY, TARGET_INPUTS } from "./scalable-target";

const STEP_SCALING = "Application Auto Scaling API Reference, StepScalingPolicyConfiguration";
const TARGET_TRACKING = "Application Auto Scaling API Reference, TargetTrackingScalingPolicyConfiguration";

const STEPS = "stepScalingPolicyConfiguration";
const TRACKING = "targetTrackingScalingPolicyConfiguration";
const FILE = "services/appautoscaling/scaling-policy.ts";

/** Input that configures each type of policy. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  StepScaling: STEPS,
  TargetTrackingScaling: TRACKING,
};

/**
 * Predefined metrics of an ECS service (Application Auto Scaling User Guide, "Predefined metrics for target tracking
 * scaling policies").
 */
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

/** What PutScalingPolicy refuses about target tracking (API Reference, TargetTrackingScalingPolicyConfiguration). */
const serviceTrackingRules: readonly Rule[] = [
  requireMetricOfServices,
  ...targetTrackingRules({
    code: "ValidationException",
    configuration: TRACKING,
    scaled: "service",
    excludedByMath: ["metricName", "namespace", "statistic", "dimensions", "unit"],
    messages: {
      noMetric:
        "PredefinedMetricSpecification or CustomizedMetricSpecification must be set for target tracking scaling.",
      severalMetrics:
        "Only one of PredefinedMetricSpecification and CustomizedMetricSpecification can be set for target tracking scaling.",
      incompleteMetric: "The customized metric specification is not valid.",
      notPositive: (target) => `Target value must be greater than 0, got ${target}`,
    },
    targetGroupArns,
    policiesBeside: ({ inputs, region, cloud }) =>
      cloud.ofType(SCALING_POLICY).filter((other) => isOfTarget(other, inputs, region)),
  }),
];

/** How a service is scaled: in steps on an alarm, or towards a value of a metric. */
export const scalingPolicy: ResourceType = {
  type: SCALING_POLICY,
  mapping: {
    operation: "application-autoscaling.PutScalingPolicy",
    inputs: { name: "PolicyName", predictiveScalingPolicyConfiguration: null },
  },
  documentedLimits: {
    "stepScalingPolicyConfiguration.cooldown": [{ document: STEP_SCALING, min: 0 }],
    "stepScalingPolicyConfiguration.minAdjustmentMagnitude": [{ document: STEP_SCALING, min: 1 }],
    "targetTrackingScalingPolicyConfiguration.scaleInCooldown": [{ document: TARGET_TRACKING, min: 0 }],
    "targetTrackingScalingPolicyConfiguration.scaleOutCooldown": [{ document: TARGET_TRACKING, min: 0 }],
  },
  autonaming: { input: "name", maximumLength: 255 },
  defaults: { policyType: "StepScaling" },
  replaceOnChanges: ["name", ...TARGET_INPUTS, "region"],
  // Application Auto Scaling API Reference, PutScalingPolicy: it overwrites the policy that has the name.
  unique: {
    inputs: [...TARGET_INPUTS, "name"],
    scope: "region",
    code: "ValidationException",
    message: (policy) => `A scaling policy with this name already exists: ${policy}`,
    warning: OVERWRITES,
  },
  rules: [
    refuseUnmodelled(["predictiveScalingPolicyConfiguration"], "predictive scaling", FILE),
    requireModelledType,
    requireRegisteredTarget,
    requireOwnConfiguration,
    requireSteps,
    requireMagnitudeOfPercents,
    requireExactCapacity,
    ...serviceTrackingRules,
  ],
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const [namespace, resourceId, dimension] = TARGET_INPUTS.map((name) => text(inputs, name) ?? "");
    const name = nameOf(operation);
    const resource = `resource/${namespace}/${resourceId}`;
    const policyArn = arn(
      "autoscaling",
      region,
      accountId,
      `scalingPolicy:${randomUUID()}:${resource}:policyName/${name}`,
    );
    const id = [namespace, resourceId, dimension, name].join("/");
    return { id, providerId: name, computed: { arn: policyArn, name, alarmArns: alarmArns(operation) } };
  },
};

/**
 * Alarms that AWS creates for target tracking (Application Auto Scaling User Guide, "How target tracking scaling
 * works").
 */
function alarmArns({ inputs, region, accountId }: Operation): string[] {
  if (text(inputs, "policyType") !== "TargetTrackingScaling") return [];
  return ["AlarmHigh", "AlarmLow"].map((kind) =>
    arn(
      "cloudwatch",
      region,
      accountId,
      `alarm:TargetTracking-${text(inputs, "resourceId") ?? ""}-${kind}-${randomUUID()}`,
    ),
  );
}

function requireModelledType({ inputs }: Operation): void {
  const type = text(inputs, "policyType") ?? "";
  if (type in CONFIGURATIONS) return;
  throw new NotModelledError(`policies of type ${type}`, ["policyType"], FILE);
}

/** Application Auto Scaling API Reference, PutScalingPolicy, PolicyType. */
function requireOwnConfiguration({ inputs }: Operation): void {
  const type = text(inputs, "policyType") ?? "";
  for (const [owner, input] of Object.entries(CONFIGURATIONS)) {
    const isGiven = object(inputs, input) !== undefined;
    if (isGiven === (owner === type)) continue;
    refuse(
      "ValidationException",
      isGiven
        ? `${owner} policy configuration can't be specified for a policy of type ${type}`
        : `${owner} policy configuration must be specified`,
      input,
    );
  }
}

/** Application Auto Scaling API Reference, StepScalingPolicyConfiguration. */
function requireSteps({ inputs }: Operation): void {
  if (object(inputs, STEPS) === undefined) return;
  if (text(inputs, `${STEPS}.adjustmentType`) === undefined) {
    refuse("ValidationException", "Adjustment type must be specified", `${STEPS}.adjustmentType`);
  }
  const problem = stepProblem(inputs, `${STEPS}.stepAdjustments`);
  if (problem !== undefined) refuse("ValidationException", problem.message, problem.input);
}

function requireMagnitudeOfPercents({ inputs }: Operation): void {
  if (number(inputs, `${STEPS}.minAdjustmentMagnitude`) === undefined) return;
  if (text(inputs, `${STEPS}.adjustmentType`) === "PercentChangeInCapacity") return;
  refuse(
    "ValidationException",
    "Minimum adjustment magnitude can only be specified with the adjustment type PercentChangeInCapacity",
    `${STEPS}.minAdjustmentMagnitude`,
  );
}

/** Application Auto Scaling API Reference, StepAdjustment, ScalingAdjustment. */
function requireExactCapacity({ inputs }: Operation): void {
  if (text(inputs, `${STEPS}.adjustmentType`) !== "ExactCapacity") return;
  const list = `${STEPS}.stepAdjustments`;
  const wrong = objects(inputs, list).findIndex((step) => (number(step, "scalingAdjustment") ?? 0) < 0);
  if (wrong < 0) return;
  refuse(
    "ValidationException",
    "Scaling adjustment must not be negative for an exact capacity",
    `${list}[${wrong}].scalingAdjustment`,
  );
}

function requireMetricOfServices({ inputs }: Operation): void {
  const input = `${TRACKING}.predefinedMetricSpecification.predefinedMetricType`;
  const type = text(inputs, input);
  if (type === undefined || METRICS.includes(type)) return;
  refuse("ValidationException", `The metric type '${type}' is not supported for ecs:service:DesiredCount`, input);
}

function targetGroupArns({ inputs, region, cloud }: Operation): string[] {
  const service = serviceByResourceId(text(inputs, "resourceId") ?? "", region, cloud)?.inputs ?? {};
  return TARGET_GROUPS.flatMap((path) => valuesAt(service, path)).map(({ value }) => String(value));
}
