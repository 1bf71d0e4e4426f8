import { lastPartOf } from "../../../../components/shared/arn";
import type { RunningReader } from "../../../behaviour/model/running";
import type { ServiceDeployment } from "../../../behaviour/model/service";
import type { RunningTask } from "../../../behaviour/model/task";
import type { CloudResource } from "../../../model/resource";
import { number, object, objects, text, type Properties } from "../../../model/values";
import { strategyOf } from "../../../services/ecs/deployment";
import { deployedTaskDefinition } from "../../../services/ecs/task-definition-lookup";
import type { ApiContext } from "../../operation";
import { clusterArnOf } from "../../../behaviour/ecs/deployments/names";

/** How many events DescribeServices tells (Amazon ECS API Reference, Service: `events`). */
const TOLD_EVENTS = 100;

/** A service as DescribeServices and UpdateService tell it (Amazon ECS API Reference, Service). */
export function serviceForm(service: CloudResource, context: ApiContext): Properties {
  const { id, inputs, computed } = service;
  const tasks = context.running.all("task").filter(({ serviceArn }) => serviceArn === id);
  return {
    serviceArn: id,
    serviceName: computed.name,
    clusterArn: clusterArnOf(id),
    status: "ACTIVE",
    desiredCount: number(inputs, "desiredCount") ?? 0,
    ...countsOf(tasks),
    taskDefinition: definitionArnOf(service, context),
    launchType: launchTypeOf(inputs),
    capacityProviderStrategy: inputs.capacityProviderStrategies,
    platformVersion: inputs.platformVersion,
    loadBalancers: inputs.loadBalancers,
    serviceRegistries: inputs.serviceRegistries === undefined ? undefined : [inputs.serviceRegistries],
    deploymentConfiguration: deploymentConfigurationForm(inputs),
    deploymentController: { type: text(inputs, "deploymentController.type") ?? "ECS" },
    deployments: deploymentForms(service, context, tasks),
    networkConfiguration: networkForm(inputs),
    healthCheckGracePeriodSeconds: inputs.healthCheckGracePeriodSeconds,
    schedulingStrategy: inputs.schedulingStrategy,
    availabilityZoneRebalancing: computed.availabilityZoneRebalancing,
    placementConstraints: inputs.placementConstraints,
    placementStrategy: inputs.orderedPlacementStrategies,
    enableECSManagedTags: inputs.enableEcsManagedTags,
    enableExecuteCommand: inputs.enableExecuteCommand,
    propagateTags: inputs.propagateTags ?? "NONE",
    currentServiceDeployment: context.running.find("service", id)?.deploymentArn,
    events: eventForms(service, context),
  };
}

/** Running and pending tasks. */
export function countsOf(tasks: readonly RunningTask[]): Properties {
  return {
    runningCount: tasks.filter(({ lastStatus }) => lastStatus === "RUNNING").length,
    pendingCount: tasks.filter(({ lastStatus }) => ["PROVISIONING", "PENDING", "ACTIVATING"].includes(lastStatus))
      .length,
  };
}

/** Only a service without a strategy has a launch type. */
export function launchTypeOf(inputs: Properties): unknown {
  return objects(inputs, "capacityProviderStrategies").length > 0 ? undefined : (inputs.launchType ?? "EC2");
}

/** The network configuration of a service's inputs as the API has it. */
export function networkForm(inputs: Properties): Properties | undefined {
  const network = object(inputs, "networkConfiguration");
  if (network === undefined) return undefined;
  const assignPublicIp = network.assignPublicIp === true ? "ENABLED" : "DISABLED";
  return { awsvpcConfiguration: { ...network, assignPublicIp } };
}

function definitionArnOf({ inputs, region }: CloudResource, { cloud }: ApiContext): string {
  const named = text(inputs, "taskDefinition") ?? "";
  return deployedTaskDefinition(named, region, cloud)?.id ?? named;
}

