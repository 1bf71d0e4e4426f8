import type { LifecycleHook, ServiceDeployment, ServiceRevision } from "../../../behaviour/model/service";
import { AwsError } from "../../../model/aws-error";
import { text, texts, type Properties } from "../../../model/values";
import { containersOf } from "../../../services/ecs/container-definition";
import { TASK_DEFINITION } from "../../../services/ecs/task-definition-lookup";
import { type ApiContext, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { missing, requiredService } from "./lookup";
import { countsOf, deploymentConfigurationForm, launchTypeOf, networkForm, updatedAt, wantedOf } from "./service-form";

/** Amazon ECS API Reference, operations on service deployments and service revisions. */
export const serviceDeploymentOperations: ServiceOperations = {
  ListServiceDeployments: reading((call, context) => {
    const service = requiredService(call, context);
    const statuses = texts(call.input, "status");
    const found = context.running
      .all("serviceDeployment")
      .filter(({ serviceArn }) => serviceArn === service.id)
      .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
      .map((each) => ({ ...briefForm(each), targetServiceRevisionArn: each.targetRevisionArn }))
      .reverse();
    const { elements, next } = pageOf(found, call.input, { most: 20 });
    return { serviceDeployments: elements, ...next };
  }),
  DescribeServiceDeployments: reading(({ input }, context) => {
    const arns = texts(input, "serviceDeploymentArns");
    const found = arns.flatMap((arn) => context.running.find("serviceDeployment", arn) ?? []);
    return {
      serviceDeployments: found.map((each) => deploymentForm(each, context)),
      failures: arns.filter((arn) => !found.some((each) => each.arn === arn)).map(missing),
    };
  }),
  DescribeServiceRevisions: reading(({ input }, context) => {
    const arns = texts(input, "serviceRevisionArns");
    const found = arns.flatMap((arn) => context.running.find("serviceRevision", arn) ?? []);
    return {
      serviceRevisions: found.map((each) => revisionForm(each, context)),
      failures: arns.filter((arn) => !found.some((each) => each.arn === arn)).map(missing),
    };
  }),
};

/**
 * The deployment that a request names.
 *
 * @throws {AwsError} for one that isn't there.
 */
export function requiredDeployment(input: Properties, { running }: ApiContext): ServiceDeployment {
  const found = running.find("serviceDeployment", text(input, "serviceDeploymentArn") ?? "");
  if (found !== undefined) return found;
  throw new AwsError("ServiceDeploymentNotFoundException", "Service deployment not found.");
}

function briefForm(deployment: ServiceDeployment): Properties {
  const { arn, serviceArn, status, statusReason, createdAt, startedAt, finishedAt } = deployment;
  return {
    serviceDeploymentArn: arn,
    ...{ serviceArn, status, statusReason, createdAt, startedAt, finishedAt },
  };
}

function deploymentForm(deployment: ServiceDeployment, context: ApiContext): Properties {
  const { running } = context;
  const { targetRevisionArn, sourceRevisionArn, rollback } = deployment;
  const revision = running.find("serviceRevision", targetRevisionArn);
  const inputs = revision?.inputs ?? {};
  return {
    ...briefForm(deployment),
    clusterArn: revision?.clusterArn,
    updatedAt: updatedAt(deployment),
    lifecycleStage: deployment.lifecycleStage,
    sourceServiceRevisions: (sourceRevisionArn === undefined ? [] : [sourceRevisionArn]).map((arn) =>
      shareForm(arn, context, deployment),
    ),
    targetServiceRevision: shareForm(targetRevisionArn, context, deployment),
    rollback: rollback && {
      ...{ reason: rollback.reason, startedAt: rollback.startedAt, serviceRevisionArn: rollback.revisionArn },
    },
    deploymentConfiguration: deploymentConfigurationForm(inputs),
    deploymentCircuitBreaker: breakerForm(deployment),
    alarms: alarmsForm(deployment, inputs),
    lifecycleHookDetails: deployment.hooks?.map(hookForm),
  };
}

/** What a revision has of the tasks and of the requests. */
function shareForm(arn: string, { running }: ApiContext, deployment: ServiceDeployment): Properties {
  const tasks = running.all("task").filter((task) => task.revisionArn === arn && task.lastStatus !== "STOPPED");
  const { runningCount, pendingCount } = countsOf(tasks);
  const share = deployment.productionTrafficPercent;
  const isTarget = arn === deployment.targetRevisionArn;
  return {
    arn,
    requestedTaskCount: wantedOf(deployment, arn, running),
    runningTaskCount: runningCount,
    pendingTaskCount: pendingCount,
    requestedProductionTrafficWeight: share === undefined ? undefined : isTarget ? share : 100 - share,
  };
}

function breakerForm({ circuitBreaker, failedTasks }: ServiceDeployment): Properties | undefined {
  return circuitBreaker === undefined ? undefined : { status: circuitBreaker, failureCount: failedTasks };
}

function alarmsForm({ alarms, triggeredAlarmNames }: ServiceDeployment, inputs: Properties): Properties | undefined {
  if (alarms === undefined) return undefined;
  return { status: alarms, alarmNames: texts(inputs, "alarms.alarmNames"), triggeredAlarmNames };
}

function hookForm({ id, targetType, targetArn, status, expiresAt, timeoutAction }: LifecycleHook): Properties {
  return {
    hookId: id,
    ...{ targetType, status, expiresAt, timeoutAction },
    targetArn: targetArn === "" ? undefined : targetArn,
  };
}

function revisionForm(revision: ServiceRevision, { cloud }: ApiContext): Properties {
  const { inputs, taskDefinitionArn, targetGroups } = revision;
  const definition = cloud.find(TASK_DEFINITION, taskDefinitionArn);
  return {
    serviceRevisionArn: revision.arn,
    serviceArn: revision.serviceArn,
    clusterArn: revision.clusterArn,
    taskDefinition: taskDefinitionArn,
    createdAt: revision.createdAt,
    launchType: launchTypeOf(inputs),
    capacityProviderStrategy: inputs.capacityProviderStrategies,
    platformVersion: inputs.platformVersion,
    networkConfiguration: networkForm(inputs),
    loadBalancers: targetGroups.map(({ targetGroupArn, container, containerPort }) => ({
      targetGroupArn,
      containerName: container,
      containerPort,
    })),
    serviceRegistries: inputs.serviceRegistries === undefined ? undefined : [inputs.serviceRegistries],
    containerImages: containersOf(definition?.inputs ?? {}).map(({ name, image }) => ({ containerName: name, image })),
  };
}
