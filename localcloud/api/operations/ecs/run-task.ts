import { runTask as run } from "../../../behaviour/ecs/tasks/run-task";
import { number, text } from "../../../model/values";
import type { ApiOperation } from "../../operation";
import { taskForm } from "./task-form";

/** Amazon ECS API Reference, RunTask. */
export const runTask: ApiOperation = ({ input, region }, context) => {
  const { tasks, failures, outcome } = run(
    { ...context, observations: [] },
    {
      region,
      ...optional("cluster", text(input, "cluster")),
      taskDefinition: text(input, "taskDefinition") ?? "",
      ...optional("count", number(input, "count")),
      ...optional("group", text(input, "group")),
      ...optional("startedBy", text(input, "startedBy")),
      waits: context.runsNothing,
      parameters: input,
    },
  );
  return {
    effects: [{ kind: "outcome", outcome }],
    output: () => ({
      tasks: tasks.map((task) => taskForm(context.running.find("task", task.arn) ?? task, context)),
      failures,
    }),
  };
};

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
}
