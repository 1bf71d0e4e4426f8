import { loadBalancerAccessLogs as rule } from "../../../policies/rules/load-balancer-access-logs";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function loadBalancer(properties: TestResource["properties"], type = "aws:lb/loadBalancer:LoadBalancer"): TestResource {
  return resource(type, "front", properties);
}

describeRule(rule, {
  accepts: {
    "logs to a bucket": { given: loadBalancer({ accessLogs: { bucket: "logs", enabled: true } }) },
    "a network load balancer, which would log TLS alone": { given: loadBalancer({ loadBalancerType: "network" }) },
  },
  refuses: {
    "logs that are off": {
      given: loadBalancer({ accessLogs: { bucket: "logs", enabled: false } }),
      violations: ["front: accessLogs.enabled is false: no request leaves a trace"],
    },
    "the same under another name of the type": {
      given: loadBalancer({ loadBalancerType: "application" }, "aws:alb/loadBalancer:LoadBalancer"),
      violations: ["front: accessLogs.enabled is not set"],
    },
  },
  boundaries: {
    "a switch written as text": { given: loadBalancer({ accessLogs: { bucket: "logs", enabled: "true" } }) },
  },
  missing: {
    "no logs": { given: loadBalancer({}), violations: ["front: accessLogs.enabled is not set"] },
    "a bucket without the switch": {
      given: loadBalancer({ accessLogs: { bucket: "logs" } }),
      violations: ["front: accessLogs.enabled is not set"],
    },
  },
  unknown: {
    "an unknown bucket": { given: loadBalancer({ accessLogs: { bucket: UNKNOWN, enabled: true } }) },
    "unknown logs": {
      given: loadBalancer({ accessLogs: UNKNOWN }),
      remarks: ["front: Not determinable yet: accessLogs.enabled isn't known"],
    },
  },
  production: set(of("aws:lb/loadBalancer:LoadBalancer"), { "accessLogs.enabled": false }),
});
