export type { CapacityRequest, SizedService } from "./capacity-request";
export { type CapacityPlan, type LimitedBy, planCapacity } from "./plan-capacity";
