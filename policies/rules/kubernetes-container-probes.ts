import { everywhere, MANDATORY_FROM_STAGING, resourceRule, type Finding, type Reader } from "../core";
import { propertyOf } from "./shared/containers";
import { mainContainersOf, podOf, SERVING_WORKLOADS } from "./shared/kubernetes-pods";

interface Settings {
  /** Probes that each container has to have. */
  readonly required: readonly string[];
}

const PROBES = ["livenessProbe", "readinessProbe"];

const PROBLEMS = new Map([
  ["livenessProbe", "a container that hangs is never restarted"],
  ["readinessProbe", "it gets requests, and its rollout goes on, before it can answer any"],
]);

export const kubernetesContainerProbes = resourceRule<Settings>({
  name: "kubernetes-container-probes",
  title: "Kubernetes can tell whether a container lives and is ready",
  description:
    "Each container of a Deployment, StatefulSet or DaemonSet has a liveness and a readiness probe; jobs, which end, " +
    "need none.",
  why:
    "Without probes a container counts as healthy as soon as its process runs: it gets requests that it can't answer, a " +
    "rollout replaces working pods by it, and nothing restarts it when it hangs.",
  fix:
    'Set `livenessProbe` and `readinessProbe`, such as `{ httpGet: { path: "/health", port: 8080 } }`. Let liveness ' +
    "depend on nothing but the process, or a database that is down restarts every pod.",
  severity: "high",
  identifiers: { checkov: ["CKV_K8S_8", "CKV_K8S_9"] },
  requirements: ["CO-5", "HC-3", "HC-5"],
  references: [
    {
      title: "Kubernetes documentation, Liveness, Readiness, and Startup Probes",
      url: "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
    },
    {
      title: "Amazon EKS Best Practices Guide, Running highly-available applications",
      url: "https://docs.aws.amazon.com/eks/latest/best-practices/application.html",
    },
  ],
  types: SERVING_WORKLOADS,
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      required: {
        type: "array",
        items: { type: "string", enum: PROBES },
        description: "Probes that each container has to have",
      },
    },
    defaults: everywhere({ required: PROBES }),
  },
  check: (workload, { required }) =>
    mainContainersOf(podOf(workload)).flatMap((container) =>
      required.filter((probe) => container.isMissing(probe)).map((probe) => leftOut(container, probe)),
    ),
});

function leftOut(container: Reader, probe: string): Finding {
  return {
    property: propertyOf(container, probe),
    problem: PROBLEMS.get(probe) ?? "Kubernetes can't tell whether it works",
    allowed: "a probe by httpGet, grpc, tcpSocket or exec",
    fix: `set ${probe}: { httpGet: { path: "/health", port } }`,
  };
}
