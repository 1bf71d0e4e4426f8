import { isKnownAs, type Reader, type Reading, type ResourceView } from "../../core";

const TEMPLATE = "spec.template.spec";

/** Path of the pods' specification in each kind of workload. */
const POD_SPECIFICATIONS = {
  "kubernetes:core/v1:Pod": "spec",
  "kubernetes:core/v1:ReplicationController": TEMPLATE,
  "kubernetes:apps/v1:Deployment": TEMPLATE,
  "kubernetes:apps/v1:StatefulSet": TEMPLATE,
  "kubernetes:apps/v1:DaemonSet": TEMPLATE,
  "kubernetes:apps/v1:ReplicaSet": TEMPLATE,
  "kubernetes:batch/v1:Job": TEMPLATE,
  "kubernetes:batch/v1:CronJob": "spec.jobTemplate.spec.template.spec",
};

const paths = new Map(Object.entries(POD_SPECIFICATIONS));

/** Workloads that run without an end, unlike jobs. */
export const SERVING_WORKLOADS = [
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:apps/v1:DaemonSet",
  "kubernetes:apps/v1:ReplicaSet",
  "kubernetes:core/v1:ReplicationController",
] as const;

/** All workloads. */
export const WORKLOADS = [
  ...SERVING_WORKLOADS,
  "kubernetes:core/v1:Pod",
  "kubernetes:batch/v1:Job",
  "kubernetes:batch/v1:CronJob",
] as const;

/** Path of the pods' specification in a type of workload. */
export function podPathOf(type: string): string {
  return paths.get(type) ?? TEMPLATE;
}

/** The specification of a workload's pods. */
export function podOf(workload: ResourceView): Reader {
  return workload.at(podPathOf(workload.type));
}

/** A pod's containers without its init containers. */
export function mainContainersOf(pod: Reader): readonly Reader[] {
  return pod.each("containers");
}

/** All containers of a pod, with init containers and sidecars (Kubernetes documentation, "Init Containers"). */
export function containersOf(pod: Reader): readonly Reader[] {
  return [...mainContainersOf(pod), ...pod.each("initContainers")];
}

/** A container's own setting; the pod's setting if the container has none. */
export function inherited<T>(own: Reading<T>, ofPod: () => Reading<T>): Reading<T> {
  return own.known && own.value === undefined ? ofPod() : own;
}

/** Whether a pod runs on Windows, where settings of capabilities and file systems have no effect. */
export function isWindows(pod: Reader): boolean {
  return [pod.string("os.name"), pod.string('nodeSelector["kubernetes.io/os"]')].some(
    (system) => !system.known || system.value === "windows",
  );
}

/**
 * Containers that aren't privileged. A privileged one may do everything anyway, which
 * kubernetes-no-privileged-containers reports.
 */
export function isPrivileged(container: Reader): boolean {
  return isKnownAs(container.boolean("securityContext.privileged"), true);
}

/**
 * Whether neither a container nor its pod sets a quantity such as `requests.cpu`. A request that isn't set equals the
 * limit. Containers share the quantities of their pod.
 */
export function lacksQuantity(container: Reader, pod: Reader, resource: string): boolean {
  const sources = [resource, resource.replace("requests", "limits")].map((path) => `resources.${path}`);
  return sources.every((source) => container.isMissing(source) && pod.isMissing(source));
}
