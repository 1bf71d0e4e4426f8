import type { ContainerHealthCheckArgs } from "./container-health-check";
import type { ContainerServiceArgs } from "./container-service-args";

/** The arguments, and where they leave port and health path open, what the load balancer's target says of them. */
export function withTargetDefaults(args: ContainerServiceArgs): ContainerServiceArgs {
  if (args.loadBalancer === undefined) return args;
  const { port, healthPath } = args.loadBalancer.target;
  return {
    ...args,
    port: args.port ?? port,
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
