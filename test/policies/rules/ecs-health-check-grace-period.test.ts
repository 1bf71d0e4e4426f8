import { ecsHealthCheckGracePeriod as rule } from "../../../policies/rules/ecs-health-check-grace-period";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function targetGroup(interval: unknown, healthyThreshold: unknown, type = "lb"): TestResource {
  const properties = { healthCheck: { interval, healthyThreshold } };
  return resource(`aws:${type}/targetGroup:TargetGroup`, "group", properties);
}

function task(startPeriod: unknown): TestResource {
  const containers = [
    { name: "web", healthCheck: { startPeriod } },
    { name: "sidecar", healthCheck: { startPeriod: 300 } },
  ];
  return resource("aws:ecs/taskDefinition:TaskDefinition", "task", {
    containerDefinitions: JSON.stringify(containers),
  });
}

function service(healthCheckGracePeriodSeconds: unknown, group: TestResource, definition: TestResource): TestResource {
  const loadBalancers = [{ targetGroupArn: UNKNOWN, containerName: "web", containerPort: 80 }];
  return resource(
    "aws:ecs/service:Service",
    "web",
    { healthCheckGracePeriodSeconds, loadBalancers, taskDefinition: UNKNOWN },
    { dependencies: { loadBalancers: [group], taskDefinition: [definition] } },
  );
}

function all(grace: unknown, group: TestResource, definition: TestResource): TestResource[] {
  return [group, definition, service(grace, group, definition)];
}

const CHECKS = "the load balancer takes 90 s to find a task healthy";

describeRule(rule, {
  accepts: {
    "enough for the start and the checks": { given: all(120, targetGroup(30, 3), task(30)) },
    "a service without a load balancer": { given: resource("aws:ecs/service:Service", "worker") },
  },
  refuses: {
    "less than the container may take to start": {
      given: all(60, targetGroup(10, 2), task(120)),
      violations: ["web: healthCheckGracePeriodSeconds is 60: the container may take 120 s to start"],
    },
    "less than the checks take": {
      given: all(60, targetGroup(30, 3), task(30)),
      violations: [`web: healthCheckGracePeriodSeconds is 60: ${CHECKS}`],
    },
    "target groups under another name": {
      given: all(60, targetGroup(30, 3, "alb"), task(0)),
      violations: [`web: healthCheckGracePeriodSeconds is 60: ${CHECKS}`],
    },
  },
  boundaries: {
    "just as long as the checks take": { given: all(90, targetGroup(30, 3), task(90)) },
    "a second less": {
      given: all("89", targetGroup("30", "3"), task(30)),
      violations: [`web: healthCheckGracePeriodSeconds is 89: ${CHECKS}`],
    },
  },
  missing: {
    "no grace period, which is none": {
      given: all(undefined, targetGroup(30, 3), task(30)),
      violations: [`web: healthCheckGracePeriodSeconds is not set: ${CHECKS}`],
    },
    "no settings of checks, which have defaults": {
      given: all(89, targetGroup(undefined, undefined), task(undefined)),
      violations: [`web: healthCheckGracePeriodSeconds is 89: ${CHECKS}`],
    },
  },
  unknown: {
    "an unknown grace period": {
      given: all(UNKNOWN, targetGroup(30, 3), task(30)),
      remarks: ["web: Not determinable yet: healthCheckGracePeriodSeconds isn't known"],
    },
    "unknown load balancers": {
      given: resource("aws:ecs/service:Service", "web", { loadBalancers: UNKNOWN }),
      remarks: ["web: Not determinable yet: loadBalancers isn't known"],
    },
    "unknown checks beside a start that takes longer": {
      given: all(10, targetGroup(UNKNOWN, 3), task(30)),
      violations: ["web: healthCheckGracePeriodSeconds is 10: the container may take 30 s to start"],
    },
  },
  production: set(of("aws:ecs/service:Service"), { healthCheckGracePeriodSeconds: 1 }),
});
