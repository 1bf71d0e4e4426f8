import { ALWAYS_MANDATORY, isKnownAs, resourceRule, type Finding, type Reader } from "../core";
import { propertyOf } from "./shared/containers";
import { containersOf, podOf, WORKLOADS } from "./shared/kubernetes-pods";

export const kubernetesNoPrivilegedContainers = resourceRule({
  name: "kubernetes-no-privileged-containers",
  title: "Pods stay apart from the node that they run on",
  description: "No container is privileged, and no pod is in its node's process, IPC or network namespace.",
  why:
    "A privileged container is root on its node, and one in the node's namespaces sees and reaches what belongs to " +
    "others: whoever breaks into it has every pod there, and their credentials.",
  fix:
    "Leave out `privileged`, `hostPID`, `hostIPC` and `hostNetwork`. Where a container needs one capability, add just " +
    "that under `securityContext.capabilities.add`; exempt agents that have to see their node.",
  severity: "critical",
  identifiers: {
    checkov: ["CKV_K8S_2", "CKV_K8S_16"],
    trivy: ["AVD-KSV-0009", "AVD-KSV-0010", "AVD-KSV-0017"],
  },
  requirements: ["SE-3"],
  references: [
    {
      title: "Kubernetes documentation, Pod Security Standards (baseline)",
      url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline",
    },
  ],
  types: WORKLOADS,
  levels: ALWAYS_MANDATORY,
  check(workload) {
    const pod = podOf(workload);
    return [...sharedWithNode(pod), ...containersOf(pod).flatMap(privileged)];
  },
});

/** `hostProcess` is the counterpart of `privileged` on Windows; a pod may set it for all its containers. */
const HOST_PROCESS = "securityContext.windowsOptions.hostProcess";

const OF_PODS = ["hostPID", "hostIPC", "hostNetwork", HOST_PROCESS];
const OF_CONTAINERS = ["securityContext.privileged", HOST_PROCESS];

function sharedWithNode(pod: Reader): Finding[] {
  return OF_PODS.filter((property) => isKnownAs(pod.boolean(property), true)).map((property) => ({
    property: `${pod.path}.${property}`,
    value: true,
    problem: "the pod sees and reaches what belongs to its node and to all other pods there",
    allowed: "false, or not set",
    fix: "take it out",
  }));
}

function privileged(container: Reader): Finding[] {
  return OF_CONTAINERS.filter((property) => isKnownAs(container.boolean(property), true)).map((property) => ({
    property: propertyOf(container, property),
    value: true,
    problem: "the container is root on its node",
    allowed: "false, or not set",
    fix: "take it out, and add single capabilities where they are needed",
  }));
}
