import type { Reader } from "../../core";

export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

/** The containers of an ECS task definition; none while its JSON text isn't known. */
export function containersOf(taskDefinition: Reader): readonly Reader[] {
  return taskDefinition.json("containerDefinitions").each();
}

/** Path of a container's property, with the container's name, which says more than its place: `…[0]["web"].user`. */
export function propertyOf(container: Reader, property: string): string {
  const name = container.string("name");
  const label = name.known && name.value !== undefined ? `["${name.value}"]` : "";
  return `${container.path}${label}.${property}`;
}
