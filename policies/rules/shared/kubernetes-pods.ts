import { isKnownAs, type Reader, type Reading, type ResourceView } from "../../core";

const TEMPLATE = "spec.template.spec";

/** Where each kind of workload has the specification of its pods. */
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

/** What keeps pods running, as opposed to jobs, which end. */
export const SERVING_WORKLOADS = [
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:apps/v1:DaemonSet",
  "kubernetes:apps/v1:ReplicaSet",
  "kubernetes:core/v1:ReplicationController",
] as const;

/** Everything that runs pods. */
export const WORKLOADS = [
  ...SERVING_WORKLOADS,
  "kubernetes:core/v1:Pod",
  "kubernetes:batch/v1:Job",
  "kubernetes:batch/v1:CronJob",
] as const;

/** The specification of a workload's pods. */
export function podOf(workload: ResourceView): Reader {
  return workload.at(paths.get(workload.type) ?? TEMPLATE);
}

/** A pod's containers, without those that only prepare it. */
export function mainContainersOf(pod: Reader): readonly Reader[] {
  return pod.each("containers");
}

/** All containers of a pod, those that prepare it and sidecars (Kubernetes documentation, "Init Containers") too. */
export function containersOf(pod: Reader): readonly Reader[] {
  return [...mainContainersOf(pod), ...pod.each("initContainers")];
}

/** A container's own setting; the pod's where it has none. */
export function inherited<T>(own: Reading<T>, ofPod: () => Reading<T>): Reading<T> {
  return own.known && own.value === undefined ? ofPod() : own;
}

/** Whether a pod runs on Windows, where Linux's capabilities and file systems mean nothing. */
export function isWindows(pod: Reader): boolean {
  return [pod.string("os.name"), pod.string('nodeSelector["kubernetes.io/os"]')].some(
    (system) => !system.known || system.value === "windows",
  );
}

/** A privileged container may do everything anyway; kubernetes-no-privileged-containers reports it. */
export function isPrivileged(container: Reader): boolean {
  return isKnownAs(container.boolean("securityContext.privileged"), true);
}

/**
 * Whether neither a container nor its pod names a quantity such as `requests.cpu`. A request that isn't set is as much
 * as the limit; what a pod has, its containers share.
 */
export function lacksQuantity(container: Reader, pod: Reader, resource: string): boolean {
  const sources = [resource, resource.replace("requests", "limits")].map((path) => `resources.${path}`);
  return sources.every((source) => container.isMissing(source) && pod.isMissing(source));
}
