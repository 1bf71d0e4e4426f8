import type { CloudResource } from "../../../model/resource";
import { objects, text, texts, type Properties } from "../../../model/values";
import { CLUSTER } from "../../../services/ecs/cluster";
import { CLUSTER_CAPACITY_PROVIDERS } from "../../../services/ecs/capacity-provider-lookup";
import { type ApiContext, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { tagList } from "../tags";
import { clusterArnNamed, includesTags, missing, servicesOf } from "./lookup";

/** Amazon ECS API Reference, ListClusters and DescribeClusters. */
export const clusterOperations: ServiceOperations = {
  ListClusters: reading(({ input, region }, { cloud }) => {
    const arns = cloud
      .ofType(CLUSTER)
      .filter((each) => each.region === region)
      .map(({ id }) => id);
    const { elements, next } = pageOf(arns, input);
    return { clusterArns: elements, ...next };
  }),
  DescribeClusters: reading(({ input, region }, context) => {
    const named = texts(input, "clusters");
    const arns = (named.length === 0 ? ["default"] : named).map((each) => clusterArnNamed(each, region, context));
    return {
      clusters: arns.flatMap((arn) => {
        const cluster = context.cloud.find(CLUSTER, arn);
        return cluster === undefined ? [] : [clusterForm(cluster, input, context)];
      }),
      failures: arns.filter((arn) => context.cloud.find(CLUSTER, arn) === undefined).map(missing),
    };
  }),
};

function clusterForm(cluster: CloudResource, input: Properties, context: ApiContext): Properties {
  const { cloud, running } = context;
  const { id, inputs, computed } = cluster;
  const tasks = running.all("task").filter(({ clusterArn }) => clusterArn === id);
  const instances = running.all("instance").filter(({ containerInstance }) => containerInstance?.clusterArn === id);
  const providers = cloud.find(CLUSTER_CAPACITY_PROVIDERS, text(computed, "name") ?? "");
  const counted = (...states: readonly string[]): number =>
    tasks.filter(({ lastStatus }) => states.includes(lastStatus)).length;
  return {
    clusterArn: id,
    clusterName: computed.name,
    status: "ACTIVE",
    registeredContainerInstancesCount: instances.length,
    runningTasksCount: counted("RUNNING"),
    pendingTasksCount: counted("PROVISIONING", "PENDING", "ACTIVATING"),
    activeServicesCount: servicesOf(cluster, context).length,
    settings: objects(inputs, "settings"),
    capacityProviders: texts(providers?.inputs ?? {}, "capacityProviders"),
    defaultCapacityProviderStrategy: objects(providers?.inputs ?? {}, "defaultCapacityProviderStrategies"),
    configuration: inputs.configuration,
    ...(includesTags(input) && { tags: tagList(inputs) }),
  };
}
