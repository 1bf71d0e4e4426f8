import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, objects, text, texts, type Properties } from "../../model/values";
import {
  CLUSTER_CAPACITY_PROVIDERS,
  clustersWith,
  isCapacityProvider,
  isFargateProvider,
  serviceUsing,
} from "./capacity-provider-lookup";
import { clusterNameIn, clusterReferences } from "./cluster";

/** The capacity providers of a cluster. A cluster has one such setting, whose id is the cluster's name. */
export const clusterCapacityProviders: ResourceType = {
  type: CLUSTER_CAPACITY_PROVIDERS,
  mapping: { operation: "ecs.PutClusterCapacityProviders", inputs: { clusterName: "cluster" } },
  replaceOnChanges: ["clusterName", "region"],
  // The cluster can be deleted first: its capacity providers are detached with it.
  references: clusterReferences("clusterName"),
  rules: [requireKnownProviders, refuseProvidersOfOthers, requireDefaultStrategy, refuseToDetachUsed],
  deletion: [refuseWhileUsed],
  make: ({ inputs }) => ({ id: clusterNameIn(inputs, "clusterName"), computed: {} }),
};

function requireKnownProviders({ inputs, region, cloud }: Operation): void {
  texts(inputs, "capacityProviders").forEach((name, index) => {
    if (isCapacityProvider(name, region, cloud)) return;
    refuse(
      "InvalidParameterException",
      `The specified capacity provider '${name}' was not found. Specify a valid name or ARN and try again.`,
      `capacityProviders[${index}]`,
    );
  });
}

/**
 * Amazon ECS API Reference, PutClusterCapacityProviders: the capacity provider of an Auto Scaling group belongs to one
 * cluster.
 */
function refuseProvidersOfOthers({ inputs, cloud }: Operation): void {
  const own = clusterNameIn(inputs, "clusterName");
  texts(inputs, "capacityProviders").forEach((name, index) => {
    const other = isFargateProvider(name) ? undefined : clustersWith(name, cloud).find((cluster) => cluster !== own);
    if (other === undefined) return;
    refuse(
      "InvalidParameterException",
      `The specified capacity provider '${name}' is associated with another cluster: ${other}`,
      `capacityProviders[${index}]`,
    );
  });
}

function requireDefaultStrategy({ inputs }: Operation): void {
  requireStrategy(inputs, "defaultCapacityProviderStrategies", texts(inputs, "capacityProviders"));
}

/** Amazon ECS API Reference, PutClusterCapacityProviders. */
function refuseToDetachUsed({ inputs, previous, cloud }: Operation): void {
  if (previous === undefined) return;
  const remaining = texts(inputs, "capacityProviders");
  const detached = texts(previous.inputs, "capacityProviders").filter((name) => !remaining.includes(name));
  requireUnused(detached, previous.id, cloud);
}

function refuseWhileUsed(resource: CloudResource, cloud: CloudReader): void {
  requireUnused(texts(resource.inputs, "capacityProviders"), resource.id, cloud);
}

function requireUnused(names: readonly string[], clusterName: string, cloud: CloudReader): void {
  const user = serviceUsing(names, clusterName, cloud);
  if (user === undefined) return;
  refuse(
    "ResourceInUseException",
    `The specified capacity provider is in use and cannot be removed.`,
    `capacityProviders, used by ${user.id}`,
  );
}

/**
 * Refuses a capacity provider strategy that ECS refuses (Amazon ECS API Reference, CapacityProviderStrategyItem).
 * @param attached capacity providers of the cluster.
 */
export function requireStrategy(inputs: Properties, input: string, attached: readonly string[]): void {
  const items = objects(inputs, input);
  if (items.length === 0) return;
  requireAttached(items, input, attached);
  requireOneKind(items, input);
  requireOneBase(items, input);
  requireWeight(items, input);
}

function requireAttached(items: readonly Properties[], input: string, attached: readonly string[]): void {
  const foreign = items.find((item) => !attached.includes(providerOf(item)));
  if (foreign === undefined) return;
  refuse(
    "InvalidParameterException",
    `The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster: '${providerOf(foreign)}'. Associate the capacity provider with the cluster and try again.`,
    input,
  );
}

function requireOneKind(items: readonly Properties[], input: string): void {
  if (new Set(items.map((item) => isFargateProvider(providerOf(item)))).size < 2) return;
  refuse(
    "InvalidParameterException",
    "A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and Fargate providers. Specify one or the other and try again.",
    input,
  );
}

function requireOneBase(items: readonly Properties[], input: string): void {
  if (items.filter((item) => (number(item, "base") ?? 0) > 0).length < 2) return;
  refuse(
    "InvalidParameterException",
    "The specified capacity provider strategy contains multiple capacity providers with a base value defined",
    input,
  );
}

function requireWeight(items: readonly Properties[], input: string): void {
  if (items.some((item) => (number(item, "weight") ?? 0) > 0)) return;
  refuse(
    "InvalidParameterException",
    "There are no capacity providers in the capacity provider strategy with a weight value greater than zero",
    input,
  );
}

function providerOf(item: Properties): string {
  return text(item, "capacityProvider") ?? "";
}
