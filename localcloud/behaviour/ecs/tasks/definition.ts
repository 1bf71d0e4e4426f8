import type { CloudReader } from "../../../model/resource";
import { flag, number, object, objects, text, type Properties } from "../../../model/values";
import { containersOf } from "../../../services/ecs/container-definition";
import { TASK_DEFINITION } from "../../../services/ecs/task-definition-lookup";
import { requiredCpu, requiredMemory } from "../../../services/ecs/task-size";
import { networkModeOf } from "../../../services/ecs/network-rules";
import { oncePerObject } from "../../model/once-per-object";
import type { RunningContainer } from "../../model/task";

/** Amazon ECS API Reference, ContainerDefinition, stopTimeout: what applies where none is given. */
const DEFAULT_STOP_SECONDS = 30;

/** A port that a container asks for. */
export interface PortMapping {
  readonly container: string;
  readonly containerPort: number;
  /** 0 where ECS chooses one. */
  readonly hostPort: number;
}

/** What the scheduler needs to know of a task definition. */
export interface TaskRequirements {
  readonly family: string;
  /** CPU units. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  readonly networkMode: string;
  readonly ports: readonly PortMapping[];
  /** Expressions of the cluster query language that an instance has to fulfil. */
  readonly expressions: readonly string[];
  readonly containers: readonly RunningContainer[];
}

/** The inputs of a task definition; undefined where nobody registered it. */
export function definitionOf(taskDefinitionArn: string, cloud: CloudReader): Properties | undefined {
  return cloud.find(TASK_DEFINITION, taskDefinitionArn)?.inputs;
}

/** What tasks of a task definition require. */
export const requirementsOf = oncePerObject((inputs: Properties): TaskRequirements => {
  const containers = containersOf(inputs);
  return {
    family: text(inputs, "family") ?? "",
    cpu: requiredCpu(inputs),
    memory: requiredMemory(inputs),
    networkMode: networkModeOf(inputs),
    ports: containers.flatMap(portsOf),
    expressions: objects(inputs, "placementConstraints").flatMap((constraint) => text(constraint, "expression") ?? []),
    containers: containers.map(pendingContainer),
  };
});

function portsOf(container: Properties): PortMapping[] {
  return objects(container, "portMappings").map((mapping) => ({
    container: text(container, "name") ?? "",
    containerPort: number(mapping, "containerPort") ?? 0,
    hostPort: number(mapping, "hostPort") ?? 0,
  }));
}

function pendingContainer(container: Properties): RunningContainer {
  return {
    name: text(container, "name") ?? "",
    essential: flag(container, "essential") !== false,
    lastStatus: "PENDING",
    healthStatus: "UNKNOWN",
    hasHealthCheck: object(container, "healthCheck") !== undefined,
  };
}

/** The longest time in seconds that containers may take to stop. */
export const stopSecondsOf = oncePerObject((inputs: Properties): number => {
  const seconds = containersOf(inputs).map((container) => number(container, "stopTimeout") ?? DEFAULT_STOP_SECONDS);
  return Math.max(DEFAULT_STOP_SECONDS, ...seconds);
});

/** Containers that start only once a container has ended without a failure. */
export function waitingForSuccessOf(name: string, inputs: Properties): string[] {
  return containersOf(inputs)
    .filter((container) =>
      objects(container, "dependsOn").some(
        (each) => text(each, "containerName") === name && text(each, "condition") === "SUCCESS",
      ),
    )
    .map((container) => text(container, "name") ?? "");
}
