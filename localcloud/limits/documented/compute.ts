import type { DocumentedLimit, DocumentedLimits } from "../types";

const TASK_DEFINITION = "Amazon ECS API Reference, RegisterTaskDefinition";
const CONTAINER = "Amazon ECS API Reference, ContainerDefinition";
const HEALTH_CHECK = "Amazon ECS API Reference, HealthCheck";
const PORT_MAPPING = "Amazon ECS API Reference, PortMapping";
const KEY_VALUE = "Amazon ECS API Reference, KeyValuePair";
const RESTART = "Amazon ECS API Reference, ContainerRestartPolicy";
const DEPLOYMENT = "Amazon ECS API Reference, DeploymentConfiguration";
const TARGET = "Application Auto Scaling API Reference, RegisterScalableTarget";
const STEP_SCALING = "Application Auto Scaling API Reference, StepScalingPolicyConfiguration";
const TARGET_TRACKING = "Application Auto Scaling API Reference, TargetTrackingScalingPolicyConfiguration";
const SCALABLE_TARGET_ACTION = "Application Auto Scaling API Reference, ScalableTargetAction";

const CAPABILITIES = [
  ...["ALL", "AUDIT_CONTROL", "AUDIT_WRITE", "BLOCK_SUSPEND", "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER"],
  ...["FSETID", "IPC_LOCK", "IPC_OWNER", "KILL", "LEASE", "LINUX_IMMUTABLE", "MAC_ADMIN", "MAC_OVERRIDE", "MKNOD"],
  ...["NET_ADMIN", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID"],
  ...["SYS_ADMIN", "SYS_BOOT", "SYS_CHROOT", "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO"],
  ...["SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "SYSLOG", "WAKE_ALARM"],
];
const CAPABILITY: DocumentedLimit = {
  document: "Amazon ECS API Reference, KernelCapabilities",
  enum: CAPABILITIES,
};

const BAKE_MINUTES: DocumentedLimit = { document: DEPLOYMENT, min: 0, max: 1440 };
const PORT: DocumentedLimit = { document: PORT_MAPPING, min: 0, max: 65535 };
const PERCENT = (min: number): DocumentedLimit => ({ document: DEPLOYMENT, min, max: 100, allows: isInTenths });
const NOT_NEGATIVE = (document: string): DocumentedLimit => ({ document, min: 0 });

/** Limits of containers and their scaling that the models leave out. */
export const COMPUTE_LIMITS: Readonly<Record<string, DocumentedLimits>> = {
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
    "containerDefinitions[].portMappings[].name": [{ document: PORT_MAPPING, pattern: "^[a-z0-9_][a-z0-9_-]{0,63}$" }],
    "containerDefinitions[].restartPolicy.restartAttemptPeriod": [{ document: RESTART, min: 60, max: 1800 }],
    "containerDefinitions[].restartPolicy.ignoredExitCodes": [{ document: RESTART, maxLength: 50 }],
    "containerDefinitions[].linuxParameters.swappiness": [
      { document: "Amazon ECS API Reference, LinuxParameters", min: 0, max: 100 },
    ],
    "containerDefinitions[].credentialSpecs": [{ document: CONTAINER, maxLength: 1 }],
    "containerDefinitions[].linuxParameters.capabilities.add[]": [CAPABILITY],
    "containerDefinitions[].linuxParameters.capabilities.drop[]": [CAPABILITY],
    "volumes[].name": [{ document: "Amazon ECS API Reference, Volume", pattern: "^[a-zA-Z0-9_-]{1,255}$" }],
    "containerDefinitions[].environment[].name": [{ document: KEY_VALUE, required: true, minLength: 1 }],
  },
  "aws:ecs/service:Service": {
    name: [name("Amazon ECS API Reference, CreateService")],
    desiredCount: [NOT_NEGATIVE("Amazon ECS API Reference, CreateService")],
    platformVersion: [
      {
        document: "Amazon ECS Developer Guide, Fargate platform versions for Amazon ECS",
        pattern: "^(?:LATEST|1\\.4\\.0|1\\.3\\.0|1\\.0\\.0)$",
        code: "PlatformUnknownException",
        message: () => "The specified platform does not exist.",
      },
    ],
    "loadBalancers[].containerPort": [
      { document: "Amazon ECS API Reference, LoadBalancer", required: true, min: 0, max: 65_535 },
    ],
    capacityProviderStrategies: [{ document: "Amazon ECS API Reference, CreateService", maxLength: 20 }],
    placementConstraints: [{ document: "Amazon ECS API Reference, CreateService", maxLength: 10 }],
    orderedPlacementStrategies: [{ document: "Amazon ECS API Reference, CreateService", maxLength: 5 }],
    healthCheckGracePeriodSeconds: [
      { document: "Amazon ECS API Reference, CreateService", min: 0, max: 2_147_483_647 },
    ],
    deploymentMinimumHealthyPercent: [NOT_NEGATIVE(DEPLOYMENT)],
    deploymentMaximumPercent: [{ document: DEPLOYMENT, min: 1 }],
    "deploymentConfiguration.bakeTimeInMinutes": [BAKE_MINUTES],
    "deploymentConfiguration.canaryConfiguration.canaryPercent": [PERCENT(0.1)],
    "deploymentConfiguration.canaryConfiguration.canaryBakeTimeInMinutes": [BAKE_MINUTES],
    "deploymentConfiguration.linearConfiguration.stepPercent": [PERCENT(3)],
    "deploymentConfiguration.linearConfiguration.stepBakeTimeInMinutes": [BAKE_MINUTES],
  },
  "aws:appautoscaling/target:Target": { minCapacity: [NOT_NEGATIVE(TARGET)], maxCapacity: [NOT_NEGATIVE(TARGET)] },
  "aws:appautoscaling/policy:Policy": {
    "stepScalingPolicyConfiguration.cooldown": [NOT_NEGATIVE(STEP_SCALING)],
    "stepScalingPolicyConfiguration.minAdjustmentMagnitude": [{ document: STEP_SCALING, min: 1 }],
    "targetTrackingScalingPolicyConfiguration.scaleInCooldown": [NOT_NEGATIVE(TARGET_TRACKING)],
    "targetTrackingScalingPolicyConfiguration.scaleOutCooldown": [NOT_NEGATIVE(TARGET_TRACKING)],
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    "scalableTargetAction.minCapacity": [NOT_NEGATIVE(SCALABLE_TARGET_ACTION)],
    "scalableTargetAction.maxCapacity": [NOT_NEGATIVE(SCALABLE_TARGET_ACTION)],
  },
};

/** Multiples of 0.1, which binary fractions only come near to. */
function isInTenths(value: unknown): boolean {
  const tenths = Number(value) * 10;
  return Math.abs(tenths - Math.round(tenths)) < 1e-9;
}

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
