import { healthCheckPortMapped as rule } from "../../../policies/rules/health-check-port-mapped";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function group(healthCheck: TestResource["properties"], type = "aws:lb/targetGroup:TargetGroup"): TestResource {
  return resource(type, "web", { protocol: "HTTP", healthCheck });
}

/** A service whose container maps the ports, behind the target group. */
function serving(...portMappings: readonly unknown[]): TestResource[] {
  const containerDefinitions = JSON.stringify([{ name: "web", portMappings }]);
  const task = resource("aws:ecs/taskDefinition:TaskDefinition", "web", { containerDefinitions });
  const properties = { loadBalancers: [{ targetGroupArn: UNKNOWN }], taskDefinition: UNKNOWN };
  const dependencies = { loadBalancers: [group({})], taskDefinition: [task] };
  return [task, resource("aws:ecs/service:Service", "web", properties, { dependencies })];
}

describeRule(rule, {
  accepts: {
    "the port of the traffic": { given: [group({ port: "traffic-port" }), ...serving({ containerPort: 8080 })] },
    "a port of its own that a container maps": {
      given: [group({ port: 9000 }), ...serving({ containerPort: 8080 }, { containerPort: 9000 })],
    },
    "a port among a range that a container maps": {
      given: [group({ port: "9000" }), ...serving({ containerPortRange: "8000-9000" })],
    },
  },
  refuses: {
    "a port that no container has": {
      given: [group({ port: "9000" }), ...serving({ containerPort: 8080, hostPort: 80 })],
      violations: ['web: healthCheck.port is "9000": no container of the service maps that port'],
    },
    "the same, whatever ports the hosts choose": {
      given: [group({ port: "9000" }), ...serving({ containerPort: 8080, hostPort: 0 })],
      violations: [
        'web: healthCheck.port is "9000": no container of the service maps that port, so that checks hardly ever pass; ' +
          "allowed: traffic-port, 8080.",
      ],
    },
  },
  boundaries: {
    "the port of an older name of the type": {
      given: [group({ port: "9000" }, "aws:alb/targetGroup:TargetGroup"), ...serving({ containerPort: 9000 })],
    },
  },
  missing: {
    "no port, which is that of the traffic": { given: [group({}), ...serving({ containerPort: 8080 })] },
    "no service behind it": { given: group({ port: "9000" }) },
  },
  unknown: {
    "an unknown port": {
      given: [group({ port: UNKNOWN }), ...serving({ containerPort: 8080 })],
      remarks: ["web: Not determinable yet: healthCheck.port"],
    },
    "unknown containers": {
      given: [
        group({ port: "9000" }),
        ...serving().map((each) =>
          each.type.includes("Task") ? { ...each, properties: { containerDefinitions: UNKNOWN } } : each,
        ),
      ],
    },
  },
  production: set(of("aws:lb/targetGroup:TargetGroup"), { "healthCheck.port": "9000" }),
});
