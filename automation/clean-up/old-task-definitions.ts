import {
  DeregisterTaskDefinitionCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  paginateListTaskDefinitions,
  paginateListTasks,
} from "@aws-sdk/client-ecs";
import { askingAws } from "../aws/retries";
import type { AutomationContext } from "../context";
import type { StateResource } from "../engine/engine";
import { expectedServices, type ExpectedService } from "../verification/expectation";
import type { Removed } from "./removed";
import { KEPT_REVISIONS, revisionsIn, revisionsToDeregister } from "./revisions";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

type Context = Pick<AutomationContext, "aws" | "clock" | "emit" | "engine" | "signal">;

/**
 * Deregisters old revisions of the families of the environment's task definitions: the program leaves each of them
 * active, so that ECS can return to it. What the state names or what runs stays.
 */
export async function removeOldTaskDefinitions(removed: Removed, context: Context): Promise<void> {
  const { aws, engine, signal } = context;
  const resources = await engine.resources();
  const held = revisionsIn(JSON.stringify(resources));
  let running: readonly string[] | undefined;
  for (const family of familiesOf(resources)) {
    const revisions = await askingAws("task definitions", context, () => activeRevisions(family, context));
    if (revisions.length <= KEPT_REVISIONS) continue;
    running ??= await askingAws("what runs", context, () => runningRevisions(expectedServices(resources), context));
    for (const taskDefinition of revisionsToDeregister(revisions, new Set([...held, ...running]))) {
      signal.throwIfAborted();
      await askingAws("task definitions", context, () =>
        aws.ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition }), { abortSignal: signal }),
      );
      removed.taskDefinitions.push(taskDefinition.split("/").at(-1) ?? taskDefinition);
    }
  }
}

function familiesOf(resources: readonly StateResource[]): string[] {
  const families = resources
    .filter(({ type }) => type === TASK_DEFINITION)
    .flatMap(({ inputs, outputs }) => outputs?.family ?? inputs?.family ?? []);
  return [...new Set(families.filter((family) => typeof family === "string"))];
}

async function activeRevisions(familyPrefix: string, { aws, signal }: Context): Promise<string[]> {
  const pages = paginateListTaskDefinitions(
    { client: aws.ecs },
    { familyPrefix, status: "ACTIVE" },
    { abortSignal: signal },
  );
  const arns: string[] = [];
  for await (const { taskDefinitionArns = [] } of pages) arns.push(...taskDefinitionArns);
  return arns;
}

/** Task definitions that services name, and that tasks of their clusters run, those of no service included. */
async function runningRevisions(services: readonly ExpectedService[], context: Context): Promise<string[]> {
  const clusters = [...new Set(services.map(({ cluster }) => cluster))];
  const [ofServices, ofTasks] = await Promise.all([
    Promise.all(services.map((service) => revisionsOfService(service, context))),
    Promise.all(clusters.map((cluster) => revisionsOfTasks(cluster, context))),
  ]);
  return [...ofServices, ...ofTasks].flat();
}

async function revisionsOfService({ cluster, arn }: ExpectedService, { aws, signal }: Context): Promise<string[]> {
  const request = new DescribeServicesCommand({ cluster, services: [arn] });
  const { services = [] } = await aws.ecs.send(request, { abortSignal: signal });
  return services.flatMap(({ taskDefinition, deployments = [] }) =>
    [taskDefinition, ...deployments.map((each) => each.taskDefinition)].filter((each) => each !== undefined),
  );
}

async function revisionsOfTasks(cluster: string, { aws, signal }: Context): Promise<string[]> {
  const found: string[] = [];
  const pages = paginateListTasks({ client: aws.ecs }, { cluster }, { abortSignal: signal });
  for await (const { taskArns = [] } of pages) {
    if (taskArns.length === 0) continue;
    const request = new DescribeTasksCommand({ cluster, tasks: taskArns });
    const { tasks = [] } = await aws.ecs.send(request, { abortSignal: signal });
    found.push(...tasks.flatMap(({ taskDefinitionArn }) => taskDefinitionArn ?? []));
  }
  return found;
}
