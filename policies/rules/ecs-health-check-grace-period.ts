import {
  isKnownAs,
  MANDATORY_IN_PRODUCTION,
  stackRule,
  type Reader,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";
import { containersOf, TASK_DEFINITION } from "./shared/containers";
import { SERVICE } from "./shared/ecs-service";
import { TARGET_GROUP_TYPES } from "./shared/load-balancers";

const PROPERTY = "healthCheckGracePeriodSeconds";

/** The provider's defaults for a target group's health check. */
const DEFAULTS = { interval: 30, healthyThreshold: 3 };

export const ecsHealthCheckGracePeriod = stackRule({
  name: "ecs-health-check-grace-period",
  title: "New tasks have the time to become healthy",
  description:
    "The grace period of an ECS service behind a load balancer lasts at least as long as its container may take to " +
    "start, and as long as the load balancer needs to find a task healthy.",
  why:
    "With a shorter one, the load balancer gives up a task that still starts, and ECS replaces it by a task with " +
    "the same fate. The deployment rolls back or never ends, although the application works.",
  fix:
    "Set `healthCheckGracePeriodSeconds` to the container's `startPeriod` plus the target group's `interval` times its " +
    "`healthyThreshold`.",
  severity: "medium",
  requirements: ["HC-3", "DP-3"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Amazon ECS service definition parameters: healthCheckGracePeriodSeconds",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
    },
    {
      title: "Amazon ECS Developer Guide, Optimize load balancer health check parameters for Amazon ECS",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html",
    },
  ],
  types: [SERVICE],
  levels: MANDATORY_IN_PRODUCTION,
  check: (stack) =>
    stack
      .resources(SERVICE)
      .filter((service) => service.each("loadBalancers").length > 0)
      .flatMap((service) => tooShort(stack, service)),
});

/** A time that a new task may need, and the reason. */
interface Wait {
  readonly seconds: number;
  readonly reason: string;
}

function tooShort(stack: StackView, service: ResourceView): StackFinding[] {
  const grace = service.number(PROPERTY);
  if (!grace.known) return [];
  const [longest] = [...startPeriods(stack, service), ...timesToHealthy(stack, service)].sort(
    (one, other) => other.seconds - one.seconds,
  );
  if (longest === undefined || (grace.value ?? 0) >= longest.seconds) return [];
  return [
    {
      resource: service,
      property: PROPERTY,
      value: grace.value,
      problem: `${longest.reason}, so that it may be replaced before it had the chance`,
      allowed: `${longest.seconds} s and more`,
      fix: `set it to ${longest.seconds} or more`,
    },
  ];
}

/** The start periods of the containers to which the load balancer sends requests. */
function startPeriods(stack: StackView, service: ResourceView): Wait[] {
  const balanced = service.each("loadBalancers").map((each) => each.string("containerName"));
  return stack
    .referencesTo(service, "taskDefinition", [TASK_DEFINITION])
    .flatMap(containersOf)
    .filter((container) => balanced.some((name) => name.known && isNamed(container, name.value)))
    .flatMap((container) => startPeriod(container));
}

function isNamed(container: Reader, name: string | undefined): boolean {
  return name !== undefined && isKnownAs(container.string("name"), name);
}

function startPeriod(container: Reader): Wait[] {
  const period = container.number("healthCheck.startPeriod");
  if (!period.known || period.value === undefined) return [];
  return [{ seconds: period.value, reason: `the container may take ${period.value} s to start` }];
}

/** The times that load balancers need to find a task healthy: so many checks have to pass. */
function timesToHealthy(stack: StackView, service: ResourceView): Wait[] {
  return stack.referencesTo(service, "loadBalancers", TARGET_GROUP_TYPES).flatMap((group) => {
    const [interval, threshold] = [group.number("healthCheck.interval"), group.number("healthCheck.healthyThreshold")];
    if (!interval.known || !threshold.known) return [];
    const seconds = (interval.value ?? DEFAULTS.interval) * (threshold.value ?? DEFAULTS.healthyThreshold);
    return [{ seconds, reason: `the load balancer takes ${seconds} s to find a task healthy` }];
  });
}
