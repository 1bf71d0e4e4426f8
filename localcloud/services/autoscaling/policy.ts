import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType, Rule } from "../../model/resource-type";
import { number, objects, text, texts, type Properties } from "../../model/values";
import { OVERWRITES, warningOf } from "../../model/warning";
import { given, nameOf, refuseUnmodelled } from "../shared/inputs";
import { stepProblem } from "../shared/step-adjustments";
import { targetTrackingRules } from "../shared/target-tracking";
import { groupNamed, groupReference, POLICY, requireGroupOfTheRegion, scalingArn } from "./group-lookup";

const PUT_SCALING_POLICY = "Amazon EC2 Auto Scaling API Reference, PutScalingPolicy";

/** Types of policy that have an input (Amazon EC2 Auto Scaling API Reference, PutScalingPolicy). */
type TypesByInput = Readonly<Record<string, readonly string[]>>;

/** Inputs that the provider refuses with other types (terraform-provider-aws, `expandPutScalingPolicyInput`). */
const REFUSED_WITH_OTHER_TYPES: TypesByInput = {
  cooldown: ["SimpleScaling"],
  estimatedInstanceWarmup: ["StepScaling", "TargetTrackingScaling"],
  scalingAdjustment: ["SimpleScaling"],
  stepAdjustments: ["StepScaling"],
  targetTrackingConfiguration: ["TargetTrackingScaling"],
};

/** Inputs that the provider doesn't send with other types. */
const IGNORED_WITH_OTHER_TYPES: TypesByInput = {
  adjustmentType: ["SimpleScaling", "StepScaling"],
  metricAggregationType: ["StepScaling"],
  minAdjustmentMagnitude: ["SimpleScaling", "StepScaling"],
};

/** Inputs that a policy of each type needs. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  SimpleScaling: ["adjustmentType", "scalingAdjustment"],
  StepScaling: ["adjustmentType", "stepAdjustments"],
  TargetTrackingScaling: ["targetTrackingConfiguration"],
};

const ONE_METRIC = "Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be given";

/** What PutScalingPolicy refuses about target tracking (API Reference, TargetTrackingConfiguration). */
const groupTrackingRules = targetTrackingRules({
  code: "ValidationError",
  configuration: "targetTrackingConfiguration",
  scaled: "group",
  excludedByMath: ["metricName", "namespace", "statistic"],
  messages: {
    noMetric: ONE_METRIC,
    severalMetrics: ONE_METRIC,
    incompleteMetric: "A customized metric is either one, with name, namespace and statistic, or a list of metrics",
    notPositive: (target) => `TargetValue must be greater than 0, got ${target}`,
  },
  targetGroupArns: ({ inputs, region, cloud }) =>
    texts(groupNamed(text(inputs, "autoscalingGroupName") ?? "", region, cloud)?.inputs ?? {}, "targetGroupArns"),
  policiesBeside: policiesOfTheGroup,
});

/** How a group is scaled: on an alarm, or towards a value of a metric. */
export const policy: ResourceType = {
  type: POLICY,
  mapping: {
    operation: "autoscaling.PutScalingPolicy",
    inputs: {
      name: "PolicyName",
      predictiveScalingConfiguration: null,
      "targetTrackingConfiguration.customizedMetricSpecification.metricDimensions":
        "TargetTrackingConfiguration.CustomizedMetricSpecification.Dimensions",
    },
  },
  documentedLimits: {
    policyType: [
      {
        document: PUT_SCALING_POLICY,
        enum: ["TargetTrackingScaling", "StepScaling", "SimpleScaling", "PredictiveScaling"],
      },
    ],
    adjustmentType: [
      { document: PUT_SCALING_POLICY, enum: ["ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity"] },
    ],
    metricAggregationType: [{ document: PUT_SCALING_POLICY, enum: ["Minimum", "Maximum", "Average"] }],
    cooldown: [{ document: PUT_SCALING_POLICY, min: 0 }],
    estimatedInstanceWarmup: [{ document: PUT_SCALING_POLICY, min: 0 }],
  },
  autonaming: { input: "name", maximumLength: 255 },
  defaults: { enabled: true, policyType: "SimpleScaling" },
  replaceOnChanges: ["autoscalingGroupName", "name", "region"],
  // Amazon EC2 Auto Scaling API Reference, PutScalingPolicy: it overwrites the policy that has the name.
  unique: {
    inputs: ["autoscalingGroupName", "name"],
    scope: "region",
    code: "AlreadyExists",
    message: (names) => `The group already has a policy of this name: ${names}`,
    warning: OVERWRITES,
  },
  references: [groupReference("autoscalingGroupName")],
  rules: [
    requireGroupOfTheRegion,
    refuseUnmodelled(["predictiveScalingConfiguration"], "predictive scaling", "services/autoscaling/policy.ts"),
    refuseInputsOfOtherTypes(REFUSED_WITH_OTHER_TYPES),
    warningOf(refuseInputsOfOtherTypes(IGNORED_WITH_OTHER_TYPES), "the provider doesn't send it"),
    requireInputsOfType,
    requirePercentForMagnitude,
    requirePositiveExactCapacity,
    requireSteps,
    ...groupTrackingRules,
  ],
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const name = nameOf(operation);
    const group = text(inputs, "autoscalingGroupName") ?? "";
    const policyArn = scalingArn(
      region,
      accountId,
      "scalingPolicy",
      `autoScalingGroupName/${group}:policyName/${name}`,
    );
    return { id: `${group}/${name}`, providerId: name, computed: { arn: policyArn, name, ...outputsAfter(operation) } };
  },
  recomputed: ["metricAggregationType"],
  remake: outputsAfter,
};

