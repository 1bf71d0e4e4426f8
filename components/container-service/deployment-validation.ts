import type { ArgumentProblems } from "../shared/validation";
import { type Bounds, isWholeWithin, requireMinutes, requireTenths, requireWhole } from "../shared/bounds";
import { type Deployment, isShifting, type RollingDeployment, type ShiftingDeployment } from "./deployment";
import { validateDeploymentHooks } from "./deployment-hooks";
import { percentages } from "./deployment-settings";
import type { TargetFacts } from "./args";

const MINIMUM_HEALTHY: Bounds = { smallest: 0, largest: 100 };
const MAXIMUM: Bounds = { smallest: 100, largest: 200 };
/** Amazon ECS API Reference, "DeploymentConfiguration", "CanaryConfiguration" and "LinearConfiguration". */
const BAKE_MINUTES: Bounds = { smallest: 0, largest: 1440 };
const CANARY_PERCENT: Bounds = { smallest: 0.1, largest: 100 };
const STEP_PERCENT: Bounds = { smallest: 3, largest: 100 };

/** Records what is wrong with a deployment of a service of at least `minInstances` tasks behind a target, if any. */
export function validateDeployment(
  deployment: Deployment,
  { minInstances, target }: { readonly minInstances: number; readonly target: TargetFacts | undefined },
  problems: ArgumentProblems,
): void {
  if (!isShifting(deployment)) {
    validateRolling(deployment, minInstances, problems);
    return;
  }
  validateShifting(deployment, problems);
  problems.require(
    target?.isAuthenticated !== true,
    "deployment.strategy",
    `"${deployment.strategy}" has ECS rewrite the target's rule, and ECS takes none by which users sign in; use "rolling"`,
  );
  problems.require(
    target?.greenTargetGroupArn !== undefined,
    "deployment.strategy",
    `"${deployment.strategy}" moves traffic between two target groups of an application load balancer, which ${target === undefined ? "a worker" : "a network load balancer's target"} has not; use "rolling"`,
  );
}

function validateRolling(deployment: RollingDeployment, minInstances: number, problems: ArgumentProblems): void {
  const { minimumHealthyPercent: minimum, maximumPercent: maximum } = percentages(deployment);
  requireWhole(problems, "deployment.minimumHealthyPercent", minimum, MINIMUM_HEALTHY);
  requireWhole(problems, "deployment.maximumPercent", maximum, MAXIMUM);
  if (!isWholeWithin(minimum, MINIMUM_HEALTHY) || !isWholeWithin(maximum, MAXIMUM)) return;
  problems.require(
    hasRoom(minInstances, minimum, maximum),
    "deployment",
    `with minInstances ${minInstances}, ${minimum} to ${maximum} percent leave no room to start or stop a single task, so that no deployment would end; raise maximumPercent or lower minimumHealthyPercent`,
  );
}

/** ECS rounds the lower bound up and the upper bound down; more instances only ever give more room. */
function hasRoom(instances: number, minimumHealthyPercent: number, maximumPercent: number): boolean {
  const canStart = Math.floor((instances * maximumPercent) / 100) > instances;
  const canStop = Math.ceil((instances * minimumHealthyPercent) / 100) < instances;
  return canStart || canStop;
}

function validateShifting(deployment: ShiftingDeployment, problems: ArgumentProblems): void {
  requireMinutes(problems, "deployment.bakeTime", deployment.bakeTime, BAKE_MINUTES);
  validateDeploymentHooks(deployment.hooks ?? [], problems);
  if (deployment.strategy === "canary") {
    requireTenths(problems, "deployment.canaryPercent", deployment.canaryPercent, CANARY_PERCENT);
    requireMinutes(problems, "deployment.canaryBakeTime", deployment.canaryBakeTime, BAKE_MINUTES);
  } else if (deployment.strategy === "linear") {
    requireTenths(problems, "deployment.stepPercent", deployment.stepPercent, STEP_PERCENT);
    requireMinutes(problems, "deployment.stepBakeTime", deployment.stepBakeTime, BAKE_MINUTES);
  }
}
