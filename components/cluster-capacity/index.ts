export type {
  AttachableCluster,
  ClusterCapacityArgs,
  ClusterCapacityTransforms,
  GroupCapacityArgs,
  JoinedGroup,
} from "./args";
export { ClusterCapacity } from "./cluster-capacity";
