import type { LifecycleStage } from "../../model/service";

/** Amazon ECS Developer Guide, "Deployment lifecycle stages". */
export const STAGES: readonly LifecycleStage[] = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRE_PRODUCTION_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
  "BAKE_TIME",
  "CLEAN_UP",
];

/** Whether a stage comes before another. */
export function isBefore(stage: LifecycleStage, other: LifecycleStage): boolean {
  return STAGES.indexOf(stage) < STAGES.indexOf(other);
}
