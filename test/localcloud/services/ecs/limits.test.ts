import { describeLimits } from "../../limits/inputs";

const x = (length: number) => "x".repeat(length);

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
