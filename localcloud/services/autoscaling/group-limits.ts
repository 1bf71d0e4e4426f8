import type { DocumentedLimit, DocumentedLimits, TypeMapping } from "../../model/limits";

const CREATE_GROUP = "Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup";
const ENABLE_METRICS = "Amazon EC2 Auto Scaling API Reference, EnableMetricsCollection";
const DISTRIBUTION = "Amazon EC2 Auto Scaling API Reference, InstancesDistribution";

/** Metrics of the group itself, then those of its warm pool. */
const METRICS = [
  ...["MinSize", "MaxSize", "DesiredCapacity", "InServiceInstances", "PendingInstances", "StandbyInstances"],
  ...["TerminatingInstances", "TotalInstances", "InServiceCapacity", "PendingCapacity", "StandbyCapacity"],
  ...["TerminatingCapacity", "TotalCapacity"],
].map((metric) => `Group${metric}`);
const WARM_POOL_METRICS = [
  ...["WarmPoolDesiredCapacity", "WarmPoolWarmedCapacity", "WarmPoolPendingCapacity", "WarmPoolTerminatingCapacity"],
  ...["WarmPoolTotalCapacity", "GroupAndWarmPoolDesiredCapacity", "GroupAndWarmPoolTotalCapacity"],
];

const PROCESSES = [
  ...["Launch", "Terminate", "AddToLoadBalancer", "AlarmNotification", "AZRebalance", "HealthCheck"],
  ...["InstanceRefresh", "ReplaceUnhealthy", "ScheduledActions"],
];

const TERMINATION_POLICIES = [
  ...["Default", "AllocationStrategy", "ClosestToNextInstanceHour", "NewestInstance", "OldestInstance"],
  ...["OldestLaunchConfiguration", "OldestLaunchTemplate", "arn:[^:]+:lambda:.+"],
];

const SPOT_STRATEGIES = [
  ...["capacity-optimized", "capacity-optimized-prioritized", "lowest-price", "price-capacity-optimized"],
];

export const groupMapping: TypeMapping = {
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
};

export const groupLimits: DocumentedLimits = {
  minSize: [atLeast(0)],
  maxSize: [atLeast(0)],
  desiredCapacity: [atLeast(0)],
  defaultCooldown: [atLeast(0)],
  defaultInstanceWarmup: [atLeast(-1)], // -1 removes an earlier one
  healthCheckGracePeriod: [atLeast(0)],
  healthCheckType: [
    { document: CREATE_GROUP, pattern: "^(?:EC2|ELB|EBS|VPC_LATTICE)(?:,(?:EC2|ELB|EBS|VPC_LATTICE))*$" },
  ],
  desiredCapacityType: [{ document: CREATE_GROUP, enum: ["units", "memory-mib", "vcpu"] }],
  "terminationPolicies[]": [{ document: CREATE_GROUP, pattern: `^(?:${TERMINATION_POLICIES.join("|")})$` }],
  "suspendedProcesses[]": [
    { document: "Amazon EC2 Auto Scaling User Guide, Suspend and resume processes", enum: PROCESSES },
  ],
  "enabledMetrics[]": [{ document: ENABLE_METRICS, enum: [...METRICS, ...WARM_POOL_METRICS] }],
  metricsGranularity: [{ document: ENABLE_METRICS, enum: ["1Minute"] }],
  maxInstanceLifetime: [
    {
      document: CREATE_GROUP,
      allows: (value) => Number(value) === 0 || Number(value) >= 86_400,
      message: (value) => `Max instance lifetime '${value}' must be 0 or at least 86400 seconds`,
    },
  ],
  "instanceRefresh.preferences.alarmSpecification.alarms": [
    { document: "Amazon EC2 Auto Scaling API Reference, AlarmSpecification", maxLength: 10 },
  ],
  "mixedInstancesPolicy.instancesDistribution.onDemandAllocationStrategy": [
    { document: DISTRIBUTION, enum: ["lowest-price", "prioritized"] },
  ],
  "mixedInstancesPolicy.instancesDistribution.spotAllocationStrategy": [
    { document: DISTRIBUTION, enum: SPOT_STRATEGIES },
  ],
  "mixedInstancesPolicy.instancesDistribution.onDemandBaseCapacity": [atLeast(0, DISTRIBUTION)],
  "mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity": [
    { document: DISTRIBUTION, min: 0, max: 100 },
  ],
  "mixedInstancesPolicy.launchTemplate.overrides[].weightedCapacity": [
    {
      document: "Amazon EC2 Auto Scaling API Reference, LaunchTemplateOverrides",
      allows: (value) => Number(value) >= 1 && Number(value) <= 999,
      message: (value) => `WeightedCapacity must be from 1 to 999, got '${value}'`,
    },
  ],
};

function atLeast(min: number, document = CREATE_GROUP): DocumentedLimit {
  return { document, min };
}
