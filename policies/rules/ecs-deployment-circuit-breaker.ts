import { resourceRule, type Finding, type ResourceView } from "../core";
import { isDeployedByEcs, SERVICE } from "./shared/ecs-service";
import { wrongSwitch } from "./shared/properties";

export const ecsDeploymentCircuitBreaker = resourceRule({
  name: "ecs-deployment-circuit-breaker",
  title: "Deployments of ECS services roll back by themselves",
  description:
    "ECS services have the deployment circuit breaker, with rollback, whatever their strategy: rolling, blue/green, canary or linear.",
  why:
    "Without it, ECS starts tasks of a broken version again and again: the deployment neither fails nor ends, and " +
    "the service stays between two versions. Alarms are no replacement: tasks that never start get no requests, so " +
    "no alarm rings.",
  fix: "Set `deploymentCircuitBreaker: { enable: true, rollback: true }`.",
  severity: "high",
  requirements: ["DP-2"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Amazon ECS deployment failure detection",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-failure-detection.html",
    },
    {
      title: "Amazon ECS Developer Guide, How the Amazon ECS deployment circuit breaker detects failures",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
    },
  ],
  types: [SERVICE],
  levels: { development: "remediate", staging: "mandatory", production: "mandatory" },
  check: (service) => (isDeployedByEcs(service) ? SETTINGS.flatMap((property) => switchedOff(service, property)) : []),
  remedy(service) {
    const needsMending =
      isDeployedByEcs(service) && SETTINGS.some((property) => switchedOff(service, property).length > 0);
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
