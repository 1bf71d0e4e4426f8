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

export function isActive({ computed }: CloudResource): boolean {
  return computed.status !== "INACTIVE";
}
