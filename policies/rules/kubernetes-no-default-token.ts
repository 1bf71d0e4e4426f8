import { isKnownAs, knownValue, MANDATORY_FROM_STAGING, resourceRule, type Reader } from "../core";
import { podOf, WORKLOADS } from "./shared/kubernetes-pods";

export const kubernetesNoDefaultToken = resourceRule({
  name: "kubernetes-no-default-token",
  title: "Pods get a token for the cluster's API only if they ask for one",
  description: "A pod has a service account of its own, or `automountServiceAccountToken: false`.",
  why:
    "Kubernetes puts the token of the namespace's default account into each pod. An intruder in one pod calls the " +
    "API with it, and permissions that one pod needs hold for all of them.",
  fix:
    "Set `automountServiceAccountToken: false` in the pod's specification; where it does need the API, name a service " +
    "account of its own under `serviceAccountName`.",
  severity: "medium",
  identifiers: { checkov: ["CKV_K8S_38"], trivy: ["AVD-KSV-0036"] },
  requirements: ["SE-4"],
  references: [
    {
      title: "Kubernetes documentation, Configure Service Accounts for Pods",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/",
    },
    {
      title: "Amazon EKS Best Practices Guide, Identity and Access Management",
      url: "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html",
    },
  ],
  types: WORKLOADS,
  levels: MANDATORY_FROM_STAGING,
  check(workload) {
    const pod = podOf(workload);
    const mounts = pod.boolean("automountServiceAccountToken");
    if (!mounts.known || mounts.value === false || !hasDefaultAccount(pod)) return [];
    return [
      {
        property: `${pod.path}.serviceAccountName`,
        value: knownValue(pod.string("serviceAccountName")),
        problem: "each container of the pod can speak to the cluster's API as its namespace's default account",
        allowed: "an account of the workload's own, or automountServiceAccountToken: false",
        fix: "set automountServiceAccountToken: false",
      },
    ];
  },
});

/** `serviceAccount` is the older name of `serviceAccountName`. */
function hasDefaultAccount(pod: Reader): boolean {
  return ["serviceAccountName", "serviceAccount"].every((name) => isKnownAs(pod.string(name), "default", "default"));
}
