import { lastPartOf } from "../../../../components/shared/arn";
import type { ContainerInstance, RunningInstance } from "../../../behaviour/model/instance";
import type { RunningTask } from "../../../behaviour/model/task";
import { texts, type Properties } from "../../../model/values";
import { type ApiCall, type ApiContext, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { missing, requiredCluster } from "./lookup";
import { countsOf } from "./service-form";

interface Registered extends RunningInstance {
  readonly containerInstance: ContainerInstance;
}

/** Amazon ECS API Reference, ListContainerInstances and DescribeContainerInstances. */
export const containerInstanceOperations: ServiceOperations = {
  ListContainerInstances: reading((call, context) => {
    const { status } = call.input;
    const arns = instancesOf(call, context)
      .filter(({ containerInstance }) => status === undefined || containerInstance.status === status)
      .map(({ containerInstance }) => containerInstance.arn);
    const { elements, next } = pageOf(arns, call.input);
    return { containerInstanceArns: elements, ...next };
  }),
  DescribeContainerInstances: reading((call, context) => {
    const all = instancesOf(call, context);
    const named = texts(call.input, "containerInstances");
    return {
      containerInstances: named.flatMap((each) => {
        const instance = instanceNamed(all, each);
        return instance === undefined ? [] : [containerInstanceForm(instance, context)];
      }),
      failures: named.filter((each) => instanceNamed(all, each) === undefined).map(missing),
    };
  }),
};

function instancesOf(call: ApiCall, context: ApiContext): Registered[] {
  const { id } = requiredCluster(call, context);
  return context.running
    .all("instance")
    .filter((each): each is Registered => each.containerInstance?.clusterArn === id);
}

function instanceNamed(instances: readonly Registered[], value: string): Registered | undefined {
  return instances.find(({ containerInstance: { arn } }) => arn === value || lastPartOf(arn) === value);
}

function containerInstanceForm(
  { id, containerInstance, ...instance }: Registered,
  { running }: ApiContext,
): Properties {
  const { arn, status, agentConnected, registeredCpu, registeredMemory, registeredAt } = containerInstance;
  const tasks = running.all("task").filter((task) => task.instanceId === id && task.lastStatus !== "STOPPED");
  const taken = (size: "cpu" | "memory"): number => tasks.reduce((sum, task: RunningTask) => sum + task[size], 0);
  return {
    containerInstanceArn: arn,
    ec2InstanceId: id,
    capacityProviderName: containerInstance.capacityProvider,
    status,
    agentConnected,
    registeredAt,
    runningTasksCount: countsOf(tasks).runningCount,
    pendingTasksCount: countsOf(tasks).pendingCount,
    registeredResources: resources(registeredCpu, registeredMemory),
    remainingResources: resources(registeredCpu - taken("cpu"), registeredMemory - taken("memory")),
    attributes: [
      { name: "ecs.availability-zone", value: instance.availabilityZone },
      { name: "ecs.instance-type", value: instance.instanceType },
      { name: "ecs.subnet-id", value: instance.subnetId },
    ],
  };
}

function resources(cpu: number, memory: number): Properties[] {
  return [
    { name: "CPU", type: "INTEGER", integerValue: cpu },
    { name: "MEMORY", type: "INTEGER", integerValue: memory },
  ];
}
