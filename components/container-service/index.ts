export type { Capacity, CapacityProviderCapacity, FargateCapacity, FargateSpot } from "./capacity";
export { CONTAINER_NAME } from "./container-definitions";
export type { ContainerHealthCheckArgs } from "./container-health-check";
export { ContainerService } from "./container-service";
export type { ContainerServiceArgs, ContainerServiceTransforms, ServiceCluster } from "./container-service-args";
export type { Deployment, RollingDeployment } from "./deployment";
export type { ServiceLoadBalancer, ServiceTarget } from "./service-target";
