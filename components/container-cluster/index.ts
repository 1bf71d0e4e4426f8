export type { ContainerClusterArgs, ContainerClusterTransforms } from "./args";
export { ContainerCluster } from "./container-cluster";
