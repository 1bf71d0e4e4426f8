import type { ServiceOperations } from "../../operation";
import { deleteTargetGroup } from "./delete-target-group";
import { describeTags } from "./describe-tags";
import { loadBalancerOperations } from "./load-balancers";
import { deregisterTargets, registerTargets } from "./register-targets";
import { targetGroupOperations } from "./target-groups";

/** Operations of Elastic Load Balancing. */
export const ELBV2_OPERATIONS: ServiceOperations = {
  ...loadBalancerOperations,
  ...targetGroupOperations,
  DeleteTargetGroup: deleteTargetGroup,
  DeregisterTargets: deregisterTargets,
  DescribeTags: describeTags,
  RegisterTargets: registerTargets,
};
