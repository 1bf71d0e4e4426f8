import type { ServiceOperations } from "../../operation";
import { loadBalancerOperations } from "./load-balancers";
import { targetGroupOperations } from "./target-groups";

/** Operations of Elastic Load Balancing. */
export const ELBV2_OPERATIONS: ServiceOperations = { ...loadBalancerOperations, ...targetGroupOperations };
