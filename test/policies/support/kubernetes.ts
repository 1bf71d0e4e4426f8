import { resource, type TestResource, type TestResourceOptions } from "./resource";

type Properties = TestResource["properties"];

const METADATA = { name: "web", namespace: "shop" };

/** A Deployment of pods with the given specification, as `@pulumi/kubernetes` registers it. */
export function deployment(pod: unknown, spec: Properties = {}, options: TestResourceOptions = {}): TestResource {
  const template = { metadata: { labels: { app: "web" } }, spec: pod };
  const properties = { selector: { matchLabels: { app: "web" } }, template, ...spec };
  return kubernetesResource("apps/v1:Deployment", properties, METADATA, options);
}

/** A Deployment whose pods have one container, with the given properties. */
export function deploymentOf(container: Properties, pod: Properties = {}): TestResource {
  return deployment({ containers: [{ name: "web", image: "web:1.0.0", ...container }], ...pod });
}

/** A CronJob of pods with the given specification. */
export function cronJob(pod: unknown): TestResource {
  return kubernetesResource("batch/v1:CronJob", { jobTemplate: { spec: { template: { spec: pod } } } });
}

/** Any resource of the Kubernetes provider, called `web` in the program too. */
export function kubernetesResource(
  type: string,
  spec: unknown,
  metadata: unknown = METADATA,
  options: TestResourceOptions = {},
): TestResource {
  const [group = ""] = type.split(":");
  const apiVersion = group === "core/v1" ? "v1" : group;
  const kind = type.split(":")[1];
  return resource(`kubernetes:${type}`, "web", { apiVersion, kind, metadata, spec }, options);
}

/** Path of the only container of a Deployment in findings. */
export const CONTAINER = 'web: spec.template.spec.containers[0]["web"]';
