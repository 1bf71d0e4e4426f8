import { durationSeconds } from "../shared/quantity";
import type { ContainerServiceArgs } from "./args";
import { containerHealthCheck, gracePeriodSeconds } from "./container-health-check";
import { type Deployment, isShifting, type RollingDeployment, type ShiftingDeployment } from "./deployment";
import { hooksSeconds } from "./deployment-hooks";
import { percentages, shifts } from "./deployment-settings";
import type { TargetFacts } from "./args";
import { fittingStopTimeout } from "./waits";

/** The arguments that decide how long a service's deployments take. */
export type DeployedArgs = Pick<
  ContainerServiceArgs,
  | "containerHealthCheck"
  | "deployment"
  | "deploymentAlarmNames"
  | "healthCheckGracePeriod"
  | "maxInstances"
  | "minInstances"
  | "port"
  | "stopTimeout"
> & { readonly loadBalancer?: { readonly target: TargetFacts } };

/** How long the provider waits for a service, as `customTimeouts` take it. */
export interface DeploymentTimeouts {
  readonly create: string;
  readonly update: string;
  readonly delete: string;
}

const MINUTE = 60;
/** The provider's own limit, which these never fall below (terraform-provider-aws, `ResourceService`, Timeouts). */
const PROVIDER_LIMIT = 20 * MINUTE;
/**
 * Time until a task's container starts: ECS finds a place for it, at worst on an instance that starts first, attaches a
 * network interface and pulls the image.
 */
const LAUNCH = 5 * MINUTE;
/** Failures in a row after which the circuit breaker gives up on a few tasks; of many tasks, several fail at once. */
const BREAKER_THRESHOLD = 3;
/**
 * ECS goes on watching the alarms of a rolling deployment after it, for as long as their windows. Few alarms have
 * longer ones than this.
 */
const ALARM_WATCH = 15 * MINUTE;
const MARGIN = 10 * MINUTE;
const STEP = 5 * MINUTE;

/**
 * How long a validated service's deployment may take by its own durations, and its deletion: tasks that fail to start
 * until the circuit breaker gives up, or that start; steps, hooks and bake time; the old ones' departure; and a
 * rollback after all of it. The provider fails sooner otherwise, while ECS goes on.
 */
export function deploymentTimeouts(args: DeployedArgs): DeploymentTimeouts {
  const deployment = args.deployment ?? { strategy: "rolling" };
  const start = startSeconds(args);
  const departure = departureSeconds(args);
  const takeover = takeoverSeconds(deployment, args, { start, departure });
  const seconds = BREAKER_THRESHOLD * start + takeover.forth + takeover.back + MARGIN;
  return {
    create: timeout(seconds),
    update: timeout(seconds),
    delete: timeout(departure + MARGIN),
  };
}

/** Time from the decision to run a task until it counts as healthy, or is given up. */
function startSeconds({
  containerHealthCheck: check,
  healthCheckGracePeriod,
  loadBalancer,
  port,
}: DeployedArgs): number {
  const health = containerHealthCheck(check, port);
  const healthy = loadBalancer?.target.healthySeconds ?? 0;
  const judged = gracePeriodSeconds(undefined, health, healthy);
  return LAUNCH + Math.max(judged, gracePeriodSeconds(healthCheckGracePeriod, health, healthy));
}

/** Time from the last request that a task gets until its container has ended: the task drains first, then it stops. */
function departureSeconds({ loadBalancer, stopTimeout }: DeployedArgs): number {
  const draining = loadBalancer?.target.deregistrationDelaySeconds ?? 0;
  return draining + durationSeconds(stopTimeout ?? fittingStopTimeout(draining));
}

interface TaskSeconds {
  readonly start: number;
  readonly departure: number;
}

/** Seconds in which new tasks replace the old ones, and in which a rollback replaces the new ones. */
function takeoverSeconds(
  deployment: Deployment,
  args: DeployedArgs,
  { start, departure }: TaskSeconds,
): { readonly forth: number; readonly back: number } {
  if (isShifting(deployment)) return { forth: shiftingSeconds(deployment) + departure, back: departure };
  const replacing = rounds(deployment, args) * (start + departure);
  return { forth: replacing + (hasAlarms(args) ? ALARM_WATCH : 0), back: replacing };
}

/** Whether ECS watches alarms during a deployment: the service's own, or those of its target. */
function hasAlarms({ deploymentAlarmNames = [], loadBalancer }: DeployedArgs): boolean {
  return deploymentAlarmNames.length > 0 || loadBalancer !== undefined;
}

function shiftingSeconds(deployment: ShiftingDeployment): number {
  const { bakeSeconds, count, secondsBetween, waits } = shifts(deployment);
  return waits * secondsBetween + bakeSeconds + hooksSeconds(deployment.hooks ?? [], count);
}

/** Rounds in which a rolling deployment replaces all tasks, at worst between the bounds of scaling. */
function rounds(deployment: RollingDeployment, { minInstances, maxInstances }: DeployedArgs): number {
  const { minimumHealthyPercent, maximumPercent } = percentages(deployment);
  const counts = Array.from({ length: maxInstances - minInstances + 1 }, (_, index) => minInstances + index);
  return counts.reduce((most, tasks) => {
    const least = Math.ceil((tasks * minimumHealthyPercent) / 100);
    const room = Math.floor((tasks * maximumPercent) / 100) - least;
    return Math.max(most, Math.ceil(tasks / Math.max(room, 1)));
  }, 1);
}

function timeout(seconds: number): string {
  return `${(Math.ceil(Math.max(seconds, PROVIDER_LIMIT) / STEP) * STEP) / MINUTE}m`;
}
