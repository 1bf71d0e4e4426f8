export type {
  ContainerServiceArgs,
  ContainerServiceTransforms,
  ServiceClient,
  ServiceCluster,
  ServiceDiscovery,
  ServiceLoadBalancer,
  ServiceTarget,
  TargetFacts,
} from "./args";
export type { Capacity, CapacityProviderCapacity, FargateCapacity, FargateSpot } from "./capacity";
export { CONTAINER_NAME } from "./container-definitions";
export type { ContainerDependency, DependencyCondition } from "./container-dependencies";
export type { ContainerHealthCheckArgs } from "./container-health-check";
export { ContainerService } from "./container-service";
export type {
  BlueGreenDeployment,
  CanaryDeployment,
  Deployment,
  LinearDeployment,
  RollingDeployment,
  ShiftingDeployment,
  TrafficShift,
} from "./deployment";
export { DEFAULT_OBJECTIVES, type MonitoredServiceArgs, monitoredService, type ServiceMonitoring } from "./monitored";
export type { DeploymentHook, DeploymentStage, FunctionHook, PauseHook } from "./deployment-hooks";
export type { VolumeMount } from "./mounts";
export type { ServiceConnect, ServiceConnectEndpoint, ServiceConnectProtocol } from "./service-connect";
export type { SidecarArgs, SidecarHealthCheckArgs } from "./sidecar-args";
