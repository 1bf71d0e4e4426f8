import type { DocumentedLimit, DocumentedLimits } from "../types";

const TASK_DEFINITION = "Amazon ECS API Reference, RegisterTaskDefinition";
const CONTAINER = "Amazon ECS API Reference, ContainerDefinition";
const HEALTH_CHECK = "Amazon ECS API Reference, HealthCheck";
const PORT_MAPPING = "Amazon ECS API Reference, PortMapping";
const DEPLOYMENT = "Amazon ECS API Reference, DeploymentConfiguration";
const GROUP = "Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup";
const SCALING_POLICY = "Amazon EC2 Auto Scaling API Reference, PutScalingPolicy";
const TARGET = "Application Auto Scaling API Reference, RegisterScalableTarget";

const BAKE_MINUTES: DocumentedLimit = { document: DEPLOYMENT, min: 0, max: 1440 };
const PORT: DocumentedLimit = { document: PORT_MAPPING, min: 0, max: 65535 };
const NOT_NEGATIVE = (document: string): DocumentedLimit => ({ document, min: 0 });

/** Limits of containers, instances and their scaling that the models leave out. */
export const COMPUTE_LIMITS: DocumentedLimits = {
  "aws:ecs/cluster:Cluster": { name: [name("Amazon ECS API Reference, CreateCluster")] },
  "aws:ecs/capacityProvider:CapacityProvider": {
    name: [
      {
        document: "Amazon ECS API Reference, CreateCapacityProvider",
        pattern: "^(?!aws|ecs|fargate)[a-zA-Z0-9_-]{1,255}$",
        code: "ClientException",
        message: () =>
          "The specified capacity provider name is invalid. Up to 255 characters are allowed, including letters (upper " +
          'and lowercase), numbers, underscores, and hyphens. The name cannot be prefixed with "aws", "ecs", or "fargate".',
      },
    ],
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    family: [name(TASK_DEFINITION)],
    "ephemeralStorage.sizeInGib": [{ document: "Amazon ECS API Reference, EphemeralStorage", min: 21, max: 200 }],
    "containerDefinitions[].name": [needed("name"), name(CONTAINER)],
    "containerDefinitions[].image": [needed("image")],
    "containerDefinitions[].memory": [{ document: CONTAINER, min: 4 }],
    "containerDefinitions[].portMappings[].containerPort": [PORT],
    "containerDefinitions[].portMappings[].hostPort": [PORT],
    "containerDefinitions[].healthCheck.interval": [{ document: HEALTH_CHECK, min: 5, max: 300 }],
    "containerDefinitions[].healthCheck.timeout": [{ document: HEALTH_CHECK, min: 2, max: 60 }],
    "containerDefinitions[].healthCheck.retries": [{ document: HEALTH_CHECK, min: 1, max: 10 }],
    "containerDefinitions[].healthCheck.startPeriod": [{ document: HEALTH_CHECK, min: 0, max: 300 }],
    "containerDefinitions[].healthCheck.command": [{ document: HEALTH_CHECK, minLength: 1 }],
  },
  "aws:ecs/service:Service": {
    name: [name("Amazon ECS API Reference, CreateService")],
    desiredCount: [NOT_NEGATIVE("Amazon ECS API Reference, CreateService")],
    healthCheckGracePeriodSeconds: [
      { document: "Amazon ECS API Reference, CreateService", min: 0, max: 2_147_483_647 },
    ],
    deploymentMinimumHealthyPercent: [NOT_NEGATIVE(DEPLOYMENT)],
    deploymentMaximumPercent: [{ document: DEPLOYMENT, min: 1 }],
    "deploymentConfiguration.bakeTimeInMinutes": [BAKE_MINUTES],
    "deploymentConfiguration.canaryConfiguration.canaryPercent": [{ document: DEPLOYMENT, min: 0.1, max: 100 }],
    "deploymentConfiguration.canaryConfiguration.canaryBakeTimeInMinutes": [BAKE_MINUTES],
    "deploymentConfiguration.linearConfiguration.stepPercent": [{ document: DEPLOYMENT, min: 3, max: 100 }],
    "deploymentConfiguration.linearConfiguration.stepBakeTimeInMinutes": [BAKE_MINUTES],
  },
  "aws:appautoscaling/target:Target": { minCapacity: [NOT_NEGATIVE(TARGET)], maxCapacity: [NOT_NEGATIVE(TARGET)] },
  "aws:autoscaling/group:Group": {
    minSize: [NOT_NEGATIVE(GROUP)],
    maxSize: [NOT_NEGATIVE(GROUP)],
    desiredCapacity: [NOT_NEGATIVE(GROUP)],
    defaultCooldown: [NOT_NEGATIVE(GROUP)],
    healthCheckGracePeriod: [NOT_NEGATIVE(GROUP)],
    healthCheckType: [{ document: GROUP, pattern: "^(?:EC2|ELB|EBS|VPC_LATTICE)(?:,(?:EC2|ELB|EBS|VPC_LATTICE))*$" }],
    desiredCapacityType: [{ document: GROUP, enum: ["units", "memory-mib", "vcpu"] }],
    maxInstanceLifetime: [
      {
        document: GROUP,
        allows: (value) => Number(value) === 0 || Number(value) >= 86_400,
        message: (value) => `Max instance lifetime '${value}' must be 0 or at least 86400 seconds`,
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
    cooldown: [NOT_NEGATIVE(SCALING_POLICY)],
    estimatedInstanceWarmup: [NOT_NEGATIVE(SCALING_POLICY)],
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
    "metadataOptions.httpPutResponseHopLimit": [
      { document: "Amazon EC2 API Reference, LaunchTemplateInstanceMetadataOptionsRequest", min: 1, max: 64 },
    ],
    "blockDeviceMappings[].ebs.volumeSize": [
      { document: "Amazon EC2 API Reference, LaunchTemplateEbsBlockDeviceRequest", min: 1, max: 65_536 },
    ],
  },
};

function name(document: string): DocumentedLimit {
  return { document, pattern: "^[a-zA-Z0-9_-]{1,255}$" };
}

function needed(field: string): DocumentedLimit {
  return {
    document: CONTAINER,
    required: true,
    minLength: 1,
    message: () => `Container.${field} should not be null or empty.`,
  };
}
