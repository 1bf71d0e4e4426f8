import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";
import { networkModeOf } from "./network-rules";
import { taskDefinitionNamed } from "./task-definitions";

type ServiceOperation = Pick<Operation, "inputs" | "region" | "cloud">;

/** The task definition that a service names. */
export function taskDefinitionFor({ inputs, region, cloud }: ServiceOperation): CloudResource {
  const named = text(inputs, "taskDefinition") ?? "";
  const found = taskDefinitionNamed(named, region, cloud);
  if (found !== undefined) return found;
  refuse(
    "ClientException",
    `Unable to describe task definition: TaskDefinition not found or not active: '${named}'`,
    "taskDefinition",
  );
}

/** Whether each task of a service has a network interface of its own. */
export function usesAwsvpc(operation: ServiceOperation): boolean {
  return networkModeOf(taskDefinitionFor(operation).inputs) === "awsvpc";
}
