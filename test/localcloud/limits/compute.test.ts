import { describeLimits } from "./inputs";

const x = (length: number) => "x".repeat(length);

/** One more than an instance refresh watches. */
const ALARMS = Array.from({ length: 11 }, (_, index) => `alarm-${index}`);

describeLimits("aws:appautoscaling/target:Target", [
  ["serviceNamespace", "ECS", "ecs", "ValidationException", "at 'serviceNamespace'"],
  ["scalableDimension", "ecs:service:Count", "ecs:service:DesiredCount", "ValidationException", "DesiredCount"],
  ["minCapacity", -1, 0, "ValidationException", "at 'minCapacity'"],
  ["resourceId", x(1601), x(1600), "ValidationException", "less than or equal to 1600"],
]);

describeLimits("aws:appautoscaling/policy:Policy", [
  ["name", x(257), x(256), "ValidationException", "at 'policyName'"],
  ["policyType", "Step", "StepScaling", "ValidationException", "TargetTrackingScaling"],
  [
    "stepScalingPolicyConfiguration.adjustmentType",
    "Change",
    "ExactCapacity",
    "ValidationException",
    "ChangeInCapacity",
  ],
  [
    "stepScalingPolicyConfiguration.metricAggregationType",
    "Sum",
    "Maximum",
    "ValidationException",
    "[Average, Minimum, Maximum]",
  ],
]);

describeLimits("aws:autoscaling/group:Group", [
  ["name", x(256), x(255), "ValidationError", "at 'autoScalingGroupName'"],
  ["minSize", -1, 0, "ValidationError", "at 'minSize'"],
  ["healthCheckType", "ALB", "ELB", "ValidationError", "at 'healthCheckType'"],
  ["maxInstanceLifetime", 86_399, 86_400, "ValidationError", "must be 0 or at least 86400"],
  ["launchTemplate.name", "ab", "abc", "ValidationError", "greater than or equal to 3"],
  [
    "instanceRefresh.preferences.minHealthyPercentage",
    101,
    100,
    "ValidationError",
    "at 'preferences.minHealthyPercentage'",
  ],
  ["warmPool.poolState", "Cold", "Stopped", "ValidationError", "[Stopped, Running, Hibernated]"],
  ["tags[0].key", x(129), x(128), "ValidationError", "at 'tags.1.member.key'"],
  ["enabledMetrics[0]", "GroupSize", "GroupTotalInstances", "ValidationError", "GroupMinSize"],
  ["metricsGranularity", "5Minutes", "1Minute", "ValidationError", "[1Minute]"],
  ["terminationPolicies[0]", "Oldest", "OldestLaunchTemplate", "ValidationError", "terminationPolicies.1.member"],
  ["defaultInstanceWarmup", -2, -1, "ValidationError", "greater than or equal to -1"],
  ["suspendedProcesses[0]", "Scale", "AZRebalance", "ValidationError", "ReplaceUnhealthy"],
  ["instanceRefresh.preferences.alarmSpecification.alarms", ALARMS, ALARMS.slice(1), "ValidationError", "10"],
  [
    "mixedInstancesPolicy.instancesDistribution.spotAllocationStrategy",
    "cheap",
    "lowest-price",
    "ValidationError",
    "price-",
  ],
  [
    "mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity",
    101,
    100,
    "ValidationError",
    "100",
  ],
  [
    "mixedInstancesPolicy.launchTemplate.overrides[0].weightedCapacity",
    "1000",
    "999",
    "ValidationError",
    "from 1 to 999",
  ],
]);

describeLimits("aws:autoscaling/schedule:Schedule", [
  ["minSize", -2, -1, "ValidationError", "greater than or equal to -1"],
  ["scheduledActionName", x(256), x(255), "ValidationError", "at 'scheduledActionName'"],
]);

describeLimits("aws:autoscaling/policy:Policy", [
  ["policyType", "Simple", "SimpleScaling", "ValidationError", "TargetTrackingScaling"],
  ["adjustmentType", "Change", "ChangeInCapacity", "ValidationError", "PercentChangeInCapacity"],
  ["cooldown", -1, 0, "ValidationError", "at 'cooldown'"],
]);

describeLimits("aws:ec2/launchTemplate:LaunchTemplate", [
  ["name", "lt", "lt1", "InvalidParameterValue", "parameter launchTemplateName is invalid"],
  ["name", "lt 1", "lt(1)", "InvalidParameterValue", "regular expression"],
  [
    "instanceType",
    "t3.mega",
    "t3.large",
    "InvalidParameterValue",
    "Value (t3.mega) for parameter launchTemplateData.instanceType",
  ],
  ["metadataOptions.httpTokens", "always", "required", "InvalidParameterValue", "[optional, required]"],
  ["metadataOptions.httpPutResponseHopLimit", 65, 64, "InvalidParameterValue", "less than or equal to 64"],
  ["blockDeviceMappings[0].ebs.volumeType", "gp4", "gp3", "InvalidParameterValue", "gp2"],
  ["blockDeviceMappings[0].ebs.volumeSize", 0, 1, "InvalidParameterValue", "greater than or equal to 1"],
  [
    "userData",
    Buffer.alloc(16_385).toString("base64"),
    Buffer.alloc(16_384).toString("base64"),
    "InvalidUserData.Malformed",
    "User data is limited to 16384 bytes",
  ],
]);

describeLimits("aws:secretsmanager/secret:Secret", [
  ["name", "proofpix registry", "proofpix/registry", "ValidationException", "Invalid name. Must be a valid name"],
  ["name", x(513), x(512), "ValidationException", "less than or equal to 512"],
  ["recoveryWindowInDays", 6, 7, "InvalidParameterException", "between 7 and 30 days"],
  ["recoveryWindowInDays", 31, 30, "InvalidParameterException", "between 7 and 30 days"],
  ["recoveryWindowInDays", 1, 0, "InvalidParameterException", "between 7 and 30 days"],
]);
