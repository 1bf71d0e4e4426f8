import { ALWAYS_MANDATORY, resourceRule } from "../core";
import { boundsConfiguration, outOfBounds, type Bounds } from "./shared/bounds";
import { AUTOSCALERS } from "./shared/kubernetes-scaling";

/** Kubernetes' default for the minimum; a maximum is always set. */
const DEFAULT_REPLICAS = 1;

export const kubernetesScalingBounds = resourceRule<Bounds>({
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
  types: AUTOSCALERS,
  levels: ALWAYS_MANDATORY,
  configuration: boundsConfiguration("pods"),
  check: (autoscaler, bounds) =>
    ["spec.minReplicas", "spec.maxReplicas"].flatMap((property) =>
      outOfBounds(autoscaler, { property, scaled: "pods", absent: DEFAULT_REPLICAS }, bounds),
    ),
});
