export { ContainerCluster, type ContainerClusterArgs } from "./container-cluster";
