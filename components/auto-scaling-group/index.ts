export type {
  AutoScalingGroupArgs,
  AutoScalingGroupTransforms,
  ClusterMembershipArgs,
  GroupAlarmArgs,
  IngressArgs,
  InstanceRefreshArgs,
  WarmPoolArgs,
} from "./args";
export { AutoScalingGroup } from "./auto-scaling-group";
