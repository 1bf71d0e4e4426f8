import type { StepName } from "../model/step";

/**
 * Seconds of this machine's time after which a step is given up. Updates of infrastructure wait for databases and caches,
 * which AWS takes up to an hour and a half to create or change; a service's own deployment has the bake times and hooks
 * of its strategy.
 */
export const STEP_LIMIT_SECONDS: Readonly<Record<StepName, number>> = {
  "validate-configuration": 900,
  "build-image": 1800,
  "push-image": 900,
  "update-infrastructure": 7200,
  "deploy-application": 7200,
  "verify-health": 1800,
  "shift-traffic": 7200,
  "clean-up": 600,
};
