import {
  knownValue,
  MANDATORY_FROM_STAGING,
  stackRule,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";
import { containersOf, TASK_DEFINITION } from "./shared/containers";
import { SERVICE } from "./shared/ecs-service";
import { TARGET_GROUP_TYPES } from "./shared/load-balancers";

const TRAFFIC_PORT = "traffic-port";

/** A dynamic host port (Amazon ECS API Reference, PortMapping). */
const ANY_FREE_PORT = 0;

export const healthCheckPortMapped = stackRule({
  name: "health-check-port-mapped",
  title: "Health checks go to a port that the containers have",
  description:
    "If an ECS service is behind a target group, the group's checks go to a port that the service's containers map.",
  why: "A check of a port on which nothing answers removes every target, and the deployment never becomes healthy.",
  fix: "Leave `healthCheck.port` out, which asks at the port of the traffic, or set it to one that a container maps.",
  severity: "medium",
  requirements: ["HC-1", "LB-2"],
  references: [
    {
      title: "Elastic Load Balancing User Guide, Health checks for Application Load Balancer target groups",
      url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
    },
  ],
  types: TARGET_GROUP_TYPES,
  levels: MANDATORY_FROM_STAGING,
  check: (stack) => stack.resources(...TARGET_GROUP_TYPES).flatMap((group) => unmappedPort(stack, group)),
});

function unmappedPort(stack: StackView, group: ResourceView): StackFinding[] {
  const port = group.string("healthCheck.port");
  if (!port.known || port.value === undefined || port.value === TRAFFIC_PORT) return [];
  const mapped = portsOfContainers(stack, group);
  if (mapped.length === 0 || mapped.includes(Number(port.value))) return [];
  return [
    {
      resource: group,
      property: "healthCheck.port",
      value: port.value,
      problem: "no container of the service maps that port, so that checks hardly ever pass",
      allowed: [TRAFFIC_PORT, ...mapped].join(", "),
      fix: `leave the port out, or set it to "${TRAFFIC_PORT}"`,
    },
  ];
}

/** Ports that the containers behind a target group map; none if that isn't known or they map ranges. */
function portsOfContainers(stack: StackView, group: ResourceView): readonly number[] {
  const mappings = stack
    .referrersOf(group, "loadBalancers", [SERVICE])
    .flatMap((service) => stack.referencesTo(service, "taskDefinition", [TASK_DEFINITION]))
    .flatMap(containersOf)
    .flatMap((container) => container.each("portMappings"));
  if (mappings.some((mapping) => !mapping.isMissing("containerPortRange"))) return [];
  const ports = mappings.flatMap((mapping) => [mapping.number("containerPort"), mapping.number("hostPort")]);
  const known = ports.flatMap((port) => knownValue(port) ?? []);
  return [...new Set(known.filter((port) => port !== ANY_FREE_PORT))];
}
