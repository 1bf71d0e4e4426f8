import { ALWAYS_MANDATORY, resourceRule, type Finding, type ResourceView } from "../core";

interface Settings {
  /** Fewest pods that a minimum may name. */
  readonly minimum: number;
  /** Most pods that a maximum may name. */
  readonly maximum: number;
}

export const kubernetesScalingBounds = resourceRule<Settings>({
  name: "kubernetes-scaling-bounds",
  title: "Horizontal pod autoscalers stay within the environment's bounds",
  description: "The minimum and the maximum of a HorizontalPodAutoscaler lie within the environment's bounds.",
  why:
    "Below the minimum, one failure takes the product down; above the maximum, a fault in a metric costs money " +
    "without limit. A minimum that isn't set is 1.",
  fix:
    "Bring `spec.minReplicas` and `spec.maxReplicas` within the bounds, or change the bounds in the environment's " +
    "configuration of the pack.",
  severity: "high",
  requirements: ["ENV-1", "ENV-2", "ENV-3", "SH-4"],
  references: [
    {
      title: "Kubernetes documentation, Horizontal Pod Autoscaling",
      url: "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    },
    {
      title: "Amazon EKS User Guide, Scale pod deployments with Horizontal Pod Autoscaler",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/horizontal-pod-autoscaler.html",
    },
  ],
  types: ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "kubernetes:autoscaling/v1:HorizontalPodAutoscaler"],
  levels: ALWAYS_MANDATORY,
  configuration: {
    schema: {
      minimum: { type: "integer", minimum: 0, description: "Fewest pods that a minimum may name" },
      maximum: { type: "integer", minimum: 1, description: "Most pods that a maximum may name" },
    },
    defaults: {
      development: { minimum: 1, maximum: 2 },
      staging: { minimum: 2, maximum: 5 },
      production: { minimum: 3, maximum: 20 },
    },
  },
  check: (autoscaler, bounds) => [
    ...outOfBounds(autoscaler, "spec.minReplicas", bounds),
    ...outOfBounds(autoscaler, "spec.maxReplicas", bounds),
  ],
});

/** What Kubernetes takes for a minimum that isn't set; a maximum always is. */
const DEFAULT_REPLICAS = 1;

function outOfBounds(autoscaler: ResourceView, property: string, { minimum, maximum }: Settings): Finding[] {
  const replicas = autoscaler.number(property);
  if (!replicas.known) return [];
  const { value = DEFAULT_REPLICAS } = replicas;
  if (value >= minimum && value <= maximum) return [];
  const isTooFew = value < minimum;
  return [
    {
      property,
      value: replicas.value,
      problem: isTooFew ? "there may be too few pods to bear a failure" : "there may be more than is paid for",
      allowed: `${minimum} to ${maximum}`,
      fix: `set it to ${isTooFew ? minimum : maximum}, or change the bounds in the environment's configuration of the pack`,
    },
  ];
}
