import type { ResourceView, StackFinding, StackView } from "../../core";
import { AUTOSCALERS, DISRUPTION_BUDGET, KEDA_OBJECT, maySelect, REPLICATED, targetsOf } from "./kubernetes-scaling";

/** Budgets that allow no pod to be evicted, at least while their workload has its smallest number of pods. */
export function blockingBudgets(stack: StackView): StackFinding[] {
  return stack.resources(DISRUPTION_BUDGET).flatMap((budget) => {
    const [workload, ...others] = selectsByLabels(budget)
      ? stack.resources(...REPLICATED).filter((each) => maySelect(budget, each))
      : [];
    const isForOne = workload !== undefined && others.length === 0;
    return [...noneUnavailable(budget), ...(isForOne ? tooManyAvailable(budget, fewestPodsOf(stack, workload)) : [])];
  });
}

/** Whether labels alone decide which pods a budget covers. */
function selectsByLabels(budget: ResourceView): boolean {
  const labels = budget.entries("spec.selector.matchLabels").map(([, value]) => value.string());
  return budget.isMissing("spec.selector.matchExpressions") && labels.every(({ known }) => known);
}

/** Workloads that always have several pods and no budget, so that all pods may be evicted at once. */
export function unprotectedWorkloads(stack: StackView): StackFinding[] {
  const budgets = stack.resources(DISRUPTION_BUDGET);
  return stack
    .resources(...REPLICATED)
    .filter((workload) => (fewestPodsOf(stack, workload) ?? 0) > 1)
    .filter((workload) => !budgets.some((budget) => maySelect(budget, workload)))
    .map((resource) => ({
      resource,
      property: "spec.template.metadata.labels",
      value: labelsOf(resource),
      problem: "no PodDisruptionBudget has these labels, so that maintenance of the nodes may take all pods at once",
      allowed: "labels that a PodDisruptionBudget of the namespace selects",
      fix: "add a PodDisruptionBudget with these labels as its selector.matchLabels, and maxUnavailable: 1",
    }));
}

function labelsOf(workload: ResourceView): Readonly<Record<string, string>> {
  const labels = workload.entries("spec.template.metadata.labels");
  return Object.fromEntries(
    labels.map(([name, label]) => {
      const value = label.string();
      return [name, value.known ? (value.value ?? "") : "(not known yet)"];
    }),
  );
}

/**
 * The smallest number of a workload's pods: the autoscaler's minimum, or the workload's own number; 1 if none is set;
 * undefined while that isn't known.
 */
function fewestPodsOf(stack: StackView, workload: ResourceView): number | undefined {
  const scalersOf = (...types: readonly string[]) =>
    stack.resources(...types).filter((each) => targetsOf(stack, each)?.includes(workload) === true);
  const [autoscaler, ...others] = scalersOf(...AUTOSCALERS);
  if (others.length > 0 || scalersOf(KEDA_OBJECT).length > 0) return undefined;
  const pods = autoscaler === undefined ? workload.number("spec.replicas") : autoscaler.number("spec.minReplicas");
  return pods.known ? (pods.value ?? 1) : undefined;
}

function tooManyAvailable(budget: ResourceView, fewest: number | undefined): StackFinding[] {
  const available = budget.string("spec.minAvailable");
  if (!available.known || available.value === undefined || fewest === undefined) return [];
  if (podsOf(available.value, fewest) < fewest) return [];
  return [
    {
      resource: budget,
      property: "spec.minAvailable",
      value: available.value,
      problem: `with only ${fewest} pods none may be evicted, so that maintenance of their nodes never ends`,
      allowed: fewest > 1 ? `at most ${fewest - 1}, or maxUnavailable` : "maxUnavailable alone, for a single pod",
      fix: "set maxUnavailable: 1 instead",
    },
  ];
}

function noneUnavailable(budget: ResourceView): StackFinding[] {
  const unavailable = budget.string("spec.maxUnavailable");
  if (!unavailable.known || !["0", "0%"].includes(unavailable.value ?? "")) return [];
  return [
    {
      resource: budget,
      property: "spec.maxUnavailable",
      value: unavailable.value,
      problem: "no pod may ever be evicted, so that maintenance of their nodes never ends",
      allowed: "at least 1",
      fix: "set maxUnavailable: 1",
    },
  ];
}

/** A number of pods, or a share of them, which Kubernetes rounds up. */
function podsOf(quantity: string, all: number): number {
  return quantity.endsWith("%") ? Math.ceil((Number.parseFloat(quantity) / 100) * all) : Number(quantity);
}
