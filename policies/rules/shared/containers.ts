import { knownValue, type Reader } from "../../core";

export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

/** The containers of an ECS task definition; none while its JSON text isn't known. */
export function containersOf(taskDefinition: Reader): readonly Reader[] {
  return taskDefinition.json("containerDefinitions").each();
}

/** Path of a container's property. It contains the container's name besides its index: `…[0]["web"].user`. */
export function propertyOf(container: Reader, property: string): string {
  const name = knownValue(container.string("name"));
  const label = name === undefined ? "" : `["${name}"]`;
  return `${container.path}${label}.${property}`;
}
