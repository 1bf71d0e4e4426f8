import type { CloudReader, CloudResource } from "../../../model/resource";
import { type Properties, text } from "../../../model/values";
import { arn } from "../../../model/identifiers";
import { POLICY } from "../../../services/autoscaling/group-lookup";
import { parseArn } from "../../../../components/shared/arn";
import { oncePerObject } from "../../model/once-per-object";
import { alarmsOfPolicy, requestsPerTarget, type TrackingService } from "../../scaling/target-tracking";

export const TRACKING = "targetTrackingConfiguration";

const GROUPS: TrackingService = { configuration: TRACKING, alarmArns, predefinedMetric };

/** Alarms of all policies of Auto Scaling groups that track a target. */
export function trackingAlarms(cloud: CloudReader): CloudResource[] {
  return cloud.ofType(POLICY).flatMap(trackingAlarmsOf);
}

/** Alarms of a policy that tracks a target; none of another one. */
export const trackingAlarmsOf = oncePerObject((policy: CloudResource): readonly CloudResource[] =>
  alarmsOfPolicy(policy, GROUPS),
);

/** AWS draws an id for each alarm; here it is that of the policy, whose resource names no alarms. */
function alarmArns({ inputs, computed, region }: CloudResource): string[] {
  const { accountId, resource } = parseArn(text(computed, "arn") ?? "");
  const id = resource.split(":")[1] ?? "";
  return ["AlarmHigh", "AlarmLow"].map((kind) =>
    arn(
      "cloudwatch",
      region,
      accountId,
      `alarm:TargetTracking-${text(inputs, "autoscalingGroupName") ?? ""}-${kind}-${id}`,
    ),
  );
}

/** Amazon EC2 Auto Scaling API Reference, PredefinedMetricSpecification, PredefinedMetricType. */
const METRICS: Readonly<Record<string, string>> = {
  ASGAverageCPUUtilization: "CPUUtilization",
  ASGAverageNetworkIn: "NetworkIn",
  ASGAverageNetworkOut: "NetworkOut",
};

function predefinedMetric(type: string, { inputs }: CloudResource): Properties {
  const metricName = METRICS[type];
  if (metricName === undefined) {
    return requestsPerTarget(text(inputs, `${TRACKING}.predefinedMetricSpecification.resourceLabel`) ?? "");
  }
  const dimensions = { AutoScalingGroupName: text(inputs, "autoscalingGroupName") };
  return { namespace: "AWS/EC2", metricName, statistic: "Average", dimensions };
}
