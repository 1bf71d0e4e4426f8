import { everywhere, MANDATORY_FROM_STAGING, resourceRule, type Finding, type Reader } from "../core";
import { propertyOf } from "./shared/containers";
import { containersOf, lacksQuantity, podOf, WORKLOADS } from "./shared/kubernetes-pods";

interface Settings {
  /** Resources that each container has to name, such as `requests.cpu`. */
  readonly required: readonly string[];
}

const RESOURCES = ["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];

export const kubernetesContainerResources = resourceRule<Settings>({
  name: "kubernetes-container-resources",
  title: "Containers say how much CPU and memory they need and may use",
  description: "Each container of a pod has requests and limits of CPU and memory, of its own or of its pod.",
  why:
    "Without requests, nodes are filled blindly and autoscaling has nothing to compare with; without limits, one " +
    "leak takes down every pod on its node.",
  fix:
    "Set `resources: { requests: { cpu, memory }, limits: { cpu, memory } }`. Where CPU limits are left out on purpose, " +
    "take `limits.cpu` out of the rule's `required`.",
  severity: "medium",
  identifiers: {
    checkov: ["CKV_K8S_10", "CKV_K8S_11", "CKV_K8S_12", "CKV_K8S_13"],
    trivy: ["AVD-KSV-0011", "AVD-KSV-0015"],
  },
  requirements: ["CO-2"],
  references: [
    {
      title: "Kubernetes documentation, Resource Management for Pods and Containers",
      url: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    },
    {
      title: "Amazon EKS Best Practices Guide, EKS Data Plane",
      url: "https://docs.aws.amazon.com/eks/latest/best-practices/data-plane.html",
    },
  ],
  types: WORKLOADS,
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      required: {
        type: "array",
        items: { type: "string", enum: RESOURCES },
        description: "Resources that each container has to name",
      },
    },
    defaults: everywhere({ required: RESOURCES }),
  },
  check(workload, { required }) {
    const pod = podOf(workload);
    return containersOf(pod).flatMap((container) =>
      required
        .filter((resource) => lacksQuantity(container, pod, resource))
        .map((resource) => leftOut(container, resource)),
    );
  },
});

function leftOut(container: Reader, resource: string): Finding {
  const [kind = "", quantity = ""] = resource.split(".");
  return {
    property: propertyOf(container, `resources.${resource}`),
    problem:
      kind === "requests"
        ? `its node is chosen without knowing how much ${quantity} it needs`
        : `it may use all ${quantity} of its node, to the harm of every other pod there`,
    allowed: `a quantity, such as ${quantity === "cpu" ? "250m" : "512Mi"}`,
    fix: `set resources.${resource} to what the container ${kind === "requests" ? "needs" : "may use at most"}`,
  };
}
