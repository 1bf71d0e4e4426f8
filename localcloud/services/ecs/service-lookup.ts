import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, number, text } from "../../model/values";
import { clusterNameIn } from "./cluster";
import { networkModeOf } from "./network-rules";
import { deployedTaskDefinition, taskDefinitionNamed } from "./task-definition-lookup";

export const SERVICE = "aws:ecs/service:Service";

type ServiceOperation = Pick<Operation, "inputs" | "region" | "cloud" | "previous">;

/** The service that Application Auto Scaling names as `service/<cluster>/<service>`. */
export function serviceByResourceId(resourceId: string, region: string, cloud: CloudReader): CloudResource | undefined {
  const [, cluster = "", name = ""] = resourceId.split("/");
  return cloud
    .ofType(SERVICE)
    .filter((service) => service.region === region && clusterNameIn(service.inputs, "cluster") === cluster)
    .find(({ computed }) => computed.name === name);
}

/** The task definition that a service names: an active one, unless the service has it already. */
export function taskDefinitionFor({ inputs, region, cloud, previous }: ServiceOperation): CloudResource {
  const name = text(inputs, "taskDefinition") ?? "";
  const isDeployed = previous !== undefined && text(previous.inputs, "taskDefinition") === name;
  const found = (isDeployed ? deployedTaskDefinition : taskDefinitionNamed)(name, region, cloud);
  if (found !== undefined) return found;
  refuse(
    "ClientException",
    `Unable to describe task definition: TaskDefinition not found or not active: '${name}'`,
    "taskDefinition",
  );
}

/** Whether each task of a service has a network interface of its own. */
export function usesAwsvpc(operation: ServiceOperation): boolean {
  return networkModeOf(taskDefinitionFor(operation).inputs) === "awsvpc";
}

/** Whether the provider waits until the service's tasks run, and so fails where they can't. */
export function waitsForTasks({ inputs }: Pick<Operation, "inputs">): boolean {
  if (flag(inputs, "waitForSteadyState") !== true) return false;
  return text(inputs, "schedulingStrategy") === "DAEMON" || (number(inputs, "desiredCount") ?? 0) > 0;
}
