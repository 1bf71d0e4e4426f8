import type { DocumentedLimit, DocumentedLimits, TypeMapping } from "../../model/limits";

const CREATE_SERVICE = "Amazon ECS API Reference, CreateService";
const DEPLOYMENT = "Amazon ECS API Reference, DeploymentConfiguration";

const BAKE_MINUTES: DocumentedLimit = { document: DEPLOYMENT, min: 0, max: 1440 };

export const SERVICE_MAPPING: TypeMapping = {
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
};

export const SERVICE_LIMITS: DocumentedLimits = {
  name: [{ document: CREATE_SERVICE, pattern: "^[a-zA-Z0-9_-]{1,255}$" }],
  desiredCount: [{ document: CREATE_SERVICE, min: 0 }],
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
  capacityProviderStrategies: [{ document: CREATE_SERVICE, maxLength: 20 }],
  placementConstraints: [{ document: CREATE_SERVICE, maxLength: 10 }],
  orderedPlacementStrategies: [{ document: CREATE_SERVICE, maxLength: 5 }],
  healthCheckGracePeriodSeconds: [{ document: CREATE_SERVICE, min: 0, max: 2_147_483_647 }],
  deploymentMinimumHealthyPercent: [{ document: DEPLOYMENT, min: 0 }],
  deploymentMaximumPercent: [{ document: DEPLOYMENT, min: 1 }],
  "deploymentConfiguration.bakeTimeInMinutes": [BAKE_MINUTES],
  "deploymentConfiguration.canaryConfiguration.canaryPercent": [percentFrom(0.1)],
  "deploymentConfiguration.canaryConfiguration.canaryBakeTimeInMinutes": [BAKE_MINUTES],
  "deploymentConfiguration.linearConfiguration.stepPercent": [percentFrom(3)],
  "deploymentConfiguration.linearConfiguration.stepBakeTimeInMinutes": [BAKE_MINUTES],
};

function percentFrom(min: number): DocumentedLimit {
  return { document: DEPLOYMENT, min, max: 100, allows: isMultipleOfTenth };
}

/** Multiples of 0.1, which binary fractions only approximate. */
function isMultipleOfTenth(value: unknown): boolean {
  const tenths = Number(value) * 10;
  return Math.abs(tenths - Math.round(tenths)) < 1e-9;
}
