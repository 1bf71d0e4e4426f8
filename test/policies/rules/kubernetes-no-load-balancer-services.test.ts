import { kubernetesNoLoadBalancerServices as rule } from "../../../policies/rules/kubernetes-no-load-balancer-services";
import { describeRule, UNKNOWN, type TestResource } from "../support";
import { kubernetesResource } from "../support/kubernetes";
import { of, set } from "../support/mutation";

function service(type?: unknown): TestResource {
  return kubernetesResource("core/v1:Service", { type, selector: { app: "web" }, ports: [{ port: 80 }] });
}

describeRule(rule, {
  accepts: {
    "a Service within the cluster": { given: service("ClusterIP") },
    "a name for something outside": { given: service("ExternalName") },
  },
  refuses: {
    "a load balancer": {
      given: service("LoadBalancer"),
      violations: ['web: spec.type is "LoadBalancer": the cluster makes a load balancer'],
    },
  },
  boundaries: { "a port of the nodes, which makes no load balancer": { given: service("NodePort") } },
  missing: { "no type, which is ClusterIP": { given: service() } },
  unknown: {
    "an unknown type": {
      given: service(UNKNOWN),
      remarks: ["web: Not determinable yet: spec.type isn't known"],
    },
  },
  production: set(of("kubernetes:core/v1:Service"), { "spec.type": "LoadBalancer" }),
});
