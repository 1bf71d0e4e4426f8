import { isKnownAs, type Reader, type ResourceView, type StackView } from "../../core";
import { SERVICE } from "./ecs-service";

export const SCALABLE_TARGET = "aws:appautoscaling/target:Target";
export const SCALING_POLICY = "aws:appautoscaling/policy:Policy";
export const SCHEDULED_ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";

/** Whether a target or schedule belongs to an ECS service. Others scale something else, such as a table. */
export function scalesService(scaling: Reader): boolean {
  return isKnownAs(scaling.string("serviceNamespace"), "ecs");
}

/** Directions in which a policy changes the number of tasks. */
export type Direction = "up" | "down";

/**
 * Whether a policy or schedule belongs to a scalable target, by reference, since both name the same ECS service, or by
 * the path that names it.
 */
export function isOfTarget(stack: StackView, scaling: ResourceView, target: ResourceView): boolean {
  const targets = stack.referencesTo(scaling, "resourceId", [SCALABLE_TARGET]);
  if (targets.length > 0) return targets.includes(target);
  const services = stack.referencesTo(target, "resourceId", [SERVICE]);
  const named = stack.referencesTo(scaling, "resourceId", [SERVICE]);
  return named.length > 0 ? named.some((service) => services.includes(service)) : haveSamePath(scaling, target);
}

function haveSamePath(scaling: ResourceView, target: ResourceView): boolean {
  const path = scaling.string("resourceId");
  if (!path.known || path.value === undefined) return false;
  return isKnownAs(target.string("resourceId"), path.value);
}

/** Whether a policy needs alarms; other policies watch metrics themselves. */
export function isStepPolicy(policy: Reader): boolean {
  return isKnownAs(policy.string("policyType"), "StepScaling", "StepScaling");
}

/** Directions in which a policy may change the number of tasks; both if that isn't known. */
export function directionsOf(policy: Reader): readonly Direction[] {
  const type = policy.string("policyType");
  switch (type.known ? (type.value ?? "StepScaling") : undefined) {
    case "StepScaling":
      return stepDirections(policy);
    case "TargetTrackingScaling":
      return keepsTasks(policy) ? ["up"] : ["up", "down"];
    case "PredictiveScaling":
      return ["up"];
    default:
      return ["up", "down"];
  }
}

/** Whether a target tracking policy never removes tasks. */
export function keepsTasks(policy: Reader): boolean {
  return isKnownAs(policy.boolean("targetTrackingScalingPolicyConfiguration.disableScaleIn"), true);
}

function stepDirections(policy: Reader): readonly Direction[] {
  const type = policy.string("stepScalingPolicyConfiguration.adjustmentType");
  const steps = policy.list("stepScalingPolicyConfiguration.stepAdjustments");
  if (!type.known || !steps.known || type.value === "ExactCapacity") return ["up", "down"];
  return [...new Set((steps.value ?? []).flatMap(stepDirection))];
}

function stepDirection(step: Reader): readonly Direction[] {
  const adjustment = step.number("scalingAdjustment");
  if (!adjustment.known) return ["up", "down"];
  const { value = 0 } = adjustment;
  return value === 0 ? [] : [value > 0 ? "up" : "down"];
}
