import type { DocumentedLimit, DocumentedLimits } from "../types";

const GROUP = "Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup";
const SCALING_POLICY = "Amazon EC2 Auto Scaling API Reference, PutScalingPolicy";
const SCHEDULED_ACTION = "Amazon EC2 Auto Scaling API Reference, PutScheduledUpdateGroupAction";
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

/** Limits of instances, their groups and the scaling of these that the models leave out. */
export const INSTANCE_LIMITS: Readonly<Record<string, DocumentedLimits>> = {
  "aws:autoscaling/group:Group": {
    minSize: [atLeast(0, GROUP)],
    maxSize: [atLeast(0, GROUP)],
    desiredCapacity: [atLeast(0, GROUP)],
    defaultCooldown: [atLeast(0, GROUP)],
    defaultInstanceWarmup: [atLeast(-1, GROUP)], // -1 takes an earlier one away
    healthCheckGracePeriod: [atLeast(0, GROUP)],
    healthCheckType: [{ document: GROUP, pattern: "^(?:EC2|ELB|EBS|VPC_LATTICE)(?:,(?:EC2|ELB|EBS|VPC_LATTICE))*$" }],
    desiredCapacityType: [{ document: GROUP, enum: ["units", "memory-mib", "vcpu"] }],
    "terminationPolicies[]": [{ document: GROUP, pattern: `^(?:${TERMINATION_POLICIES.join("|")})$` }],
    "suspendedProcesses[]": [
      { document: "Amazon EC2 Auto Scaling User Guide, Suspend and resume processes", enum: PROCESSES },
    ],
    "enabledMetrics[]": [
      {
        document: "Amazon EC2 Auto Scaling API Reference, EnableMetricsCollection",
        enum: [...METRICS, ...WARM_POOL_METRICS],
      },
    ],
    metricsGranularity: [
      { document: "Amazon EC2 Auto Scaling API Reference, EnableMetricsCollection", enum: ["1Minute"] },
    ],
    maxInstanceLifetime: [
      {
        document: GROUP,
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
  },
  "aws:autoscaling/policy:Policy": {
    policyType: [
      {
        document: SCALING_POLICY,
        enum: ["TargetTrackingScaling", "StepScaling", "SimpleScaling", "PredictiveScaling"],
      },
    ],
    adjustmentType: [
      { document: SCALING_POLICY, enum: ["ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity"] },
    ],
    metricAggregationType: [{ document: SCALING_POLICY, enum: ["Minimum", "Maximum", "Average"] }],
    cooldown: [atLeast(0, SCALING_POLICY)],
    estimatedInstanceWarmup: [atLeast(0, SCALING_POLICY)],
  },
  // The provider leaves out a size of -1.
  "aws:autoscaling/schedule:Schedule": {
    minSize: [atLeast(-1, SCHEDULED_ACTION)],
    maxSize: [atLeast(-1, SCHEDULED_ACTION)],
    desiredCapacity: [atLeast(-1, SCHEDULED_ACTION)],
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    name: [
      {
        document: "Amazon EC2 API Reference, CreateLaunchTemplate",
        minLength: 3,
        maxLength: 128,
        pattern: "^[a-zA-Z0-9().\\-/_]+$",
      },
    ],
    userData: [
      {
        document: "Amazon EC2 API Reference, RequestLaunchTemplateData",
        allows: (value) => Buffer.from(String(value), "base64").length <= 16_384,
        code: "InvalidUserData.Malformed",
        message: () => "User data is limited to 16384 bytes",
      },
    ],
    "creditSpecification.cpuCredits": [
      { document: "Amazon EC2 API Reference, CreditSpecificationRequest", enum: ["standard", "unlimited"] },
    ],
    "metadataOptions.httpPutResponseHopLimit": [
      { document: "Amazon EC2 API Reference, LaunchTemplateInstanceMetadataOptionsRequest", min: 1, max: 64 },
    ],
    "blockDeviceMappings[].ebs.volumeSize": [
      { document: "Amazon EC2 API Reference, LaunchTemplateEbsBlockDeviceRequest", min: 1, max: 65_536 },
    ],
  },
};

function atLeast(min: number, document: string): DocumentedLimit {
  return { document, min };
}
