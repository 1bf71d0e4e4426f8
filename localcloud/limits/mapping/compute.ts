import type { TypeMapping } from "../types";

/** Containers and the instances that they run on, with their scaling. */
export const COMPUTE: Readonly<Record<string, TypeMapping>> = {
  "aws:ecs/cluster:Cluster": {
    operation: "ecs.CreateCluster",
    inputs: { name: "clusterName" },
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    operation: "ecs.PutClusterCapacityProviders",
    inputs: { clusterName: "cluster" },
  },
  "aws:ecs/capacityProvider:CapacityProvider": { operation: "ecs.CreateCapacityProvider" },
  "aws:ecs/taskDefinition:TaskDefinition": {
    operation: "ecs.RegisterTaskDefinition",
    inputs: { "volumes[].hostPath": "volumes.host.sourcePath" },
    documents: ["containerDefinitions"],
  },
  "aws:ecs/service:Service": {
    operation: "ecs.CreateService",
    inputs: {
      name: "serviceName",
      iamRole: "role",
      alarms: "deploymentConfiguration.alarms",
      deploymentCircuitBreaker: "deploymentConfiguration.deploymentCircuitBreaker",
      deploymentMaximumPercent: "deploymentConfiguration.maximumPercent",
      deploymentMinimumHealthyPercent: "deploymentConfiguration.minimumHealthyPercent",
      networkConfiguration: "networkConfiguration.awsvpcConfiguration",
      // A word for the API, true or false for Pulumi.
      "networkConfiguration.assignPublicIp": null,
      orderedPlacementStrategies: "placementStrategy",
      "serviceConnectConfiguration.services[].clientAlias": "serviceConnectConfiguration.services.clientAliases",
      volumeConfiguration: "volumeConfigurations",
      "volumeConfiguration.managedEbsVolume.fileSystemType": "volumeConfigurations.managedEBSVolume.filesystemType",
    },
  },
  "aws:ecr/repository:Repository": {
    operation: "ecr.CreateRepository",
    inputs: { name: "repositoryName" },
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    operation: "ecr.PutLifecyclePolicy",
    inputs: { repository: "repositoryName", policy: "lifecyclePolicyText" },
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": {
    operation: "ecr.SetRepositoryPolicy",
    inputs: { repository: "repositoryName", policy: "policyText" },
  },
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
