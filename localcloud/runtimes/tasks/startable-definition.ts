import type { RunningTask } from "../../behaviour/model/task";
import type { CloudReader, CloudResource } from "../../model/resource";
import { reasonTaskCannotStart } from "../../services/ecs/startable-tasks";
import { TASK_DEFINITION } from "../../services/ecs/task-definition-lookup";
import { overridden } from "../../services/ecs/task-overrides";

/** A task's definition as RunTask changed it, or, in ECS's words, why the task can't start. */
export function startableDefinition(
  { taskDefinitionArn, overrides }: RunningTask,
  cloud: CloudReader,
): CloudResource | { readonly reason: string } {
  const registered = cloud.find(TASK_DEFINITION, taskDefinitionArn);
  if (registered === undefined) {
    return { reason: `TaskFailedToStart: the task definition ${taskDefinitionArn} doesn't exist` };
  }
  const inputs = overridden(registered.inputs, overrides);
  const reason = reasonTaskCannotStart({ inputs, region: registered.region, accountId: cloud.accountId, cloud });
  return reason === undefined ? { ...registered, inputs } : { reason };
}
