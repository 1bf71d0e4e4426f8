import type { Reader } from "../../core";

export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

/** The containers of an ECS task definition; none while its JSON text isn't known. */
export function containersOf(taskDefinition: Reader): readonly Reader[] {
  return taskDefinition.json("containerDefinitions").each();
}
