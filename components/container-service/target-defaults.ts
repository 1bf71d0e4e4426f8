import type { PlannedServiceArgs } from "./args";
import type { ContainerHealthCheckArgs } from "./container-health-check";
import { fittingStopTimeout } from "./waits";

/** Arguments that depend on the load balancer's target. */
type TargetedArgs = Pick<PlannedServiceArgs, "containerHealthCheck" | "loadBalancer" | "port" | "stopTimeout">;

/**
 * The arguments of a service. Its port, health path and stop timeout default to values that suit the load balancer's
 * target.
 */
export function withTargetDefaults<Args extends TargetedArgs>(args: Args): Args {
  if (args.loadBalancer === undefined) return args;
  const { port, healthPath, deregistrationDelaySeconds } = args.loadBalancer.target;
  return {
    ...args,
    port: args.port ?? port,
    stopTimeout: args.stopTimeout ?? fittingStopTimeout(deregistrationDelaySeconds),
    containerHealthCheck: withPath(args.containerHealthCheck, healthPath),
  };
}

function withPath(
  check: ContainerHealthCheckArgs | false | undefined,
  healthPath: string,
): ContainerHealthCheckArgs | false {
  if (check === false || check?.command !== undefined) return check;
  return { ...check, path: check?.path ?? healthPath };
}
