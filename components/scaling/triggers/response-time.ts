import type * as pulumi from "@pulumi/pulumi";
import { averageResponseTime } from "../../shared/metrics";
import type { ScalingTrigger, TriggerOverrides } from "../scaling-trigger";
import { thresholds, TRIGGER_NUMBERS } from "./numbers";

/** A target whose response time is measured; a `LoadBalancerTarget` of an application load balancer is one. */
export interface TimedTarget {
  /** The load balancer, as CloudWatch's dimension names it. */
  readonly loadBalancerDimension: pulumi.Input<string>;
  /**
   * Every group that may hold the instances: with one of two, the trigger is blind after a swap.
   * @default - all that the load balancer serves
   */
  readonly targetGroupDimensions?: readonly pulumi.Input<string>[];
}

/**
 * By average response time in seconds, over all target groups: up above 2 s for 5 minutes, quiet below 0.5 s for
 * 15. A minute without requests is quiet.
 */
export function responseTime(target: TimedTarget, overrides: TriggerOverrides = {}): ScalingTrigger {
  return {
    name: "response-time",
    unit: "s",
    measure: () => averageResponseTime(dimensionsOf(target), "answers"),
    whenMissing: 0,
    ...thresholds(TRIGGER_NUMBERS.responseTime, overrides),
  };
}

function dimensionsOf({ loadBalancerDimension, targetGroupDimensions }: TimedTarget) {
  const groups = targetGroupDimensions?.map((TargetGroup) => ({ TargetGroup })) ?? [{}];
  return groups.map((group) => ({ LoadBalancer: loadBalancerDimension, ...group }));
}
