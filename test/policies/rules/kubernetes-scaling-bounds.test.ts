import { kubernetesScalingBounds as rule } from "../../../policies/rules/kubernetes-scaling-bounds";
import { describeRule, UNKNOWN, type TestResource } from "../support";
import { deployment, kubernetesResource } from "../support/kubernetes";
import { of, set } from "../support/mutation";

function autoscaler(minReplicas: unknown, maxReplicas: unknown, version = "v2"): TestResource {
  const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
  const spec = { scaleTargetRef, minReplicas, maxReplicas };
  return kubernetesResource(`autoscaling/${version}:HorizontalPodAutoscaler`, spec);
}

describeRule(rule, {
  accepts: {
    "bounds within those of production": { given: autoscaler(4, 10) },
    "a workload that nothing scales": { given: deployment({}, { replicas: 1 }) },
  },
  refuses: {
    "bounds beyond the environment's": {
      given: autoscaler(1, 50),
      violations: [
        "web: spec.minReplicas is 1: there may be too few pods to bear a failure; allowed: 3 to 20",
        "web: spec.maxReplicas is 50: there may be more than is paid for; allowed: 3 to 20",
      ],
    },
    "those of the older version": { given: autoscaler(3, 21, "v1"), violations: ["web: spec.maxReplicas is 21"] },
  },
  boundaries: {
    "the bounds of production": { given: autoscaler(3, 20) },
    "one below and one above them": {
      given: autoscaler(2, 21),
      violations: ["web: spec.minReplicas is 2", "web: spec.maxReplicas is 21"],
    },
    "the bounds of staging": { given: autoscaler(2, 5), environment: "staging" },
    "one more than staging's": {
      given: autoscaler(2, 6),
      environment: "staging",
      violations: ["web: spec.maxReplicas is 6"],
    },
    "the bounds of development, written as text": { given: autoscaler("1", "2"), environment: "development" },
    "bounds of one's own": { given: autoscaler(0, 100), settings: { minimum: 0, maximum: 100 } },
  },
  missing: {
    "no minimum, which is 1": {
      given: autoscaler(undefined, 20),
      violations: ["web: spec.minReplicas is not set: there may be too few pods"],
    },
    "no minimum where 1 is enough": { given: autoscaler(undefined, 2), environment: "development" },
  },
  unknown: {
    "an unknown maximum beside a wrong minimum": {
      given: autoscaler(1, UNKNOWN),
      violations: ["web: spec.minReplicas is 1"],
      remarks: ["web: Not determinable yet: spec.maxReplicas isn't known"],
    },
  },
  production: set(of("kubernetes:autoscaling/v2:HorizontalPodAutoscaler"), { "spec.maxReplicas": 40 }),
});
