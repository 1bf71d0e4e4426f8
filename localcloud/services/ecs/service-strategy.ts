import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { object, objects, text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { serviceHookRules } from "./service-hooks";

import { isRolling, strategyOf } from "./traffic-shift";

const CONFIGURATION = "deploymentConfiguration";

/** Settings that belong to one strategy each. */
const OF_STRATEGY = { CANARY: "canaryConfiguration", LINEAR: "linearConfiguration" } as const;

/** What ECS refuses about how a deployment replaces what runs (Amazon ECS API Reference, DeploymentConfiguration). */
export const serviceStrategyRules: readonly Rule[] = [
  requireOwnConfiguration,
  requireTrafficToShift,
  requireBakeTime,
  warningOf(refuseRollingBakeTime, "nothing bakes in a rolling deployment"),
  ...serviceHookRules,
];

function requireOwnConfiguration({ inputs }: Operation): void {
  for (const [strategy, configuration] of Object.entries(OF_STRATEGY)) {
    const input = `${CONFIGURATION}.${configuration}`;
    if (object(inputs, input) === undefined || strategyOf(inputs) === strategy) continue;
    refuse(
      "InvalidParameterException",
      `${configuration} is only valid when the deployment strategy is ${strategy}, got ${strategyOf(inputs)}`,
      input,
    );
  }
}

/** Amazon ECS Developer Guide, "Required resources for Amazon ECS canary deployments", and the same for linear ones. */
function requireTrafficToShift({ inputs }: Operation): void {
  const strategy = strategyOf(inputs);
  if (!(strategy in OF_STRATEGY) || objects(inputs, "loadBalancers").length > 0) return;
  refuse(
    "InvalidParameterException",
    `The ${strategy} deployment strategy needs a load balancer or Service Connect, between which it shifts traffic`,
    "loadBalancers",
  );
}

/** It "must be provided" with this strategy; what AWS says otherwise is written nowhere. */
function requireBakeTime({ inputs }: Operation): void {
  if (strategyOf(inputs) !== "BLUE_GREEN" || bakeTime(inputs) !== undefined) return;
  refuse(
    "InvalidParameterException",
    "bakeTimeInMinutes must be provided when the deployment strategy is BLUE_GREEN",
    `${CONFIGURATION}.bakeTimeInMinutes`,
  );
}

/** Amazon ECS API Reference, DeploymentConfiguration: no second revision runs on after a rolling deployment. */
function refuseRollingBakeTime({ inputs }: Operation): void {
  if (!isRolling(inputs) || bakeTime(inputs) === undefined) return;
  refuse(
    "InvalidParameterException",
    "bakeTimeInMinutes is only valid when the deployment strategy is BLUE_GREEN, LINEAR or CANARY",
    `${CONFIGURATION}.bakeTimeInMinutes`,
  );
}

/** The provider takes minutes as text. */
function bakeTime(inputs: Operation["inputs"]): string | undefined {
  return text(inputs, `${CONFIGURATION}.bakeTimeInMinutes`);
}
