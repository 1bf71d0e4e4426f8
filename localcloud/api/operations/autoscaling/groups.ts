import type { RunningInstance } from "../../../behaviour/model/instance";
import { groupSettings } from "../../../behaviour/autoscaling/group-settings";
import type { CloudResource } from "../../../model/resource";
import { objects, text, texts, type Properties } from "../../../model/values";
import { type ApiContext, reading, type ServiceOperations } from "../../operation";
import { CAPITAL_PAGES, pageOf } from "../pages";
import { groupsOfRegion } from "./lookup";

/** Amazon EC2 Auto Scaling API Reference, DescribeAutoScalingGroups and DescribeScalingActivities. */
export const groupOperations: ServiceOperations = {
  DescribeAutoScalingGroups: reading((call, context) => {
    const names = texts(call.input, "AutoScalingGroupNames");
    const found = groupsOfRegion(call, context).filter(
      ({ computed }) => names.length === 0 || names.includes(String(computed.name)),
    );
    const { elements, next } = pageOf(found, call.input, { ...CAPITAL_PAGES, most: 50 });
    return { AutoScalingGroups: elements.map((each) => groupForm(each, context)), ...next };
  }),
  DescribeScalingActivities: reading(({ input, region }, { running }) => {
    const name = text(input, "AutoScalingGroupName");
    const found = running
      .all("scalingActivity")
      .filter((each) => each.region === region && !each.resourceId.startsWith("service/"))
      .filter((each) => name === undefined || each.resourceId === name)
      .reverse()
      .map((activity) => ({
        ActivityId: activity.id,
        AutoScalingGroupName: activity.resourceId,
        Description: activity.description,
        Cause: activity.cause,
        StartTime: activity.startedAt,
        EndTime: activity.endedAt,
        StatusCode: activity.status,
        StatusMessage: activity.statusMessage,
        Progress: activity.endedAt === undefined ? 50 : 100,
      }));
    const { elements, next } = pageOf(found, input, CAPITAL_PAGES);
    return { Activities: elements, ...next };
  }),
};

function groupForm(group: CloudResource, { running }: ApiContext): Properties {
  const { inputs, computed, region } = group;
  const settings = groupSettings(group);
  const instances = running
    .all("instance")
    .filter((each) => each.autoScalingGroupName === settings.name && each.region === region);
  return {
    AutoScalingGroupName: computed.name,
    AutoScalingGroupARN: computed.arn,
    MinSize: settings.minSize,
    MaxSize: settings.maxSize,
    DesiredCapacity: settings.desiredCapacity,
    DefaultCooldown: computed.defaultCooldown,
    AvailabilityZones: texts(computed, "availabilityZones"),
    HealthCheckType: computed.healthCheckType,
    HealthCheckGracePeriod: inputs.healthCheckGracePeriod,
    CreatedTime: 0,
    VPCZoneIdentifier: settings.subnetIds.join(","),
    TargetGroupARNs: settings.targetGroupArns,
    NewInstancesProtectedFromScaleIn: settings.protectsNewInstances,
    TerminationPolicies: settings.terminationPolicies.length === 0 ? ["Default"] : settings.terminationPolicies,
    SuspendedProcesses: settings.suspendedProcesses.map((ProcessName) => ({ ProcessName })),
    Instances: instances.filter(({ lifecycleState }) => lifecycleState !== "Terminated").map(instanceForm),
    Tags: objects(inputs, "tags").map(({ key, value, propagateAtLaunch }) => ({
      ...{ Key: key, Value: value, PropagateAtLaunch: propagateAtLaunch },
      ...{ ResourceId: computed.name, ResourceType: "auto-scaling-group" },
    })),
  };
}

function instanceForm(instance: RunningInstance): Properties {
  return {
    InstanceId: instance.id,
    InstanceType: instance.instanceType,
    AvailabilityZone: instance.availabilityZone,
    LifecycleState: instance.lifecycleState,
    HealthStatus: instance.healthStatus,
    ProtectedFromScaleIn: instance.protectedFromScaleIn,
    LaunchTemplate:
      instance.launchTemplateId === undefined
        ? undefined
        : { LaunchTemplateId: instance.launchTemplateId, Version: instance.launchTemplateVersion },
  };
}
