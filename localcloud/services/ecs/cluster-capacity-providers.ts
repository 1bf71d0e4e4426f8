import { AwsError } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, objects, text, texts, type Properties } from "../../model/values";
import { clusterNameIn, clusterReferences } from "./cluster";

const CLUSTER_CAPACITY_PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
const AWS_OWN_PROVIDERS = ["FARGATE", "FARGATE_SPOT"];

/** Capacity of a cluster; a cluster has one such setting, whose id is the cluster's name. */
export const clusterCapacityProviders: ResourceType = {
  type: CLUSTER_CAPACITY_PROVIDERS,
  replacedBy: ["clusterName", "region"],
  // Deleting the setting only detaches the providers, so the cluster may go first.
  references: clusterReferences("clusterName", { holdsCluster: false }),
  rules: [requireKnownProviders, requireDefaultOfAttached, requireOneBase],
  deletion: [refuseWhileServicesUseThem],
  make: ({ inputs }) => ({ id: text(inputs, "clusterName") ?? "", computed: {} }),
};

/** Capacity providers that are attached to a cluster. */
export function attachedProviders(cluster: string, cloud: CloudReader): string[] {
  const setting = cloud.find(CLUSTER_CAPACITY_PROVIDERS, cluster);
  return setting === undefined ? [] : texts(setting.inputs, "capacityProviders");
}

function requireKnownProviders({ inputs, cloud }: Operation): void {
  const created = cloud.ofType("aws:ecs/capacityProvider:CapacityProvider").map(({ computed }) => computed.name);
  for (const provider of texts(inputs, "capacityProviders")) {
    if (AWS_OWN_PROVIDERS.includes(provider) || created.includes(provider)) continue;
    throw new AwsError(
      "InvalidParameterException",
      `The specified capacity provider '${provider}' was not found. Specify a valid name or ARN and try again. (capacityProviders)`,
    );
  }
}

/** Amazon ECS API Reference, PutClusterCapacityProviders. */
function requireDefaultOfAttached({ inputs }: Operation): void {
  const attached = texts(inputs, "capacityProviders");
  for (const item of objects(inputs, "defaultCapacityProviderStrategies")) {
    requireAttached(item, attached, "defaultCapacityProviderStrategies");
  }
}

/** A strategy names only providers that are attached to the cluster (Amazon ECS API Reference, CreateService). */
export function requireAttached(item: Properties, attached: readonly string[], input: string): void {
  const provider = text(item, "capacityProvider") ?? "";
  if (attached.includes(provider)) return;
  throw new AwsError(
    "InvalidParameterException",
    `The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster: '${provider}' (${input})`,
  );
}

/** Only one provider of a strategy can have a base (Amazon ECS API Reference, CapacityProviderStrategyItem). */
function requireOneBase({ inputs }: Operation): void {
  requireStrategy(objects(inputs, "defaultCapacityProviderStrategies"), "defaultCapacityProviderStrategies");
}

export function requireStrategy(items: readonly Properties[], input: string): void {
  if (items.length === 0) return;
  if (items.filter((item) => (number(item, "base") ?? 0) > 0).length > 1) {
    throw new AwsError(
      "InvalidParameterException",
      `The specified capacity provider strategy has more than one capacity provider with a base (${input})`,
    );
  }
  if (items.every((item) => (number(item, "weight") ?? 0) === 0)) {
    throw new AwsError(
      "InvalidParameterException",
      `At least one capacity provider of the strategy needs a weight above 0 (${input})`,
    );
  }
}

function refuseWhileServicesUseThem(resource: CloudResource, cloud: CloudReader): void {
  const user = cloud
    .ofType("aws:ecs/service:Service")
    .filter((service) => clusterNameIn(service.inputs, "cluster") === resource.id)
    .find((service) => objects(service.inputs, "capacityProviderStrategies").length > 0);
  if (user === undefined) return;
  throw new AwsError(
    "ResourceInUseException",
    `The specified capacity provider is in use and cannot be removed. (used by ${user.id})`,
  );
}
