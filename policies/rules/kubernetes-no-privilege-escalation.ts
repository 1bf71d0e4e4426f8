import { MANDATORY_FROM_STAGING, resourceRule, type Finding, type Reader } from "../core";
import { propertyOf } from "./shared/containers";
import { containersOf, isPrivileged, isWindows, podOf, WORKLOADS } from "./shared/kubernetes-pods";

export const kubernetesNoPrivilegeEscalation = resourceRule({
  name: "kubernetes-no-privilege-escalation",
  title: "Processes can't gain privileges within a container",
  description: "Each container of a pod has `allowPrivilegeEscalation: false`.",
  why:
    "It is allowed unless it is switched off: a process that runs as an ordinary user becomes root by any program in " +
    "the image that has the set-user-ID bit.",
  fix: "Set `securityContext: { allowPrivilegeEscalation: false }` on each container; pods have no such setting.",
  severity: "high",
  identifiers: { checkov: ["CKV_K8S_5", "CKV_K8S_20"], trivy: ["AVD-KSV-0001"] },
  requirements: ["SE-3"],
  references: [
    {
      title: "Kubernetes documentation, Pod Security Standards (restricted)",
      url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
    },
  ],
  types: WORKLOADS,
  levels: MANDATORY_FROM_STAGING,
  check(workload) {
    const pod = podOf(workload);
    return isWindows(pod) ? [] : containersOf(pod).flatMap(escalation);
  },
});

const PROPERTY = "securityContext.allowPrivilegeEscalation";

function escalation(container: Reader): Finding[] {
  const allowed = container.boolean(PROPERTY);
  if (!allowed.known || allowed.value === false || isPrivileged(container)) return [];
  return [
    {
      property: propertyOf(container, PROPERTY),
      value: allowed.value,
      problem: "a process can become root by a program with the set-user-ID bit",
      allowed: "false",
      fix: "set allowPrivilegeEscalation: false in the container's securityContext",
    },
  ];
}
