import type { CloudReader, CloudResource } from "../../model/resource";
import { number, text } from "../../model/values";

export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

/** An active task definition by its ARN or as family:revision; a family alone means its latest active revision. */
export function taskDefinitionNamed(value: string, region: string, cloud: CloudReader): CloudResource | undefined {
  const name = value.split("task-definition/").at(-1) ?? "";
  return cloud
    .ofType(TASK_DEFINITION)
    .filter((known) => known.region === region && isActive(known))
    .findLast(({ id, inputs }) => id === value || id.endsWith(`/${name}`) || inputs.family === name);
}

/** The task definition of what is deployed already, which runs on when it is deregistered or deleted. */
export function deployedTaskDefinition(value: string, region: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.find(TASK_DEFINITION, value) ?? taskDefinitionNamed(value, region, cloud);
}

/** Revisions of a family only grow: the number of a deregistered one isn't used again. */
export function nextRevision(family: string, region: string, cloud: CloudReader): number {
  const revisions = cloud
    .ofType(TASK_DEFINITION)
    .filter((other) => text(other.inputs, "family") === family && other.region === region)
    .map((other) => number(other.computed, "revision") ?? 0);
  return Math.max(0, ...revisions) + 1;
}

/**
 * Amazon ECS API Reference, DeregisterTaskDefinition: the task definition is kept, and services that use it keep
 * running.
 */
export function deregistered(definition: CloudResource): CloudResource {
  return { ...definition, computed: { ...definition.computed, status: "INACTIVE" } };
}

export function isActive(definition: CloudResource): boolean {
  return statusOf(definition) === "ACTIVE";
}

/** Amazon ECS API Reference, TaskDefinition: `status`. */
export type TaskDefinitionStatus = "ACTIVE" | "INACTIVE" | "DELETE_IN_PROGRESS";

export function statusOf({ computed }: CloudResource): TaskDefinitionStatus {
  const { status } = computed;
  return status === "INACTIVE" || status === "DELETE_IN_PROGRESS" ? status : "ACTIVE";
}

/**
 * Amazon ECS API Reference, DeleteTaskDefinitions: what still runs of the task definition goes on. The local cloud
 * keeps it even then, since the number of a deleted revision isn't used again.
 */
export function deleted(definition: CloudResource): CloudResource {
  return { ...definition, computed: { ...definition.computed, status: "DELETE_IN_PROGRESS" } };
}
