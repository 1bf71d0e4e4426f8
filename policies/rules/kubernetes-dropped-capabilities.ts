import { everywhere, MANDATORY_FROM_STAGING, resourceRule, textList, type Finding, type Reader } from "../core";
import { propertyOf } from "./shared/containers";
import { containersOf, isPrivileged, isWindows, podOf, WORKLOADS } from "./shared/kubernetes-pods";

interface Settings {
  /** Capabilities that a container may add, such as `NET_BIND_SERVICE`. */
  readonly allowed: readonly string[];
}

export const kubernetesDroppedCapabilities = resourceRule<Settings>({
  name: "kubernetes-dropped-capabilities",
  title: "Containers drop the kernel's capabilities",
  description: "Each container of a pod drops all capabilities, and adds only allowed ones.",
  why:
    "A container starts with a dozen capabilities that hardly any program needs, such as to forge network packets; each " +
    "is a way out for an intruder.",
  fix: 'Set `securityContext: { capabilities: { drop: ["ALL"] } }` on each container, and add what it needs by name.',
  severity: "medium",
  identifiers: { checkov: ["CKV_K8S_37"] },
  requirements: ["SE-3"],
  references: [
    {
      title: "Kubernetes documentation, Pod Security Standards (restricted)",
      url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
    },
  ],
  types: WORKLOADS,
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      allowed: textList("Capabilities that a container may add"),
    },
    defaults: everywhere({ allowed: ["NET_BIND_SERVICE"] }),
  },
  check(workload, { allowed }) {
    const pod = podOf(workload);
    if (isWindows(pod)) return [];
    const confined = containersOf(pod).filter((container) => !isPrivileged(container));
    return confined.flatMap((container) => [...undropped(container), ...added(container, allowed)]);
  },
});

const DROP = "securityContext.capabilities.drop";
const ADD = "securityContext.capabilities.add";

function undropped(container: Reader): Finding[] {
  const dropped = container.strings(DROP);
  if (!dropped.known || dropped.value?.some((capability) => capability.toUpperCase() === "ALL") === true) return [];
  return [
    {
      property: propertyOf(container, DROP),
      value: dropped.value,
      problem: "the container keeps capabilities of the kernel that it most likely doesn't need",
      allowed: '["ALL"]',
      fix: 'set drop: ["ALL"], and add single capabilities where they are needed',
    },
  ];
}

function added(container: Reader, allowed: readonly string[]): Finding[] {
  const capabilities = container.strings(ADD);
  if (!capabilities.known || capabilities.value === undefined) return [];
  const refused = capabilities.value.filter((capability) => !allowed.includes(capability));
  if (refused.length === 0) return [];
  return [
    {
      property: propertyOf(container, ADD),
      value: capabilities.value,
      problem: `${refused.join(", ")} may let an intruder out of the container`,
      allowed: allowed.length === 0 ? "no capability" : allowed.join(", "),
      fix: `take ${refused.join(", ")} out, or list what the container really needs under the rule's allowed`,
    },
  ];
}
