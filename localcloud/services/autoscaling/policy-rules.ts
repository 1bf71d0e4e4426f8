import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, objects, text, type Properties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { given } from "../shared/inputs";
import { refuseUnmodelled } from "../shared/not-modelled";
import { stepProblem } from "../shared/step-adjustments";

import { targetTrackingRules } from "./target-tracking";

/** Which types of policy know an input (Amazon EC2 Auto Scaling API Reference, PutScalingPolicy). */
type KnownBy = Readonly<Record<string, readonly string[]>>;

/** Inputs that the provider refuses with other types (terraform-provider-aws, `expandPutScalingPolicyInput`). */
const REFUSED_ELSEWHERE: KnownBy = {
  cooldown: ["SimpleScaling"],
  estimatedInstanceWarmup: ["StepScaling", "TargetTrackingScaling"],
  scalingAdjustment: ["SimpleScaling"],
  stepAdjustments: ["StepScaling"],
  targetTrackingConfiguration: ["TargetTrackingScaling"],
};

/** Inputs that it leaves out with other types. */
const LEFT_OUT_ELSEWHERE: KnownBy = {
  adjustmentType: ["SimpleScaling", "StepScaling"],
  metricAggregationType: ["StepScaling"],
  minAdjustmentMagnitude: ["SimpleScaling", "StepScaling"],
};

/** What a policy of each type can't be without. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  SimpleScaling: ["adjustmentType", "scalingAdjustment"],
  StepScaling: ["adjustmentType", "stepAdjustments"],
  TargetTrackingScaling: ["targetTrackingConfiguration"],
};

export const policyRules: readonly Rule[] = [
  refuseUnmodelled(["predictiveScalingConfiguration"], "predictive scaling", "services/autoscaling/policy-rules.ts"),
  refuseInputsOfOtherTypes(REFUSED_ELSEWHERE),
  warningOf(refuseInputsOfOtherTypes(LEFT_OUT_ELSEWHERE), "the provider doesn't send it"),
  requireInputsOfType,
  requirePercentForMagnitude,
  requirePositiveExactCapacity,
  requireSteps,
  ...targetTrackingRules,
];

export function typeOfPolicy(inputs: Properties): string {
  return text(inputs, "policyType") ?? "SimpleScaling";
}

/** Zero stands for nothing. */
function refuseInputsOfOtherTypes(knownBy: KnownBy): Rule {
  return ({ inputs }) => {
    const type = typeOfPolicy(inputs);
    for (const [input, types] of Object.entries(knownBy)) {
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
