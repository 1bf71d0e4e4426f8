import { kubernetesNoDefaultNamespace as rule } from "../../../policies/rules/kubernetes-no-default-namespace";
import { describeRule, UNKNOWN, type TestResource } from "../support";
import { kubernetesResource } from "../support/kubernetes";
import { of, set } from "../support/mutation";

function deploymentIn(namespace: unknown): TestResource {
  return kubernetesResource("apps/v1:Deployment", {}, { name: "web", namespace });
}

describeRule(rule, {
  accepts: {
    "a workload in a namespace of its own": { given: deploymentIn("shop") },
    "what belongs to no namespace": { given: kubernetesResource("rbac.authorization.k8s.io/v1:ClusterRole", {}, {}) },
  },
  refuses: {
    "a workload in the default namespace": {
      given: deploymentIn("default"),
      violations: ['web: metadata.namespace is "default": it shares roles'],
    },
    "a Service there": {
      given: kubernetesResource("core/v1:Service", {}, { namespace: "default" }),
      violations: ['web: metadata.namespace is "default"'],
    },
  },
  boundaries: { "a namespace that is only called so in part": { given: deploymentIn("default-shop") } },
  missing: {
    "no namespace, which is the default one": {
      given: deploymentIn(undefined),
      violations: ["web: metadata.namespace is not set"],
    },
    "no metadata": {
      given: kubernetesResource("core/v1:ConfigMap", {}, null),
      violations: ["web: metadata.namespace is not set"],
    },
  },
  unknown: {
    "the name of a namespace that is being made": {
      given: deploymentIn(UNKNOWN),
      remarks: ["web: Not determinable yet: metadata.namespace isn't known"],
    },
  },
  production: set(of("kubernetes:core/v1:Service"), { "metadata.namespace": "default" }),
});
