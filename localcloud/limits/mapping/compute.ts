import type { TypeMapping } from "../types";

/** Instances, and the scaling of instances and containers. */
export const COMPUTE: Readonly<Record<string, TypeMapping>> = {
  "aws:appautoscaling/target:Target": { operation: "application-autoscaling.RegisterScalableTarget" },
  "aws:appautoscaling/policy:Policy": {
    operation: "application-autoscaling.PutScalingPolicy",
    inputs: { name: "PolicyName", predictiveScalingPolicyConfiguration: null },
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    operation: "application-autoscaling.PutScheduledAction",
    inputs: { name: "ScheduledActionName" },
  },
  "aws:autoscaling/group:Group": {
    operation: "autoscaling.CreateAutoScalingGroup",
    inputs: {
      name: "AutoScalingGroupName",
      enabledMetrics: "EnableMetricsCollection:Metrics",
      metricsGranularity: "EnableMetricsCollection:Granularity",
      initialLifecycleHooks: "LifecycleHookSpecificationList",
      "initialLifecycleHooks[].name": "LifecycleHookSpecificationList.LifecycleHookName",
      "instanceRefresh.strategy": "StartInstanceRefresh:Strategy",
      "instanceRefresh.preferences": "StartInstanceRefresh:Preferences",
      launchConfiguration: "LaunchConfigurationName",
      "launchTemplate.id": "LaunchTemplate.LaunchTemplateId",
      "launchTemplate.name": "LaunchTemplate.LaunchTemplateName",
      loadBalancers: "LoadBalancerNames",
      suspendedProcesses: "SuspendProcesses:ScalingProcesses",
      "warmPool.instanceReusePolicy": "PutWarmPool:InstanceReusePolicy",
      "warmPool.maxGroupPreparedCapacity": "PutWarmPool:MaxGroupPreparedCapacity",
      "warmPool.minSize": "PutWarmPool:MinSize",
      "warmPool.poolState": "PutWarmPool:PoolState",
    },
  },
  "aws:autoscaling/policy:Policy": {
    operation: "autoscaling.PutScalingPolicy",
    inputs: {
      name: "PolicyName",
      predictiveScalingConfiguration: null,
      "targetTrackingConfiguration.customizedMetricSpecification.metricDimensions":
        "TargetTrackingConfiguration.CustomizedMetricSpecification.Dimensions",
    },
  },
  "aws:autoscaling/schedule:Schedule": { operation: "autoscaling.PutScheduledUpdateGroupAction" },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    operation: "ec2.CreateLaunchTemplate",
    within: "LaunchTemplateData",
    inputs: {
      name: "LaunchTemplateName",
      description: "VersionDescription",
      vpcSecurityGroupIds: "LaunchTemplateData.SecurityGroupIds",
      securityGroupNames: "LaunchTemplateData.SecurityGroups",
    },
  },
};
