import type { DeployedResources } from "../behaviour/world/world";
import type { CloudResource } from "../model/resource";
import { text } from "../model/values";
import { SERVICE } from "../services/ecs/service-lookup";
import { deployedTaskDefinition } from "../services/ecs/task-definition-lookup";
import type { CloudState } from "../state/cloud-state";

/** Says why nothing on this machine can run a task definition; undefined where something can. */
export type ReasonNotToRun = (taskDefinition: CloudResource) => string | undefined;

/** Why a service can't run on this machine; undefined where it can. */
export function reasonOfService(
  { inputs, region }: CloudResource,
  cloud: CloudState,
  reasonNotToRun: ReasonNotToRun,
): string | undefined {
  const definition = deployedTaskDefinition(text(inputs, "taskDefinition") ?? "", region, cloud);
  return definition === undefined ? "its task definition doesn't exist" : reasonNotToRun(definition);
}

/**
 * What a world sees of what is deployed: services that nothing on this machine can run stay records, which are
 * deployed and do nothing.
 */
export function withoutRecords(cloud: CloudState, reasonNotToRun: ReasonNotToRun): DeployedResources {
  const isVisible = (resource: CloudResource): boolean =>
    resource.type !== SERVICE || reasonOfService(resource, cloud, reasonNotToRun) === undefined;
  return {
    accountId: cloud.accountId,
    find: (type, id) => {
      const found = cloud.find(type, id);
      return found !== undefined && isVisible(found) ? found : undefined;
    },
    ofType: (type) => (type === SERVICE ? cloud.ofType(type).filter(isVisible) : cloud.ofType(type)),
    put: (...resources) => {
      cloud.put(...resources);
    },
  };
}
