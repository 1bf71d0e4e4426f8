import type { CloudResource } from "../../../model/resource";
import { number, objects, text } from "../../../model/values";
import type { RunningReader } from "../../model/running";
import type { PolicyInvocation, ScalingMemory } from "../../model/scaling";
import { allowedCapacity, capacityInWarmup, isCooling, type LastActivities } from "../../scaling/cooldown";
import { aggregated, changedCapacity, stepAdjustment } from "../../scaling/step-adjustment";
import { isTracking, trackedCapacity } from "../../scaling/target-tracking";
import { desiredCapacityOf } from "../group-settings";
import { TRACKING } from "./tracking-alarms";

export type Direction = "in" | "out";

/** What a policy sets the capacity of its group to; undefined where it does nothing. */
export function capacityBy(
  policy: CloudResource,
  group: CloudResource,
  invocation: PolicyInvocation,
  last: LastActivities,
): number | undefined {
  const wanted = wantedBy(policy, invocation);
  if (wanted === undefined) return undefined;
  const capacity = desiredCapacityOf(group);
  if (!isSimple(policy)) return capacityInWarmup(capacity, wanted, last, invocation.at);
  // A simple policy does nothing until the cooldown of the last activity is over, whatever its direction.
  if (isCooling(last.out, invocation.at) || isCooling(last.in, invocation.at)) return undefined;
  return allowedCapacity(capacity, wanted, { out: undefined, in: undefined }, invocation.at);
}

/** Whether a policy has one adjustment only, and a cooldown in place of a warmup. */
function isSimple({ inputs }: CloudResource): boolean {
  return (text(inputs, "policyType") ?? "SimpleScaling") === "SimpleScaling";
}

function wantedBy(policy: CloudResource, invocation: PolicyInvocation): ((capacity: number) => number) | undefined {
  const { inputs } = policy;
  if (isTracking(policy)) return trackedCapacity(number(inputs, `${TRACKING}.targetValue`) ?? 0, invocation);
  const adjustment = isSimple(policy) ? number(inputs, "scalingAdjustment") : adjustmentBy(inputs, invocation);
  if (adjustment === undefined) return undefined;
  const adjustmentType = text(inputs, "adjustmentType") ?? "ChangeInCapacity";
  const minimumMagnitude = number(inputs, "minAdjustmentMagnitude") ?? 0;
  return (capacity) => changedCapacity(capacity, { adjustmentType, adjustment, minimumMagnitude });
}

function adjustmentBy(inputs: CloudResource["inputs"], { values, threshold }: PolicyInvocation): number | undefined {
  const value = aggregated(values, text(inputs, "metricAggregationType"));
  return value === undefined ? undefined : stepAdjustment(objects(inputs, "stepAdjustments"), value - threshold);
}

/**
 * Seconds after an activity in which it counts: the warmup of a policy with steps or a target, the cooldown of a simple
 * one, or what the group has for each (API Reference, PutScalingPolicy, EstimatedInstanceWarmup and Cooldown).
 */
export function secondsAfter(policy: CloudResource, group: CloudResource): number {
  const cooldown = number(group.inputs, "defaultCooldown") ?? 300;
  if (isSimple(policy)) return number(policy.inputs, "cooldown") ?? cooldown;
  const ofGroup = number(group.inputs, "defaultInstanceWarmup") ?? -1;
  return number(policy.inputs, "estimatedInstanceWarmup") ?? (ofGroup < 0 ? cooldown : ofGroup);
}

/** What a group's policies remember of its last activity in a direction. */
export function memoryId(group: Pick<CloudResource, "id" | "region">, direction: Direction): string {
  return `${group.region}|autoScalingGroup/${group.id}|${direction}`;
}

/** The last activities of a group's policies. */
export function lastActivities(group: CloudResource, running: RunningReader): LastActivities {
  const of = (direction: Direction) => activityOf(running.find("scalingMemory", memoryId(group, direction)));
  return { out: of("out"), in: of("in") };
}

function activityOf(memory: ScalingMemory | undefined) {
  if (memory === undefined) return undefined;
  const { endedAt, lastAdjustment, cooldownSeconds = 0 } = memory;
  return { endedAt, adjustment: lastAdjustment, cooldownSeconds };
}
