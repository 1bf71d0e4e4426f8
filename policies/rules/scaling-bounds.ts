import { MONITORING_PURPOSE, PURPOSE_TAG } from "../../components/shared/purpose";
import { ALWAYS_MANDATORY, stackRule, type ResourceView, type StackView } from "../core";
import { boundsConfiguration, outOfBounds, type Bounds } from "./shared/bounds";
import { isReplicated, SERVICE } from "./shared/ecs-service";
import { tagOf } from "./shared/environment-tags";
import { SCALABLE_TARGET, scalesService, SCHEDULED_ACTION } from "./shared/scaling-policies";

const GROUP = "aws:autoscaling/group:Group";
const CAPACITY_PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";

export const scalingBounds = stackRule<Bounds>({
  name: "scaling-bounds",
  title: "Scaling stays within the environment's bounds",
  description:
    "The minimum, maximum and desired number of instances lie within the environment's bounds: for ECS services, " +
    "their scalable targets and scheduled actions, and for Auto Scaling groups that aren't ECS capacity. A service " +
    "that watches the product, with the tag Purpose = monitoring, has a number of its own unless something scales it.",
  why:
    "Below the minimum, one failure takes the product down. Above the maximum, a faulty metric or a typing error " +
    "costs money without limit.",
  fix:
    "Bring `minCapacity` and `maxCapacity` (targets, actions), `minSize` and `maxSize` (groups) or `desiredCount` " +
    "(services) within the bounds, or change the bounds in the environment's configuration of the pack.",
  severity: "high",
  requirements: ["ENV-1", "ENV-2", "ENV-3", "SH-4"],
  references: [
    {
      title: "Application Auto Scaling API Reference, RegisterScalableTarget",
      url: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
    },
    {
      title: "Amazon EC2 Auto Scaling User Guide, Set scaling limits for your Auto Scaling group",
      url: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html",
    },
  ],
  types: [SCALABLE_TARGET, SCHEDULED_ACTION, GROUP, SERVICE],
  levels: ALWAYS_MANDATORY,
  configuration: boundsConfiguration("instances"),
  check: (stack, bounds) =>
    [...scalableTargets(stack), ...scheduledActions(stack), ...groups(stack), ...unscaledServices(stack)].flatMap(
      ({ resource, properties }) =>
        properties
          .flatMap((property) => outOfBounds(resource, { property, scaled: "instances", absent: 0 }, bounds))
          .map((finding) => ({ resource, ...finding })),
    ),
});

/** A resource, and its properties with the number of instances. */
interface Scaled {
  readonly resource: ResourceView;
  readonly properties: readonly string[];
}

function scalableTargets(stack: StackView): Scaled[] {
  const targets = stack.resources(SCALABLE_TARGET).filter(scalesService);
  return targets.map((resource) => ({ resource, properties: ["minCapacity", "maxCapacity"] }));
}

function scheduledActions(stack: StackView): Scaled[] {
  const actions = stack.resources(SCHEDULED_ACTION).filter(scalesService);
  return actions.map((resource) => ({
    resource,
    properties: setAmong(resource, ["scalableTargetAction.minCapacity", "scalableTargetAction.maxCapacity"]),
  }));
}

/**
 * Groups whose instances run the product. A capacity provider's group follows the services' tasks, which have bounds of
 * their own.
 */
function groups(stack: StackView): Scaled[] {
  const followers = stack
    .resources(CAPACITY_PROVIDER)
    .flatMap((provider) => stack.referencesTo(provider, "autoScalingGroupProvider.autoScalingGroupArn", [GROUP]));
  return stack
    .resources(GROUP)
    .filter((group) => !followers.includes(group))
    .map((resource) => ({
      resource,
      properties: ["minSize", "maxSize", ...setAmong(resource, ["desiredCapacity"])],
    }));
}

/**
 * Services without scaling: their number of tasks stays as configured. What watches the product has as many tasks as it
 * needs, whatever the load is.
 */
function unscaledServices(stack: StackView): Scaled[] {
  return stack
    .resources(SERVICE)
    .filter(isReplicated)
    .filter((service) => !watchesTheProduct(service))
    .filter((service) => stack.referrersOf(service, "resourceId", [SCALABLE_TARGET]).length === 0)
    .map((resource) => ({ resource, properties: ["desiredCount"] }));
}

function watchesTheProduct(service: ResourceView): boolean {
  const purpose = tagOf(service, PURPOSE_TAG);
  return purpose.known && purpose.value === MONITORING_PURPOSE;
}

function setAmong(resource: ResourceView, properties: readonly string[]): readonly string[] {
  return properties.filter((property) => !resource.isMissing(property));
}
