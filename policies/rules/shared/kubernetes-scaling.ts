import { isKnownAs, type Reader, type Reading, type ResourceView, type StackView } from "../../core";

export const AUTOSCALERS = [
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  "kubernetes:autoscaling/v1:HorizontalPodAutoscaler",
] as const;

/**
 * KEDA's resource, for which KEDA creates an autoscaler in the cluster that the stack doesn't know (KEDA documentation,
 * "ScaledObject").
 */
export const KEDA_OBJECT = "kubernetes:keda.sh/v1alpha1:ScaledObject";

export const DISRUPTION_BUDGET = "kubernetes:policy/v1:PodDisruptionBudget";

/** Workloads that a disruption budget can cover. */
export const REPLICATED = ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"] as const;

/** Types of the workloads that an autoscaler can scale, by kind. It can scale custom resources too. */
const SCALED_TYPES = new Map([
  ["Deployment", "kubernetes:apps/v1:Deployment"],
  ["StatefulSet", "kubernetes:apps/v1:StatefulSet"],
  ["ReplicaSet", "kubernetes:apps/v1:ReplicaSet"],
  ["ReplicationController", "kubernetes:core/v1:ReplicationController"],
]);

const TARGET_NAME = "spec.scaleTargetRef.name";

/**
 * Workloads of the stack that an autoscaler may scale. There are several if names aren't known yet or are the same in
 * several clusters. Undefined for a kind outside of Kubernetes itself. Only KEDA's resource may leave the kind out.
 */
export function targetsOf(stack: StackView, autoscaler: ResourceView): readonly ResourceView[] | undefined {
  const kind = autoscaler.string("spec.scaleTargetRef.kind");
  const type = kind.known ? SCALED_TYPES.get(kind.value ?? "Deployment") : undefined;
  if (type === undefined) return undefined;
  const recorded = stack.referencesTo(autoscaler, TARGET_NAME, [type]);
  if (recorded.length === 1) return recorded;
  const candidates = recorded.length > 0 ? recorded : stack.resources(type);
  return candidates.filter(
    (candidate) =>
      mayBeInOneNamespace(autoscaler, candidate) &&
      mayBeEqual(autoscaler.string(TARGET_NAME), candidate.string("metadata.name")),
  );
}

/** Whether a budget may cover a workload's pods, as far as labels and namespaces are known. */
export function maySelect(budget: ResourceView, workload: ResourceView): boolean {
  const labels = workload.at("spec.template.metadata.labels");
  return (
    mayBeInOneNamespace(budget, workload) &&
    budget
      .entries("spec.selector.matchLabels")
      .every(([name, value]) => mayBeEqual(value.string(), labelIn(labels, name)))
  );
}

function labelIn(labels: Reader, name: string): Reading<string> {
  return labels.string(`["${name}"]`);
}

function mayBeInOneNamespace(one: ResourceView, other: ResourceView): boolean {
  return mayBeEqual(one.string("metadata.namespace"), other.string("metadata.namespace"), "default");
}

function mayBeEqual(one: Reading<string>, other: Reading<string>, whenMissing?: string): boolean {
  return !one.known || !other.known || (one.value ?? whenMissing) === (other.value ?? whenMissing);
}

/**
 * Whether the program itself sets a workload's number of pods. The cluster's answer always has a number, its own
 * default or the autoscaler's. There the fields of server-side apply tell who set it (Kubernetes documentation,
 * "Server-Side Apply"); without them nobody can tell.
 */
export function fixesReplicas(workload: ResourceView): boolean {
  const ignored = workload.options.ignoreChanges;
  if (workload.isMissing("spec.replicas") || ignored.some((path) => ["spec", "spec.replicas"].includes(path))) {
    return false;
  }
  const isAnswer = !workload.isMissing("metadata.uid");
  return !isAnswer || workload.each("metadata.managedFields").some(appliesReplicas);
}

function appliesReplicas(fields: Reader): boolean {
  return isKnownAs(fields.string("operation"), "Apply") && !fields.isMissing('fieldsV1["f:spec"]["f:replicas"]');
}