/** How a service is deployed (Amazon ECS API Reference, DeploymentConfiguration). */
export function deploymentConfigurationForm(inputs: Properties): Properties {
  const { alarms, deploymentCircuitBreaker } = inputs;
  const configuration = object(inputs, "deploymentConfiguration") ?? {};
  return {
    ...configuration,
    bakeTimeInMinutes: number(configuration, "bakeTimeInMinutes"),
    strategy: strategyOf(inputs),
    maximumPercent: inputs.deploymentMaximumPercent,
    minimumHealthyPercent: inputs.deploymentMinimumHealthyPercent,
    deploymentCircuitBreaker,
    alarms,
  };
}

/** The newest deployment is the primary one; another is active as long as it has tasks (API Reference, Deployment). */
function deploymentForms(service: CloudResource, context: ApiContext, tasks: readonly RunningTask[]): Properties[] {
  const all = context.running.all("serviceDeployment").filter(({ serviceArn }) => serviceArn === service.id);
  const primary = all.at(-1);
  return all
    .filter((each) => each === primary || aliveOf(tasks, each).length > 0)
    .reverse()
    .map((each) => deploymentForm(each, each === primary, aliveOf(tasks, each), context));
}

function aliveOf(tasks: readonly RunningTask[], { targetRevisionArn }: ServiceDeployment): RunningTask[] {
  return tasks.filter((task) => task.revisionArn === targetRevisionArn && task.lastStatus !== "STOPPED");
}

function deploymentForm(
  deployment: ServiceDeployment,
  isPrimary: boolean,
  tasks: readonly RunningTask[],
  { running }: ApiContext,
): Properties {
  const { id, targetRevisionArn, failedTasks, createdAt } = deployment;
  const revision = running.find("serviceRevision", targetRevisionArn);
  const inputs: Properties = revision?.inputs ?? {};
  return {
    id,
    status: isPrimary ? "PRIMARY" : "ACTIVE",
    taskDefinition: revision?.taskDefinitionArn,
    desiredCount: wantedOf(deployment, targetRevisionArn, running),
    ...countsOf(tasks),
    failedTasks,
    createdAt,
    updatedAt: updatedAt(deployment),
    launchType: launchTypeOf(inputs),
    capacityProviderStrategy: inputs.capacityProviderStrategies,
    platformVersion: inputs.platformVersion,
    networkConfiguration: networkForm(inputs),
    rolloutState: rolloutStateOf(deployment),
    rolloutStateReason: rolloutReasonOf(deployment),
  };
}

/** How many tasks a service wants of a revision. */
export function wantedOf({ serviceArn }: ServiceDeployment, revisionArn: string, running: RunningReader): number {
  const wanted = running.find("service", serviceArn)?.wanted ?? [];
  return wanted.find((each) => each.revisionArn === revisionArn)?.count ?? 0;
}

function rolloutReasonOf(deployment: ServiceDeployment): string {
  return deployment.statusReason ?? `ECS deployment ${deployment.id} ${ROLLOUTS[rolloutStateOf(deployment)]}.`;
}

/** When a deployment was last changed. */
export function updatedAt({ finishedAt, stageEnteredAt, startedAt, createdAt }: ServiceDeployment): number {
  return finishedAt ?? stageEnteredAt ?? startedAt ?? createdAt;
}

const ROLLOUTS = { COMPLETED: "completed", FAILED: "failed", IN_PROGRESS: "in progress" } as const;

/** Amazon ECS API Reference, Deployment: `rolloutState`. */
function rolloutStateOf({ status }: ServiceDeployment): keyof typeof ROLLOUTS {
  if (status === "SUCCESSFUL") return "COMPLETED";
  return ["PENDING", "IN_PROGRESS"].includes(status) ? "IN_PROGRESS" : "FAILED";
}

function eventForms({ id }: CloudResource, context: ApiContext): Properties[] {
  return context
    .events()
    .filter(({ source, subject }) => source === "ecs" && subject === id)
    .slice(-TOLD_EVENTS)
    .reverse()
    .map(({ at, message }, index) => ({ id: `${lastPartOf(id)}-${at}-${index}`, createdAt: at, message }));
}
