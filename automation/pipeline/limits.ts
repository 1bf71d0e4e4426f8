import type { StepName } from "../model/step";
import type { DeploymentRequest } from "./request";

/**
 * Seconds of this machine's time after which a step is given up. Updates of infrastructure wait for databases and caches,
 * which AWS takes up to an hour and a half to create or change; a service's own deployment has the bake times and hooks
 * of its strategy.
 */
const STEP_LIMIT_SECONDS: Readonly<Record<StepName, number>> = {
  "validate-configuration": 900,
  "build-image": 1800,
  "push-image": 900,
  "update-infrastructure": 7200,
  "deploy-application": 7200,
  "verify-health": 1800,
  "shift-traffic": 7200,
  "clean-up": 600,
};

/** Seconds that a step of a deployment may take: those of the request, or else the usual ones. */
export function limitOf(name: StepName, { limitSeconds }: Pick<DeploymentRequest, "limitSeconds">): number {
  return limitSeconds?.[name] ?? STEP_LIMIT_SECONDS[name];
}
