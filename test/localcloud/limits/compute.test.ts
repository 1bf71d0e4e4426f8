import { describeLimits } from "./inputs";

const x = (length: number) => "x".repeat(length);

/** One more than an instance refresh watches. */
const ALARMS = Array.from({ length: 11 }, (_, index) => `alarm-${index}`);

describeLimits("aws:ecs/cluster:Cluster", [
  ["name", "proofpix.production", "proofpix-production", "InvalidParameterException", "at 'clusterName'"],
  ["name", x(256), x(255), "InvalidParameterException", "at 'clusterName'"],
  ["settings[0].name", "insights", "containerInsights", "InvalidParameterException", "at 'settings.1.member.name'"],
  ["configuration.executeCommandConfiguration.logging", "ON", "NONE", "InvalidParameterException", "OVERRIDE"],
]);

describeLimits("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", [
  [
    "defaultCapacityProviderStrategies[0].weight",
    1001,
    1000,
    "InvalidParameterException",
    "less than or equal to 1000",
  ],
  ["defaultCapacityProviderStrategies[0].base", 100_001, 100_000, "InvalidParameterException", "equal to 100000"],
]);

describeLimits("aws:ecs/capacityProvider:CapacityProvider", [
  ["name", "ecs-instances", "instances-ecs", "ClientException", 'cannot be prefixed with "aws", "ecs", or "fargate"'],
  ["name", x(256), x(255), "ClientException", "Up to 255 characters"],
  ["autoScalingGroupProvider.managedScaling.targetCapacity", 0, 1, "InvalidParameterException", "equal to 1"],
  ["autoScalingGroupProvider.managedScaling.targetCapacity", 101, 100, "InvalidParameterException", "equal to 100"],
  [
    "autoScalingGroupProvider.managedScaling.maximumScalingStepSize",
    10_001,
    10_000,
    "InvalidParameterException",
    "10000",
  ],
  ["autoScalingGroupProvider.managedTerminationProtection", "OFF", "ENABLED", "InvalidParameterException", "DISABLED"],
]);

describeLimits("aws:ecs/taskDefinition:TaskDefinition", [
  ["family", "enterprise/1", "enterprise_1", "ClientException", "at 'family'"],
  ["networkMode", "vpc", "bridge", "ClientException", "[bridge, host, awsvpc, none]"],
  ["requiresCompatibilities[0]", "FARGATE_SPOT", "EC2", "ClientException", "at 'requiresCompatibilities.1.member'"],
  ["ephemeralStorage.sizeInGib", 20, 21, "ClientException", "at 'ephemeralStorage.sizeInGiB'"],
  ["ephemeralStorage.sizeInGib", 201, 200, "ClientException", "less than or equal to 200"],
  ["runtimePlatform.cpuArchitecture", "AMD64", "ARM64", "ClientException", "[X86_64, ARM64]"],
  [
    "containerDefinitions[0].name",
    "enterprise.web",
    "enterprise-web",
    "ClientException",
    "containerDefinitions.1.member.name",
  ],
  ["containerDefinitions[0].name", "", "e", "ClientException", "Container.name should not be null or empty."],
  ["containerDefinitions[0].image", "", "e", "ClientException", "Container.image should not be null or empty."],
  ["containerDefinitions[0].memory", 3, 4, "ClientException", "greater than or equal to 4"],
  ["containerDefinitions[0].portMappings[0].containerPort", 65_536, 65_535, "ClientException", "portMappings.1.member"],
  ["containerDefinitions[0].portMappings[0].protocol", "TCP", "udp", "ClientException", "[tcp, udp]"],
  ["containerDefinitions[0].portMappings[0].appProtocol", "https", "grpc", "ClientException", "[http, http2, grpc]"],
  ["containerDefinitions[0].healthCheck.interval", 4, 5, "ClientException", "greater than or equal to 5"],
  ["containerDefinitions[0].healthCheck.timeout", 61, 60, "ClientException", "less than or equal to 60"],
  ["containerDefinitions[0].healthCheck.retries", 11, 10, "ClientException", "less than or equal to 10"],
  ["containerDefinitions[0].healthCheck.startPeriod", 301, 300, "ClientException", "less than or equal to 300"],
  [
    "containerDefinitions[0].healthCheck.command",
    [],
    ["CMD", "true"],
    "ClientException",
    "length greater than or equal to 1",
  ],
  ["containerDefinitions[0].logConfiguration.logDriver", "cloudwatch", "awsfirelens", "ClientException", "awslogs"],
  ["containerDefinitions[0].ulimits[0].name", "files", "nproc", "ClientException", "nofile"],
]);

describeLimits("aws:ecs/service:Service", [
  ["name", "enterprise web", "enterprise-web", "InvalidParameterException", "at 'serviceName'"],
  ["desiredCount", -1, 0, "InvalidParameterException", "greater than or equal to 0"],
  ["healthCheckGracePeriodSeconds", -1, 0, "InvalidParameterException", "greater than or equal to 0"],
  ["launchType", "SPOT", "FARGATE", "InvalidParameterException", "[EC2, FARGATE, EXTERNAL, MANAGED_INSTANCES]"],
  ["propagateTags", "TASK", "TASK_DEFINITION", "InvalidParameterException", "[TASK_DEFINITION, SERVICE, NONE]"],
  ["schedulingStrategy", "SINGLE", "DAEMON", "InvalidParameterException", "[REPLICA, DAEMON]"],
  [
    "capacityProviderStrategies[0].weight",
    1001,
    1000,
    "InvalidParameterException",
    "capacityProviderStrategy.1.member",
  ],
  ["deploymentConfiguration.strategy", "BLUEGREEN", "CANARY", "InvalidParameterException", "BLUE_GREEN"],
  ["deploymentConfiguration.bakeTimeInMinutes", "1441", "1440", "InvalidParameterException", "equal to 1440"],
  ["deploymentConfiguration.bakeTimeInMinutes", "soon", "0", "InvalidParameterException", "greater than or equal to 0"],
  ["deploymentConfiguration.canaryConfiguration.canaryPercent", "0", "0.1", "InvalidParameterException", "0.1"],
  ["deploymentConfiguration.linearConfiguration.stepPercent", "2.9", "3", "InvalidParameterException", "equal to 3"],
  [
    "deploymentMinimumHealthyPercent",
    -1,
    0,
    "InvalidParameterException",
    "deploymentConfiguration.minimumHealthyPercent",
  ],
  [
    "orderedPlacementStrategies[0].type",
    "pack",
    "binpack",
    "InvalidParameterException",
    "placementStrategy.1.member.type",
  ],
  ["availabilityZoneRebalancing", "ON", "ENABLED", "InvalidParameterException", "[ENABLED, DISABLED]"],
]);

describeLimits("aws:ecr/repository:Repository", [
  [
    "name",
    "ProofPix/enterprise",
    "proofpix/enterprise",
    "InvalidParameterException",
    "Invalid parameter at 'repositoryName'",
  ],
  ["name", "a", "ab", "InvalidParameterException", "'must have length greater than or equal to 2'"],
  ["imageTagMutability", "immutable", "MUTABLE", "InvalidParameterException", "at 'imageTagMutability'"],
  [
    "encryptionConfigurations[0].encryptionType",
    "AES",
    "AES256",
    "InvalidParameterException",
    "[AES256, KMS, KMS_DSSE]",
  ],
]);

describeLimits("aws:ecr/lifecyclePolicy:LifecyclePolicy", [
  ["policy", x(30_721), x(30_720), "InvalidParameterException", "at 'lifecyclePolicyText'"],
]);

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
