import type { CloudResource } from "../../model/resource";
import { number, objects, text } from "../../model/values";
import type { PolicyInvocation } from "../model/scaling";
import { aggregated, changedCapacity, stepAdjustment } from "../scaling/step-adjustment";
import { trackedCapacity } from "../scaling/target-tracking";
import { TRACKING } from "./tracking-alarms";

const STEPS = "stepScalingPolicyConfiguration";

/** What a policy makes of a capacity; undefined where it does nothing. */
export type WantedCapacity = (capacity: number) => number;

/** What a policy wants that an alarm started. */
export function wantedBy({ inputs }: CloudResource, invocation: PolicyInvocation): WantedCapacity | undefined {
  const { values, threshold } = invocation;
  if (text(inputs, "policyType") === "TargetTrackingScaling") {
    return trackedCapacity(number(inputs, `${TRACKING}.targetValue`) ?? 0, invocation);
  }
  const value = aggregated(values, text(inputs, `${STEPS}.metricAggregationType`));
  if (value === undefined) return undefined;
  const adjustment = stepAdjustment(objects(inputs, `${STEPS}.stepAdjustments`), value - threshold);
  if (adjustment === undefined) return undefined;
  const adjustmentType = text(inputs, `${STEPS}.adjustmentType`) ?? "ChangeInCapacity";
  const minimumMagnitude = number(inputs, `${STEPS}.minAdjustmentMagnitude`) ?? 0;
  return (capacity) => changedCapacity(capacity, { adjustmentType, adjustment, minimumMagnitude });
}

/**
 * Seconds that a policy waits after its activities: none for steps, and 300 for a service that tracks a target, unless
 * given (API Reference, StepScalingPolicyConfiguration and TargetTrackingScalingPolicyConfiguration).
 */
export function cooldownOf({ inputs }: CloudResource, direction: "in" | "out"): number {
  if (text(inputs, "policyType") !== "TargetTrackingScaling") return number(inputs, `${STEPS}.cooldown`) ?? 0;
  return number(inputs, `${TRACKING}.${direction === "in" ? "scaleInCooldown" : "scaleOutCooldown"}`) ?? 300;
}
