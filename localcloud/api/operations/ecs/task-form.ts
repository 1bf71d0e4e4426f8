import { lastPartOf } from "../../../../components/shared/arn";
import type { RunningContainer, RunningTask } from "../../../behaviour/model/task";
import type { Properties } from "../../../model/values";
import { objects, text } from "../../../model/values";
import { containersOf } from "../../../services/ecs/container-definition";
import { TASK_DEFINITION } from "../../../services/ecs/task-definition-lookup";
import type { ApiContext } from "../../operation";

/** A task as DescribeTasks and RunTask tell it (Amazon ECS API Reference, Task). */
export function taskForm(task: RunningTask, context: ApiContext): Properties {
  const { arn, clusterArn, taskDefinitionArn, launchType, capacityProvider, startedBy, group } = task;
  return {
    taskArn: arn,
    ...{ clusterArn, taskDefinitionArn, launchType, startedBy, group },
    capacityProviderName: capacityProvider,
    containerInstanceArn: containerInstanceArnOf(task, context),
    availabilityZone: task.availabilityZone === "" ? undefined : task.availabilityZone,
    cpu: String(task.cpu),
    memory: String(task.memory),
    desiredStatus: task.desiredStatus,
    lastStatus: task.lastStatus,
    healthStatus: task.healthStatus,
    createdAt: task.createdAt,
    startedAt: task.startedAt,
    stoppingAt: task.stoppingAt,
    stoppedAt: task.stoppedAt,
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    overrides: overridesOf(task),
    connectivity: task.startedAt === undefined ? undefined : "CONNECTED",
    containers: task.containers.map((container) => containerForm(container, task, context)),
    attachments: attachmentsOf(task),
    version: 1,
  };
}

/** Each container has its entry, whether or not RunTask changed it. */
function overridesOf({ containers, overrides = {} }: RunningTask): Properties {
  const given = objects(overrides, "containerOverrides");
  const containerOverrides = containers.map(({ name }) => given.find((each) => each.name === name) ?? { name });
  return { ...overrides, containerOverrides };
}

function containerInstanceArnOf({ instanceId }: RunningTask, { running }: ApiContext): string | undefined {
  return running.find("instance", instanceId ?? "")?.containerInstance?.arn;
}

/** A task of `awsvpc` has a network interface of its own. */
function attachmentsOf(task: RunningTask): Properties[] {
  if (task.hostPorts !== undefined || task.privateAddress === "") return [];
  const details = [
    { name: "subnetId", value: task.subnetId },
    { name: "networkInterfaceId", value: `eni-${lastPartOf(task.arn).slice(0, 17)}` },
    { name: "privateIPv4Address", value: task.privateAddress },
  ];
  const status = task.lastStatus === "STOPPED" ? "DELETED" : "ATTACHED";
  return [{ id: lastPartOf(task.arn), type: "ElasticNetworkInterface", status, details }];
}

function containerForm(container: RunningContainer, task: RunningTask, context: ApiContext): Properties {
  const { name, lastStatus, healthStatus, exitCode, reason } = container;
  const definition = context.cloud.find(TASK_DEFINITION, task.taskDefinitionArn);
  const defined = containersOf(definition?.inputs ?? {}).find((each) => text(each, "name") === name);
  return {
    containerArn: `${task.arn.replace(":task/", ":container/")}/${name}`,
    taskArn: task.arn,
    ...{ name, lastStatus, healthStatus, exitCode, reason },
    image: defined?.image,
    networkInterfaces:
      task.hostPorts === undefined && task.privateAddress !== ""
        ? [{ attachmentId: lastPartOf(task.arn), privateIpv4Address: task.privateAddress }]
        : [],
    networkBindings: (task.hostPorts ?? [])
      .filter((each) => each.container === name)
      .map(({ containerPort, hostPort }) => ({ bindIP: "0.0.0.0", containerPort, hostPort, protocol: "tcp" })),
  };
}
