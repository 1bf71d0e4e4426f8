import type { Rule } from "../core";
import { ecsDeploymentCircuitBreaker } from "./ecs-deployment-circuit-breaker";
import { noPlainSecretsInEnvironment } from "./no-plain-secrets-in-environment";
import { packEnvironment } from "./pack-environment";
import { scalingBounds } from "./scaling-bounds";

/** Every rule of the pack, in order of their names; the first of all refuses a run with another's configuration. */
export const RULES: readonly Rule[] = [
  packEnvironment,
  ecsDeploymentCircuitBreaker,
  noPlainSecretsInEnvironment,
  scalingBounds,
];
