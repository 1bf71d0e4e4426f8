import type * as pulumi from "@pulumi/pulumi";
import type { Measurement, MetricSource, ScalingTrigger, TriggerOverrides } from "../scaling-trigger";
import { thresholds, TRIGGER_NUMBERS } from "./numbers";

/** Whose answers are timed; a `LoadBalancerTarget` of an application load balancer is one. */
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
 * By average response time in seconds, over all target groups: up above 2 s for 5 minutes (SC-3), quiet below 0.5 s for
 * 15 (SC-8). A minute without requests is quiet.
 */
export function responseTime(target: TimedTarget, overrides: TriggerOverrides = {}): ScalingTrigger {
  return {
    name: "response-time",
    unit: "s",
    measure: () => averageResponseTime(target),
    whenMissing: 0,
    ...thresholds(TRIGGER_NUMBERS.responseTime, overrides),
  };
}

/**
 * Total time by number of answers: averages of groups would weigh a group with one request like one with thousands. Both
 * are statistics of one metric and come together, so that a minute which isn't known yet is 0 / 0 and has no value.
 */
function averageResponseTime({ loadBalancerDimension, targetGroupDimensions }: TimedTarget): Measurement {
  const groups = targetGroupDimensions?.map((TargetGroup) => ({ TargetGroup })) ?? [{}];
  const metrics: Record<string, MetricSource> = {};
  groups.forEach((group, index) => {
    const dimensions = { LoadBalancer: loadBalancerDimension, ...group };
    metrics[`time${index}`] = responseTimes("Sum", dimensions);
    metrics[`answers${index}`] = responseTimes("SampleCount", dimensions);
  });
  const total = (name: string): string => `SUM([${groups.map((_, index) => `FILL(${name}${index}, 0)`).join(", ")}])`;
  return { metrics, expression: `${total("time")} / ${total("answers")}` };
}

function responseTimes(statistic: string, dimensions: MetricSource["dimensions"]): MetricSource {
  return { namespace: "AWS/ApplicationELB", metricName: "TargetResponseTime", statistic, dimensions };
}
