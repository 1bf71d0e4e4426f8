export { AutoScalingGroup } from "./auto-scaling-group";
export type {
  AutoScalingGroupArgs,
  AutoScalingGroupTransforms,
  GroupAlarmArgs,
  IngressArgs,
  InstanceRefreshArgs,
  WarmPoolArgs,
} from "./auto-scaling-group-args";
export type { ClusterCapacityArgs } from "./cluster-capacity";
