import { lastPartOf } from "../../../../components/shared/arn";
import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { object, text, type Properties } from "../../../model/values";
import { CLUSTER } from "../../../services/ecs/cluster";
import { placeInputs, requirePlace } from "../../../services/ecs/run-task-place";
import { taskDefinitionNamed } from "../../../services/ecs/task-definition-lookup";
import { overridden, requireOverrides } from "../../../services/ecs/task-overrides";
import type { Situation } from "../../model/controller";
import type { TaskIdentity } from "./create";
import { requirementsOf } from "./definition";
import type { TaskTemplate } from "./requests";

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
  /** Whether its tasks wait for room whatever their capacity. @default - as ECS has it */
  readonly waits?: boolean;
  /** The members of the request that say where it runs: as the API has them. */
  readonly parameters: Properties;
}

/** A request that ECS takes. */
export interface TakenRequest {
  readonly template: TaskTemplate;
  readonly identity: TaskIdentity;
  readonly count: number;
}

/**
 * What a request asks for.
 * @throws {AwsError} for one that ECS refuses.
 */
export function takenRequest(situation: Situation, request: RunTaskRequest): TakenRequest {
  const { region, parameters, startedBy } = request;
  const cluster = requireCluster(situation, request);
  const definition = requireDefinition(situation, request);
  const count = requireCount(request.count ?? 1);
  const overrides = object(parameters, "overrides");
  const { cloud } = situation;
  const scope = { region, accountId: cloud.accountId, cloud };
  const inputs = placeInputs(parameters);
  requirePlace({ ...scope, inputs: { ...inputs, cluster: cluster.id, taskDefinition: definition.id } });
  requireOverrides(overrides, { ...scope, inputs: definition.inputs, launchType: text(parameters, "launchType") });
  const template: TaskTemplate = {
    clusterArn: cluster.id,
    requirements: requirementsOf(overridden(definition.inputs, overrides)),
    inputs,
  };
  const identity: TaskIdentity = {
    region,
    clusterArn: cluster.id,
    taskDefinitionArn: definition.id,
    group: request.group ?? `family:${template.requirements.family}`,
    request: template.inputs,
    ...(startedBy === undefined ? {} : { startedBy }),
    ...(overrides === undefined ? {} : { overrides }),
  };
  return { template, identity, count };
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
