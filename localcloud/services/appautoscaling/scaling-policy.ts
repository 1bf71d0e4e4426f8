import { refuse } from "../../model/aws-error";
import { randomUUID } from "node:crypto";
import { arn } from "../../model/arn";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, object, objects, text } from "../../model/values";
import { nameOf } from "../shared/names";
import { OVERWRITES } from "../shared/overwrites";
import { NotModelledError, refuseUnmodelled } from "../shared/not-modelled";
import { stepProblem } from "../shared/step-adjustments";

import { requireRegisteredTarget, SCALING_POLICY, TARGET_INPUTS } from "./scalable-targets";
import { requireTracking } from "./target-tracking";

const STEPS = "stepScalingPolicyConfiguration";
const FILE = "services/appautoscaling/scaling-policy.ts";

/** What each type of policy is configured by. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  StepScaling: STEPS,
  TargetTrackingScaling: "targetTrackingScalingPolicyConfiguration",
};

/** How a scalable target is moved: in steps when an alarm calls it, or towards a metric's value. */
export const scalingPolicy: ResourceType = {
  type: SCALING_POLICY,
  autonaming: { input: "name", maximumLength: 255 },
  defaults: { policyType: "StepScaling" },
  replaceOnChanges: ["name", ...TARGET_INPUTS, "region"],
  // Application Auto Scaling API Reference, PutScalingPolicy: it overwrites the policy that has the name.
  unique: {
    inputs: [...TARGET_INPUTS, "name"],
    scope: "region",
    code: "ValidationException",
    message: (policy) => `A scaling policy with this name already exists: ${policy} (name)`,
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
    requireTrackedMetric,
  ],
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const [namespace, resourceId, dimension] = TARGET_INPUTS.map((name) => text(inputs, name) ?? "");
    const name = nameOf(operation);
    const ofTarget = `resource/${namespace}/${resourceId}`;
    const policyArn = arn(
      "autoscaling",
      region,
      accountId,
      `scalingPolicy:${randomUUID()}:${ofTarget}:policyName/${name}`,
    );
    const id = [namespace, resourceId, dimension, name].join("/");
    return { id, providerId: name, computed: { arn: policyArn, name, alarmArns: alarmArns(operation) } };
  },
};

/** Alarms that come with target tracking (Application Auto Scaling User Guide, "How target tracking scaling works"). */
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

function requireTrackedMetric(operation: Operation): void {
  if (text(operation.inputs, "policyType") === "TargetTrackingScaling") requireTracking(operation);
}
