import { lastPartOf } from "../../../../components/shared/arn";
import type { RunningTask } from "../../../behaviour/model/task";
import { AwsError } from "../../../model/aws-error";
import { text, texts, type Properties } from "../../../model/values";
import { type ApiCall, type ApiContext, type ApiOperation, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { missing, requiredCluster, requiredService } from "./lookup";
import { taskForm } from "./task-form";

/** Amazon ECS API Reference, StopTask. */
const stopTask: ApiOperation = (call, context) => {
  const task = taskNamed(tasksOf(call, context), text(call.input, "task") ?? "");
  if (task === undefined) throw new AwsError("InvalidParameterException", "The referenced task was not found.");
  const observation = { kind: "stop-requested", taskArn: task.arn, reason: text(call.input, "reason") ?? "" } as const;
  return {
    effects: [{ kind: "observe", observation }],
    output: () => ({ task: taskForm(context.running.find("task", task.arn) ?? task, context) }),
  };
};

/** Amazon ECS API Reference, ListTasks, DescribeTasks and StopTask. */
export const taskOperations: ServiceOperations = {
  ListTasks: reading((call, context) => {
    const arns = tasksOf(call, context)
      .filter(isAskedFor(call, context))
      .map(({ arn }) => arn);
    const { elements, next } = pageOf(arns, call.input);
    return { taskArns: elements, ...next };
  }),
  DescribeTasks: reading((call, context) => {
    const all = tasksOf(call, context);
    const named = texts(call.input, "tasks");
    return {
      tasks: named.flatMap((each) => {
        const task = taskNamed(all, each);
        return task === undefined ? [] : [taskForm(task, context)];
      }),
      failures: named.filter((each) => taskNamed(all, each) === undefined).map(missing),
    };
  }),
  StopTask: stopTask,
};

function tasksOf(call: ApiCall, context: ApiContext): RunningTask[] {
  const { id } = requiredCluster(call, context);
  return context.running.all("task").filter(({ clusterArn }) => clusterArn === id);
}

function taskNamed(tasks: readonly RunningTask[], value: string): RunningTask | undefined {
  return tasks.find(({ arn }) => arn === value || lastPartOf(arn) === value);
}

/** Without `desiredStatus` a list has the tasks that are to run. */
function isAskedFor(call: ApiCall, context: ApiContext): (task: RunningTask) => boolean {
  const { input } = call;
  const wanted: Partial<RunningTask> = {
    ...(input.serviceName !== undefined && { serviceArn: serviceOf(call, context) }),
    ...pickedFrom(input, "startedBy"),
    ...pickedFrom(input, "launchType"),
    ...(input.desiredStatus === undefined ? { desiredStatus: "RUNNING" } : pickedFrom(input, "desiredStatus")),
  };
  const [family, instance] = [text(input, "family"), text(input, "containerInstance")];
  const members = Object.entries(wanted) as [keyof RunningTask, unknown][];
  return (task) =>
    members.every(([member, value]) => task[member] === value) &&
    (family === undefined || isOfFamily(task, family)) &&
    (instance === undefined || isOn(task, instance, context));
}

function pickedFrom(input: Properties, member: string): Properties {
  return input[member] === undefined ? {} : { [member]: input[member] };
}

function serviceOf({ input, region }: ApiCall, context: ApiContext): string {
  return requiredService({ input: { cluster: input.cluster, service: input.serviceName }, region }, context).id;
}

function isOfFamily({ taskDefinitionArn }: RunningTask, family: string): boolean {
  return lastPartOf(taskDefinitionArn).replace(/:\d+$/, "") === family;
}

function isOn({ instanceId }: RunningTask, instance: string, { running }: ApiContext): boolean {
  const arn = running.find("instance", instanceId ?? "")?.containerInstance?.arn;
  return arn !== undefined && (arn === instance || lastPartOf(arn) === instance);
}
