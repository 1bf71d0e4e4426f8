import { scalingBounds as rule } from "../../../policies/rules/scaling-bounds";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const web = resource("aws:ecs/service:Service", "web", { desiredCount: 1 });

function target(minCapacity: unknown, maxCapacity: unknown, of?: TestResource): TestResource {
  const properties = { serviceNamespace: "ecs", resourceId: UNKNOWN, minCapacity, maxCapacity };
  const options = of === undefined ? {} : { dependencies: { resourceId: [of] } };
  return resource("aws:appautoscaling/target:Target", "web-scaling", properties, options);
}

function group(properties: TestResource["properties"]): TestResource {
  return resource("aws:autoscaling/group:Group", "instances", properties);
}

function capacityProviderOf(of: TestResource): TestResource {
  const properties = { autoScalingGroupProvider: { autoScalingGroupArn: UNKNOWN } };
  const options = { dependencies: { autoScalingGroupProvider: [of] } };
  return resource("aws:ecs/capacityProvider:CapacityProvider", "capacity", properties, options);
}

function atNight(minCapacity: number): TestResource {
  return resource("aws:appautoscaling/scheduledAction:ScheduledAction", "night", {
    serviceNamespace: "ecs",
    scalableTargetAction: { minCapacity },
  });
}

function service(desiredCount: unknown, properties: TestResource["properties"] = {}): TestResource {
  return resource("aws:ecs/service:Service", "web", { desiredCount, ...properties });
}

describeRule(rule, {
  accepts: {
    "a service that is scaled, whatever it was created with": { given: [web, target(3, 20, web)] },
    "a group that is ECS capacity, which follows the services": {
      given: [group({ minSize: 0, maxSize: 40 }), capacityProviderOf(group({}))],
    },
    "a service that watches the product": { given: service(1, { tags: { Purpose: "monitoring" } }) },
    "a daemon, which has a task on each instance": { given: service(undefined, { schedulingStrategy: "DAEMON" }) },
    "targets that are no instances": {
      given: resource("aws:appautoscaling/target:Target", "table", {
        serviceNamespace: "dynamodb",
        minCapacity: 1,
        maxCapacity: 5000,
      }),
    },
    "a stack with nothing to scale": { given: resource("aws:sqs/queue:Queue", "queue") },
  },
  refuses: {
    "a target whose minimum is below that of the environment": {
      given: target(2, 20),
      violations: ["web-scaling: minCapacity is 2: there may be too few instances to bear a failure; allowed: 3 to 20"],
    },
    "a group with wrong bounds": {
      given: group({ minSize: 1, maxSize: 30, desiredCapacity: 2 }),
      violations: ["instances: minSize is 1", "instances: maxSize is 30", "instances: desiredCapacity is 2"],
    },
    "a service that nothing scales": { given: service(2), violations: ["web: desiredCount is 2"] },
    "a service of another purpose": {
      given: service(2, { tags: { Purpose: "reports" } }),
      violations: ["web: desiredCount is 2"],
    },
    "a service that watches the product, and is scaled beyond the bounds": {
      given: [service(2, { tags: { Purpose: "monitoring" } }), target(3, 30)],
      violations: ["web-scaling: maxCapacity is 30"],
    },
    "a schedule that goes below the minimum": {
      given: atNight(0),
      violations: ["night: scalableTargetAction.minCapacity is 0"],
    },
  },
  boundaries: {
    "the bounds of production": { given: target(3, 20) },
    "one below and one above them": {
      given: target(2, 21),
      violations: ["web-scaling: minCapacity is 2", "web-scaling: maxCapacity is 21"],
    },
    "the bounds of staging": { given: target(2, 5), environment: "staging" },
    "one more than staging's": {
      given: target(2, 6),
      environment: "staging",
      violations: ["web-scaling: maxCapacity is 6"],
    },
    "the bounds of development": { given: group({ minSize: 1, maxSize: 2 }), environment: "development" },
    "bounds of one's own": { given: target(1, 100), settings: { minimum: 1, maximum: 100 } },
  },
  missing: {
    "a group without a desired capacity": { given: group({ minSize: 3, maxSize: 3 }) },
    "a service without a count, which has none": {
      given: service(undefined),
      violations: ["web: desiredCount is not set"],
    },
    "a schedule that leaves the bounds alone": { given: atNight(3) },
  },
  unknown: {
    "an unknown maximum beside a wrong minimum": {
      given: target(1, UNKNOWN),
      violations: ["web-scaling: minCapacity is 1"],
      remarks: ["web-scaling: Not determinable yet: maxCapacity isn't known in a preview"],
    },
    "an unknown desired capacity": {
      given: group({ minSize: 3, maxSize: 3, desiredCapacity: UNKNOWN }),
      remarks: ["instances: Not determinable yet: desiredCapacity"],
    },
  },
  production: set(of("aws:appautoscaling/target:Target"), { minCapacity: 2 }),
});

it("finds the service of a target by the path that names it, once that is known", async () => {
  const known = { serviceNamespace: "ecs", resourceId: "service/main/web", minCapacity: 3, maxCapacity: 20 };
  const scaling = resource("aws:appautoscaling/target:Target", "web-scaling", known);

  expect((await judge(rule, [service(1, { name: "web" }), scaling])).violations).toEqual([]);
  expect((await judge(rule, [service(1, { name: "other" }), scaling])).violations).toHaveLength(1);
});
