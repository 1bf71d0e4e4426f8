import type { CloudReader } from "../../model/resource";
import { flag, texts } from "../../model/values";
import { GROUP, groupNamed } from "../../services/autoscaling/group-lookup";
import { launchTemplateOf } from "../../services/autoscaling/launch-source";
import { number } from "../../model/values";
import { groupedBy } from "../grouping";
import type { RunningInstance } from "../model/instance";
import { type Instant, MINUTE } from "../model/instant";
import type { MetricDatum } from "../model/metric";
import { oncePerObject } from "../model/once-per-object";
import type { RunningReader } from "../model/running";
import type { TaskUsage } from "./task-usage";

/**
 * What the tasks on each instance used of it. Its operating system and agent use nothing here. Without detailed
 * monitoring Amazon EC2 publishes each five minutes (Amazon EC2 User Guide, "Manage detailed monitoring").
 */
export function instanceData(
  usages: readonly TaskUsage[],
  minute: Instant,
  cloud: CloudReader,
  running: RunningReader,
): MetricDatum[] {
  const byInstance = groupedBy(usages, ({ task }) => task.instanceId);
  return running.all("instance").flatMap((instance) => {
    const { containerInstance, inServiceAt = Infinity, lifecycleState } = instance;
    if (containerInstance === undefined || inServiceAt > minute || lifecycleState === "Terminated") return [];
    const own = byInstance.get(instance.id) ?? [];
    const [cpu, memory] = [total(own, "cpu"), total(own, "memory")];
    const { ofInstance, ofGroup } = dimensionsOf(instance);
    const common = { region: instance.region, at: minute };
    const load = { ...common, metricName: "CPUUtilization", value: (100 * cpu) / containerInstance.registeredCpu };
    const used = { metricName: "mem_used_percent", value: (100 * memory) / containerInstance.registeredMemory };
    return [
      ...(isPublishedNow(instance, minute, cloud)
        ? [ofInstance, ofGroup].map((dimensions) => ({ ...load, namespace: "AWS/EC2", dimensions }))
        : []),
      { ...common, ...used, namespace: "CWAgent", dimensions: ofGroup },
    ];
  });
}

/** The same objects each time, by which the metric store finds their metrics soonest. */
const dimensionsOf = oncePerObject(({ id, autoScalingGroupName }: RunningInstance) => ({
  ofInstance: { InstanceId: id },
  ofGroup: { AutoScalingGroupName: autoScalingGroupName },
}));

function total(usages: readonly TaskUsage[], of: "cpu" | "memory"): number {
  return usages.reduce((sum, usage) => sum + usage[of], 0);
}

function isPublishedNow(instance: RunningInstance, minute: Instant, cloud: CloudReader): boolean {
  if (minute % (5 * MINUTE) === 0) return true;
  const group = groupNamed(instance.autoScalingGroupName, instance.region, cloud);
  const template = group === undefined ? undefined : launchTemplateOf(group.inputs, group.region, cloud);
  return flag(template?.inputs ?? {}, "monitoring.enabled") === true;
}

/** Amazon EC2 Auto Scaling User Guide, "Monitor CloudWatch metrics for your Auto Scaling groups". */
export function groupData(at: Instant, cloud: CloudReader, running: RunningReader): MetricDatum[] {
  return cloud.ofType(GROUP).flatMap((group) => {
    const enabled = texts(group.inputs, "enabledMetrics");
    if (enabled.length === 0) return [];
    const own = running.all("instance").filter((each) => each.autoScalingGroupName === group.id);
    const inState = (state: RunningInstance["lifecycleState"]): number =>
      own.filter(({ lifecycleState }) => lifecycleState === state).length;
    const desired = number(group.inputs, "desiredCapacity") ?? number(group.computed, "desiredCapacity");
    const values: Readonly<Record<string, number | undefined>> = {
      GroupDesiredCapacity: desired,
      GroupInServiceInstances: inState("InService"),
      GroupMaxSize: number(group.inputs, "maxSize"),
      GroupMinSize: number(group.inputs, "minSize"),
      GroupPendingInstances: inState("Pending"),
      GroupTerminatingInstances: inState("Terminating"),
      GroupTotalInstances: own.length - inState("Terminated"),
    };
    const dimensions = { AutoScalingGroupName: group.id };
    return enabled.flatMap((metricName): MetricDatum[] => {
      const value = values[metricName];
      return value === undefined
        ? []
        : [{ region: group.region, namespace: "AWS/AutoScaling", metricName, dimensions, at, value }];
    });
  });
}
