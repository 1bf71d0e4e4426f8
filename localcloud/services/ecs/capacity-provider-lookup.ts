import type { CloudReader, CloudResource } from "../../model/resource";
import { objects, text, texts } from "../../model/values";
import { clusterNameIn } from "./cluster";
import { SERVICE } from "./service-lookup";

export const CAPACITY_PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
export const CLUSTER_CAPACITY_PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";

/**
 * AWS's own capacity providers, which every cluster may use (Amazon ECS Developer Guide, "Amazon ECS clusters for
 * Fargate").
 */
const FARGATE_PROVIDERS = ["FARGATE", "FARGATE_SPOT"];

export function isFargateProvider(name: string): boolean {
  return FARGATE_PROVIDERS.includes(name);
}

/** Whether a region has a capacity provider of a name. In the local cloud a created one is ACTIVE at once. */
export function isCapacityProvider(name: string, region: string, cloud: CloudReader): boolean {
  const created = cloud.ofType(CAPACITY_PROVIDER).filter((provider) => provider.region === region);
  return isFargateProvider(name) || created.some(({ computed }) => computed.name === name);
}

/** The setting that attaches capacity providers to a cluster. */
export function attachmentOf(clusterName: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.find(CLUSTER_CAPACITY_PROVIDERS, clusterName);
}

/** Capacity providers that a service's strategy names. */
export function providersUsedBy(service: CloudResource): string[] {
  return objects(service.inputs, "capacityProviderStrategies").flatMap((item) => text(item, "capacityProvider") ?? []);
}

/** A service of a cluster that uses one of the capacity providers. */
export function serviceUsing(
  names: readonly string[],
  clusterName: string,
  cloud: CloudReader,
): CloudResource | undefined {
  return cloud
    .ofType(SERVICE)
    .filter((service) => clusterNameIn(service.inputs, "cluster") === clusterName)
    .find((service) => providersUsedBy(service).some((name) => names.includes(name)));
}

/** Names of clusters to which a capacity provider is attached. */
export function clustersWith(name: string, cloud: CloudReader): string[] {
  return cloud
    .ofType(CLUSTER_CAPACITY_PROVIDERS)
    .filter(({ inputs }) => texts(inputs, "capacityProviders").includes(name))
    .map(({ id }) => id);
}
