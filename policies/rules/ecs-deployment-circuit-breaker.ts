import { resourceRule, type Finding, type ResourceView } from "../core";
import { isRolling, SERVICE } from "./shared/ecs-service";
import { wrongSwitch } from "./shared/switch";

export const ecsDeploymentCircuitBreaker = resourceRule({
  name: "ecs-deployment-circuit-breaker",
  title: "Rolling deployments of ECS services roll back by themselves",
  description: "ECS services with rolling deployments have the deployment circuit breaker, with rollback.",
  why:
    "Without it, ECS starts tasks of a broken version again and again, for ever: the deployment neither fails nor ends, " +
    "and the service stays between two versions.",
  fix: "Set `deploymentCircuitBreaker: { enable: true, rollback: true }`.",
  severity: "high",
  requirements: ["DP-2"],
  references: [
    {
      title: "Amazon ECS Developer Guide, How the Amazon ECS deployment circuit breaker detects failures",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
    },
  ],
  types: [SERVICE],
  levels: { development: "remediate", staging: "mandatory", production: "mandatory" },
  check: (service) => (isRolling(service) ? SETTINGS.flatMap((property) => switchedOff(service, property)) : []),
  remedy(service) {
    const needsMending = isRolling(service) && SETTINGS.some((property) => switchedOff(service, property).length > 0);
    return needsMending ? [{ property: "deploymentCircuitBreaker", value: { enable: true, rollback: true } }] : [];
  },
});

const SETTINGS = ["deploymentCircuitBreaker.enable", "deploymentCircuitBreaker.rollback"];

function switchedOff(service: ResourceView, property: string): Finding[] {
  return wrongSwitch(service, {
    property,
    problem: "a deployment whose tasks never get healthy goes on for ever",
    fix: "set deploymentCircuitBreaker: { enable: true, rollback: true }",
  });
}
