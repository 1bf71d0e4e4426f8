import {
  isKnownAs,
  knownValue,
  MANDATORY_FROM_STAGING,
  stackRule,
  type Reader,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";
import { propertyOf } from "./shared/containers";
import { lacksQuantity, mainContainersOf, podOf } from "./shared/kubernetes-pods";
import { blockingBudgets, unprotectedWorkloads } from "./shared/kubernetes-disruption-budgets";
import { AUTOSCALERS, DISRUPTION_BUDGET, fixesReplicas, REPLICATED, targetsOf } from "./shared/kubernetes-scaling";

interface Settings {
  /** Whether workloads of several pods need a disruption budget. */
  readonly budgetRequired: boolean;
}

export const kubernetesScalingConsistent = stackRule<Settings>({
  name: "kubernetes-scaling-consistent",
  title: "Pod autoscalers, workloads and disruption budgets fit together",
  description:
    "A HorizontalPodAutoscaler scales a workload that exists, that has the requests by which it measures, and that " +
    "sets no number of pods itself. Workloads of several pods have a PodDisruptionBudget, which allows at least one " +
    "pod to be evicted.",
  why:
    "An autoscaler without a target or without requests never scales, and only its status says so. A number of pods " +
    "in the program undoes its work with each update. Without a budget, node maintenance may evict all pods at " +
    "once; with one that is too strict, it never ends.",
  fix:
    "Name the workload in `scaleTargetRef`, set `resources.requests` on its containers and leave `spec.replicas` out; " +
    "give it a PodDisruptionBudget, best with `maxUnavailable: 1`.",
  severity: "high",
  requirements: ["SC-12", "SC-13"],
  references: [
    {
      title: "Kubernetes documentation, Horizontal Pod Autoscaling",
      url: "https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    },
    {
      title: "Kubernetes documentation, Specifying a Disruption Budget for your Application",
      url: "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    },
  ],
  types: [...AUTOSCALERS, DISRUPTION_BUDGET, ...REPLICATED],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      budgetRequired: {
        type: "boolean",
        description: "Whether workloads of several pods have to have a disruption budget",
      },
    },
    defaults: {
      development: { budgetRequired: false },
      staging: { budgetRequired: false },
      production: { budgetRequired: true },
    },
  },
  check: (stack, { budgetRequired }) => [
    ...stack.resources(...AUTOSCALERS).flatMap((autoscaler) => autoscaling(stack, autoscaler)),
    ...blockingBudgets(stack),
    ...(budgetRequired ? unprotectedWorkloads(stack) : []),
  ],
});

/** A Helm release is one resource for the engine and may contain any workload. */
const HELM_RELEASE = "kubernetes:helm.sh/v3:Release";

/** A LimitRange, which gives pods of its namespace the requests that they lack. */
const LIMIT_RANGE = "kubernetes:core/v1:LimitRange";

function autoscaling(stack: StackView, autoscaler: ResourceView): StackFinding[] {
  const targets = targetsOf(stack, autoscaler);
  if (targets === undefined) return [];
  const [target, ...others] = targets;
  if (target === undefined) return stack.resources(HELM_RELEASE).length > 0 ? [] : [noTarget(autoscaler)];
  if (others.length > 0) return [];
  const measured = stack.resources(LIMIT_RANGE).length > 0 ? [] : measuredResources(autoscaler);
  return [...fixedReplicas(target), ...measured.flatMap((resource) => withoutRequests(target, resource))];
}

function noTarget(autoscaler: ResourceView): StackFinding {
  return {
    resource: autoscaler,
    property: "spec.scaleTargetRef.name",
    value: knownValue(autoscaler.string("spec.scaleTargetRef.name")),
    problem: "the stack has no such workload in that namespace, so that nothing is ever scaled",
    allowed: "the name of a workload of the kind and the namespace given",
    fix: "take the name from the workload: deployment.metadata.name",
  };
}

function fixedReplicas(target: ResourceView): StackFinding[] {
  if (!fixesReplicas(target)) return [];
  return [
    {
      resource: target,
      property: "spec.replicas",
      value: knownValue(target.number("spec.replicas")),
      problem: "each update sets the number of pods back, whatever the autoscaler made of it",
      allowed: "not set, where an autoscaler decides",
      fix: 'leave spec.replicas out, or add ignoreChanges: ["spec.replicas"] to the workload\'s options',
    },
  ];
}

/**
 * Resources whose utilization is measured as a percentage of the pods' requests: CPU, unless the metrics name others.
 */
function measuredResources(autoscaler: ResourceView): readonly string[] {
  const metrics = autoscaler.list("spec.metrics");
  if (!metrics.known) return [];
  return metrics.value === undefined ? ["cpu"] : metrics.value.flatMap(measuredResource);
}

function measuredResource(metric: Reader): string[] {
  const name = knownValue(metric.string("resource.name"));
  return name !== undefined && isKnownAs(metric.string("resource.target.type"), "Utilization") ? [name] : [];
}

function withoutRequests(target: ResourceView, resource: string): StackFinding[] {
  const pod = podOf(target);
  return mainContainersOf(pod)
    .filter((container) => lacksQuantity(container, pod, `requests.${resource}`))
    .map((container) => ({
      resource: target,
      property: propertyOf(container, `resources.requests.${resource}`),
      problem: `its autoscaler measures ${resource} as a share of the request, and without one never scales`,
      allowed: `a quantity, such as ${resource === "cpu" ? "250m" : "512Mi"}`,
      fix: `set resources.requests.${resource} to what the container needs`,
    }));
}
