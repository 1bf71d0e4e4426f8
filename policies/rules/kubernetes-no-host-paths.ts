import { everywhere, MANDATORY_FROM_STAGING, resourceRule, textList, type Finding, type Reader } from "../core";
import { podOf, WORKLOADS } from "./shared/kubernetes-pods";

interface Settings {
  /** Paths of nodes that pods may mount, such as `/var/log`. */
  readonly allowedPaths: readonly string[];
}

export const kubernetesNoHostPaths = resourceRule<Settings>({
  name: "kubernetes-no-host-paths",
  title: "Pods don't mount their node's files",
  description: "No pod has a volume of kind `hostPath`, apart from paths that are allowed.",
  why:
    "What is in such a directory is there on one node only, and shared with every pod that mounts it; whoever can write " +
    "to it, or reach the container runtime's socket there, owns the node.",
  fix:
    "Use `emptyDir` for what may be lost and a PersistentVolumeClaim for what may not; list paths that agents have to " +
    "see, such as `/var/log`, under the rule's `allowedPaths`.",
  severity: "high",
  identifiers: { checkov: ["CKV_K8S_27"], trivy: ["AVD-KSV-0023"] },
  requirements: ["SE-3"],
  references: [
    {
      title: "Kubernetes documentation, Volumes (hostPath)",
      url: "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    },
  ],
  types: WORKLOADS,
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      allowedPaths: textList("Paths of nodes that pods may mount"),
    },
    defaults: everywhere({ allowedPaths: [] }),
  },
  check: (workload, { allowedPaths }) =>
    podOf(workload)
      .each("volumes")
      .flatMap((volume) => hostPath(volume, allowedPaths)),
});

function hostPath(volume: Reader, allowedPaths: readonly string[]): Finding[] {
  const path = volume.string("hostPath.path");
  if (!path.known || path.value === undefined || allowedPaths.includes(path.value)) return [];
  return [
    {
      property: `${volume.path}.hostPath.path`,
      value: path.value,
      problem: "the pod reads, and perhaps writes, its node's files",
      allowed: allowedPaths.length === 0 ? "no path of the node" : allowedPaths.join(", "),
      fix: "use an emptyDir volume or a PersistentVolumeClaim, or list the path under the rule's allowedPaths",
    },
  ];
}
