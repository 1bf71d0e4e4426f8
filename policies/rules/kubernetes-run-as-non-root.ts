import { MANDATORY_FROM_STAGING, resourceRule, type Finding, type Reader } from "../core";
import { propertyOf } from "./shared/containers";
import { containersOf, inherited, isWindows, podOf, WORKLOADS } from "./shared/kubernetes-pods";

export const kubernetesRunAsNonRoot = resourceRule({
  name: "kubernetes-run-as-non-root",
  title: "Containers don't run as root",
  description: "Each container of a pod runs as a user other than root, by its own security context or its pod's.",
  why:
    "Without that, a container runs as whatever user its image names, root for most; root in a container is root on the " +
    "node as soon as it gets out.",
  fix: "Set `securityContext: { runAsNonRoot: true }` on the pod, and `runAsUser` where the image names no user by number.",
  severity: "high",
  identifiers: { checkov: ["CKV_K8S_6", "CKV_K8S_23"], trivy: ["AVD-KSV-0012"] },
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
    return isWindows(pod) ? [] : containersOf(pod).flatMap((container) => rootIn(container, pod));
  },
});

const USER = "securityContext.runAsUser";
const NON_ROOT = "securityContext.runAsNonRoot";

/** A numeric user decides. `runAsNonRoot` leaves the choice to the image and only refuses root. */
function rootIn(container: Reader, pod: Reader): Finding[] {
  const user = inherited(container.number(USER), () => pod.number(USER));
  if (!user.known) return [];
  if (user.value !== undefined) return user.value === 0 ? [root(container, USER, user.value)] : [];
  const nonRoot = inherited(container.boolean(NON_ROOT), () => pod.boolean(NON_ROOT));
  return nonRoot.known && nonRoot.value !== true ? [root(container, NON_ROOT, nonRoot.value)] : [];
}

function root(
  container: Reader,
  property: typeof USER | typeof NON_ROOT,
  value: number | boolean | undefined,
): Finding {
  return {
    property: propertyOf(container, property),
    value,
    problem:
      property === USER ? "the container runs as root" : "the container runs as root unless its image says other",
    allowed: property === USER ? "any number but 0" : "true, here or in the pod's securityContext",
    fix: "set runAsNonRoot: true in the pod's securityContext, and runAsUser to a number such as 1000",
  };
}
