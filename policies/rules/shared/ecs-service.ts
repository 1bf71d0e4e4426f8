import { isKnownAs, type Reader } from "../../core";

export const SERVICE = "aws:ecs/service:Service";

/**
 * Whether ECS itself deploys a service. It does so unless the service names CodeDeploy or another deployer (Amazon ECS
 * API Reference, DeploymentController).
 */
export function isDeployedByEcs(service: Reader): boolean {
  return isKnownAs(service.string("deploymentController.type"), "ECS", "ECS");
}

/**
 * Whether a service has rolling deployments, which are the default (Amazon ECS API Reference, DeploymentConfiguration).
 */
export function isRolling(service: Reader): boolean {
  return (
    isDeployedByEcs(service) && isKnownAs(service.string("deploymentConfiguration.strategy"), "ROLLING", "ROLLING")
  );
}

/** Whether a service has a number of tasks, rather than one on each instance. */
export function isReplicated(service: Reader): boolean {
  return isKnownAs(service.string("schedulingStrategy"), "REPLICA", "REPLICA");
}
