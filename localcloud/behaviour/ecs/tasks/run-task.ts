import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { flag, number, object, text, type Properties } from "../../../model/values";
import { CLUSTER } from "../../../services/ecs/cluster";
import { taskDefinitionNamed } from "../../../services/ecs/task-definition-lookup";
import type { Outcome, Situation } from "../../model/controller";
import type { RunningTask } from "../../model/task";
import { createTask, type TaskIdentity } from "./create";
import { requirementsOf } from "./definition";
import { TasksDraft } from "./draft";
import { lastPartOf } from "./events";
import { isPlaced, place, type NoPlace } from "./placement";
import { capacityOf, placementRequest, type TaskTemplate } from "./requests";
import { Room } from "./room";
import { mayWait } from "./waiting";

/** Amazon ECS API Reference, RunTask, count. */
const MOST_TASKS = 10;

/** A request of RunTask (Amazon ECS API Reference, RunTask). */
export interface RunTaskRequest {
  readonly region: string;
  /** Name or ARN. @default "default" */
  readonly cluster?: string;
  /** ARN, or family with or without revision. */
  readonly taskDefinition: string;
  /** @default 1 */
  readonly count?: number;
  /** @default `family:<family>` */
  readonly group?: string;
  readonly startedBy?: string;
  /** The members of the request that say where it runs: as the API has them. */
  readonly parameters: Properties;
}

/** A task that couldn't be started (Amazon ECS API Reference, Failure). */
export interface TaskFailure {
  readonly arn?: string;
  readonly reason: string;
}

/** What becomes of a request, once the outcome is applied. */
export interface RunTaskResult {
  readonly tasks: readonly RunningTask[];
  readonly failures: readonly TaskFailure[];
  readonly outcome: Outcome;
}

/**
 * Runs tasks that belong to no service.
 * @throws {AwsError} for a request that ECS refuses.
 */
export function runTask(situation: Situation, request: RunTaskRequest): RunTaskResult {
  const draft = new TasksDraft(situation);
  const cluster = requireCluster(situation, request);
  const definition = requireDefinition(situation, request);
  const count = requireCount(request.count ?? 1);
  const template: TaskTemplate = {
    clusterArn: cluster.id,
    requirements: requirementsOf({ ...definition.inputs, ...sizeIn(request.parameters) }),
    inputs: inputsOf(request.parameters),
  };
  const family = template.requirements.family;
  const overrides = object(request.parameters, "overrides");
  const identity: TaskIdentity = {
    region: request.region,
    clusterArn: cluster.id,
    taskDefinitionArn: definition.id,
    group: request.group ?? `family:${family}`,
    request: template.inputs,
    ...(request.startedBy === undefined ? {} : { startedBy: request.startedBy }),
    ...(overrides === undefined ? {} : { overrides }),
  };
  const results = startEach(draft, template, identity, count);
  return {
    tasks: results.flatMap((result) => ("lastStatus" in result ? [result] : [])),
    failures: results.flatMap((result) => ("lastStatus" in result ? [] : [result])),
    outcome: draft.outcome(),
  };
}

function startEach(
  draft: TasksDraft,
  template: TaskTemplate,
  identity: TaskIdentity,
  count: number,
): (RunningTask | TaskFailure)[] {
  const room = new Room(draft);
  return Array.from({ length: count }, () => {
    const group = draft.all().filter((task) => task.group === identity.group && task.desiredStatus === "RUNNING");
    const capacity = capacityOf(template, group, draft.situation.cloud);
    const placed = place(draft, room, placementRequest(draft, template, capacity, group));
    if (isPlaced(placed)) return createTask(draft, identity, template.requirements, capacity, placed);
    if (!mayWait(draft, capacity, template.clusterArn)) return failureOf(placed);
    return createTask(draft, identity, template.requirements, capacity, undefined);
  });
}

/** Amazon ECS Developer Guide, "Amazon ECS API failure reasons". */
function failureOf({ obstacle, instanceArn }: NoPlace): TaskFailure {
  const reasons: Readonly<Record<string, string>> = {
    MEMBER_OF: "MemberOf placement constraint unsatisfied.",
    DISTINCT_INSTANCE: "DistinctInstance placement constraint unsatisfied.",
    NO_INSTANCE: "No Container Instances were found in your cluster.",
    NO_ADDRESS: "RESOURCE:ENI",
    NO_CAPACITY: "Capacity is unavailable at this time. Please try again later or in a different availability zone",
  };
  return { reason: reasons[obstacle] ?? obstacle, ...(instanceArn === undefined ? {} : { arn: instanceArn }) };
}

function requireCluster({ cloud }: Situation, { cluster = "default", region }: RunTaskRequest): CloudResource {
  const name = lastPartOf(cluster);
  const found = cloud.ofType(CLUSTER).find((each) => each.region === region && each.computed.name === name);
  if (found !== undefined) return found;
  throw new AwsError("ClusterNotFoundException", "Cluster not found.");
}

function requireDefinition({ cloud }: Situation, { taskDefinition, region }: RunTaskRequest): CloudResource {
  const found = taskDefinitionNamed(taskDefinition, region, cloud);
  if (found !== undefined) return found;
  throw new AwsError("ClientException", "TaskDefinition not found.");
}

function requireCount(count: number): number {
  if (Number.isInteger(count) && count >= 1 && count <= MOST_TASKS) return count;
  throw new AwsError("InvalidParameterException", `count must be from 1 to ${MOST_TASKS}, got ${count}`);
}

/** Where the task runs, in the shape of a service's inputs. */
function inputsOf(parameters: Properties): Properties {
  const network = object(parameters, "networkConfiguration.awsvpcConfiguration");
  const assignPublicIp = text(network ?? {}, "assignPublicIp") === "ENABLED" || flag(network ?? {}, "assignPublicIp");
  return {
    launchType: parameters.launchType,
    capacityProviderStrategies: parameters.capacityProviderStrategy,
    placementConstraints: parameters.placementConstraints,
    orderedPlacementStrategies: parameters.placementStrategy,
    ...(network === undefined ? {} : { networkConfiguration: { ...network, assignPublicIp: assignPublicIp === true } }),
  };
}

/** CPU and memory that overrides give the task (Amazon ECS API Reference, TaskOverride). */
function sizeIn(parameters: Properties): Properties {
  const [cpu, memory] = [number(parameters, "overrides.cpu"), number(parameters, "overrides.memory")];
  return { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
}
