import { isKnownAs, type Reader } from "../../core";

export const SERVICE = "aws:ecs/service:Service";

/**
 * Whether ECS itself replaces a service's tasks some at a time, as it does unless told otherwise (Amazon ECS API
 * Reference, DeploymentController, DeploymentConfiguration).
 */
export function isRolling(service: Reader): boolean {
  return (
    isKnownAs(service.string("deploymentController.type"), "ECS", "ECS") &&
    isKnownAs(service.string("deploymentConfiguration.strategy"), "ROLLING", "ROLLING")
  );
}

/** Whether a service has a number of tasks, rather than one on each instance. */
export function isReplicated(service: Reader): boolean {
  return isKnownAs(service.string("schedulingStrategy"), "REPLICA", "REPLICA");
}