function outputsAfter({ inputs }: Operation): { metricAggregationType: string } {
  const usual = text(inputs, "policyType") === "StepScaling" ? "Average" : "";
  return { metricAggregationType: text(inputs, "metricAggregationType") ?? usual };
}

function typeOfPolicy(inputs: Properties): string {
  return text(inputs, "policyType") ?? "SimpleScaling";
}

/** The provider takes zero for an input that isn't given. */
function refuseInputsOfOtherTypes(typesByInput: TypesByInput): Rule {
  return ({ inputs }) => {
    const type = typeOfPolicy(inputs);
    for (const [input, types] of Object.entries(typesByInput)) {
      if (types.includes(type) || given(inputs, [input]).length === 0 || inputs[input] === 0) continue;
      refuse(
        "ValidationError",
        `${input} is only supported for policy type ${types.join(" and ")}, got ${type}`,
        `${input}, policyType`,
      );
    }
  };
}

function requireInputsOfType({ inputs }: Operation): void {
  const type = typeOfPolicy(inputs);
  const needed = NEEDED[type] ?? [];
  const missing = needed.find((input) => given(inputs, [input]).length === 0);
  if (missing !== undefined)
    refuse("ValidationError", `${missing} is required for policy type ${type}`, `${missing}, policyType`);
}

/** Amazon EC2 Auto Scaling API Reference, PutScalingPolicy, MinAdjustmentMagnitude. */
function requirePercentForMagnitude({ inputs }: Operation): void {
  const isNothing = (number(inputs, "minAdjustmentMagnitude") ?? 0) === 0;
  if (isNothing || text(inputs, "adjustmentType") === "PercentChangeInCapacity") return;
  refuse(
    "ValidationError",
    "MinAdjustmentMagnitude is only supported with the adjustment type PercentChangeInCapacity",
    "minAdjustmentMagnitude, adjustmentType",
  );
}

/** Amazon EC2 Auto Scaling API Reference, PutScalingPolicy, ScalingAdjustment. */
function requirePositiveExactCapacity({ inputs }: Operation): void {
  if (text(inputs, "adjustmentType") !== "ExactCapacity") return;
  const adjustments = [inputs, ...objects(inputs, "stepAdjustments")].map(
    (each) => number(each, "scalingAdjustment") ?? 0,
  );
  const negative = adjustments.find((adjustment) => adjustment < 0);
  if (negative === undefined) return;
  refuse(
    "ValidationError",
    `An exact capacity must not be negative, got ${negative}`,
    "scalingAdjustment, stepAdjustments",
  );
}

function requireSteps({ inputs }: Operation): void {
  if (typeOfPolicy(inputs) !== "StepScaling") return;
  const problem = stepProblem(inputs, "stepAdjustments");
  if (problem !== undefined) refuse("ValidationError", problem.message, problem.input);
}

function policiesOfTheGroup({ inputs, region, cloud }: Operation) {
  return cloud
    .ofType(POLICY)
    .filter((other) => other.region === region && other.inputs.autoscalingGroupName === inputs.autoscalingGroupName);
}
