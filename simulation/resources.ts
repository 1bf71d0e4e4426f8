import type { CloudResource } from "../localcloud/model/resource";
import { objects, text } from "../localcloud/model/values";
import { SERVICE } from "../localcloud/services/ecs/service-lookup";

/**
 * What takes part in a simulation: services that get requests or are scaled, and everything that is no service.
 * Others, such as the parts of the monitoring, take no load of the trace and no room on the instances.
 */
export function behavingResources(resources: readonly CloudResource[]): CloudResource[] {
  const scaled = resources
    .filter(({ type }) => type === "aws:appautoscaling/target:Target")
    .map(({ inputs }) => (text(inputs, "resourceId") ?? "").split("/").at(-1));
  return resources.filter(
    (resource) =>
      resource.type !== SERVICE ||
      objects(resource.inputs, "loadBalancers").length > 0 ||
      scaled.includes(text(resource.computed, "name")) ||
      !runsOnFargateProvider(resource),
  );
}

function runsOnFargateProvider({ inputs }: CloudResource): boolean {
  if (text(inputs, "launchType") === "FARGATE") return true;
  return objects(inputs, "capacityProviderStrategies").some(({ capacityProvider }) =>
    String(capacityProvider).startsWith("FARGATE"),
  );
}
