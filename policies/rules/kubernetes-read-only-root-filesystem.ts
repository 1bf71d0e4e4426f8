import { MANDATORY_FROM_STAGING, resourceRule, type Finding, type Reader } from "../core";
import { propertyOf } from "./shared/containers";
import { containersOf, isWindows, podOf, WORKLOADS } from "./shared/kubernetes-pods";

export const kubernetesReadOnlyRootFilesystem = resourceRule({
  name: "kubernetes-read-only-root-filesystem",
  title: "Containers can't change their own programs",
  description: "Each container of a pod has a read-only root file system.",
  why: "Whoever breaks into a container can otherwise put programs of their own into it, or change those that it runs.",
  fix:
    "Set `securityContext: { readOnlyRootFilesystem: true }` on each container, and mount an `emptyDir` volume where it " +
    "writes, such as at `/tmp`.",
  severity: "medium",
  identifiers: { checkov: ["CKV_K8S_22"], trivy: ["AVD-KSV-0014"] },
  requirements: ["SE-3"],
  references: [
    {
      title: "Kubernetes documentation, Configure a Security Context for a Pod or Container",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
    },
    {
      title: "Amazon EKS Best Practices Guide, Pod Security",
      url: "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
    },
  ],
  types: WORKLOADS,
  levels: MANDATORY_FROM_STAGING,
  check(workload) {
    const pod = podOf(workload);
    return isWindows(pod) ? [] : containersOf(pod).flatMap(writable);
  },
});

const PROPERTY = "securityContext.readOnlyRootFilesystem";

function writable(container: Reader): Finding[] {
  const readOnly = container.boolean(PROPERTY);
  if (!readOnly.known || readOnly.value === true) return [];
  return [
    {
      property: propertyOf(container, PROPERTY),
      value: readOnly.value,
      problem: "an intruder can change the container's programs and add others",
      allowed: "true",
      fix: "set readOnlyRootFilesystem: true, and mount an emptyDir volume where the container writes",
    },
  ];
}
