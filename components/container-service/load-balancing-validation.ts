import { durationSeconds } from "../shared/quantity";
import { ArgumentProblems } from "../shared/validation";
import { requireSeconds } from "../shared/bounds";
import { containerHealthCheck } from "./container-health-check";
import type { PlannedServiceArgs, TargetFacts } from "./args";
import { validateWaits } from "./waits";

/** ECS accepts 68 years; more than an hour is a mistake. */
const GRACE_PERIOD = { smallest: 1, largest: 3600 };

/** Records arguments that don't fit the target that sends requests to the tasks. */
export function validateLoadBalancing(args: PlannedServiceArgs, problems: ArgumentProblems): void {
  const { loadBalancer, port, healthCheckGracePeriod, stopTimeout } = args;
  problems.require(
    loadBalancer === undefined || port === loadBalancer.target.port,
    "port",
    `must be the port to which the load balancer sends requests (${loadBalancer?.target.port ?? ""}), got ${port ?? ""}; omit it or change the target`,
  );
  problems.require(
    loadBalancer !== undefined || healthCheckGracePeriod === undefined,
    "healthCheckGracePeriod",
    "means nothing without loadBalancer, whose checks it puts off; remove it or give containerHealthCheck.startPeriod",
  );
  const seconds = requireSeconds(problems, "healthCheckGracePeriod", healthCheckGracePeriod, GRACE_PERIOD);
  if (seconds !== undefined) validateGracePeriod(seconds, args, problems);
  if (loadBalancer !== undefined) validateDraining(stopTimeout, loadBalancer.target, problems);
}

function validateDraining(
  stopTimeout: string | undefined,
  { deregistrationDelaySeconds }: TargetFacts,
  problems: ArgumentProblems,
): void {
  // validateContainerService records what is wrong with the timeout itself.
  const seconds = new ArgumentProblems().attempt("stopTimeout", () => durationSeconds(stopTimeout ?? ""));
  if (seconds === undefined) return;
  validateWaits({ deregistrationDelay: deregistrationDelaySeconds, stopTimeout: seconds }, problems);
}

/** A grace period that ends sooner lets the load balancer kill tasks that are still allowed to start. */
function validateGracePeriod(seconds: number, args: PlannedServiceArgs, problems: ArgumentProblems): void {
  // validateContainerHealthCheck records what is wrong with the health check itself.
  const check = new ArgumentProblems().attempt("containerHealthCheck", () =>
    containerHealthCheck(args.containerHealthCheck, args.port),
  );
  const startPeriod = check?.startPeriod ?? 0;
  problems.require(
    seconds >= startPeriod,
    "healthCheckGracePeriod",
    `must be at least containerHealthCheck.startPeriod (${startPeriod} s), got "${seconds}s"`,
  );
  const { healthySeconds } = args.loadBalancer?.target ?? { healthySeconds: 0 };
  problems.require(
    seconds >= healthySeconds,
    "healthCheckGracePeriod",
    `must be at least the time after which the target counts a new task as healthy (${healthySeconds} s), or no task could ever pass, got "${seconds}s"`,
  );
}
