import type { DocumentedLimit, DocumentedLimits } from "../types";

const TARGET = "Application Auto Scaling API Reference, RegisterScalableTarget";
const STEP_SCALING = "Application Auto Scaling API Reference, StepScalingPolicyConfiguration";
const TARGET_TRACKING = "Application Auto Scaling API Reference, TargetTrackingScalingPolicyConfiguration";
const SCALABLE_TARGET_ACTION = "Application Auto Scaling API Reference, ScalableTargetAction";

const NOT_NEGATIVE = (document: string): DocumentedLimit => ({ document, min: 0 });

/** Limits of the scaling of containers that the models leave out. */
export const COMPUTE_LIMITS: Readonly<Record<string, DocumentedLimits>> = {
  "aws:appautoscaling/target:Target": { minCapacity: [NOT_NEGATIVE(TARGET)], maxCapacity: [NOT_NEGATIVE(TARGET)] },
  "aws:appautoscaling/policy:Policy": {
    "stepScalingPolicyConfiguration.cooldown": [NOT_NEGATIVE(STEP_SCALING)],
    "stepScalingPolicyConfiguration.minAdjustmentMagnitude": [{ document: STEP_SCALING, min: 1 }],
    "targetTrackingScalingPolicyConfiguration.scaleInCooldown": [NOT_NEGATIVE(TARGET_TRACKING)],
    "targetTrackingScalingPolicyConfiguration.scaleOutCooldown": [NOT_NEGATIVE(TARGET_TRACKING)],
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    "scalableTargetAction.minCapacity": [NOT_NEGATIVE(SCALABLE_TARGET_ACTION)],
    "scalableTargetAction.maxCapacity": [NOT_NEGATIVE(SCALABLE_TARGET_ACTION)],
  },
};
