import type { CloudReader, CloudResource } from "../../model/resource";
import { type Properties, text, texts } from "../../model/values";
import { SCALING_POLICY } from "../../services/appautoscaling/scalable-target";
import { oncePerObject } from "../model/once-per-object";
import { alarmsOfPolicy, requestsPerTarget, type TrackingService } from "../scaling/target-tracking";

export const TRACKING = "targetTrackingScalingPolicyConfiguration";

const SERVICES: TrackingService = {
  configuration: TRACKING,
  alarmArns: ({ computed }) => texts(computed, "alarmArns"),
  predefinedMetric,
};

/** Alarms of all policies of services that track a target. */
export function trackingAlarms(cloud: CloudReader): CloudResource[] {
  return cloud.ofType(SCALING_POLICY).flatMap(trackingAlarmsOf);
}

/** Alarms of a policy that tracks a target; none of another one. */
export const trackingAlarmsOf = oncePerObject((policy: CloudResource): readonly CloudResource[] =>
  alarmsOfPolicy(policy, SERVICES),
);

/** Application Auto Scaling User Guide, "Predefined metrics for target tracking scaling policies". */
function predefinedMetric(type: string, { inputs }: CloudResource): Properties {
  if (type === "ALBRequestCountPerTarget") {
    return requestsPerTarget(text(inputs, `${TRACKING}.predefinedMetricSpecification.resourceLabel`) ?? "");
  }
  const [, ClusterName = "", ServiceName = ""] = (text(inputs, "resourceId") ?? "").split("/");
  const metricName = type.startsWith("ECSServiceAverageCPU") ? "CPUUtilization" : "MemoryUtilization";
  return { namespace: "AWS/ECS", metricName, statistic: "Average", dimensions: { ClusterName, ServiceName } };
}
