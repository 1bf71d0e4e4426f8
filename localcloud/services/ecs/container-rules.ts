import { AwsError } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text, texts, valuesAt, type Properties } from "../../model/values";
import { containerRefusal, containersOf } from "./container-definition";

/** What RegisterTaskDefinition refuses about containers (Amazon ECS Developer Guide, "Task definition parameters"). */
export const containerRules: readonly Rule[] = [
  requireEssentialContainer,
  requireNamesOfTheirOwn,
  eachContainer(requireMatchingPorts),
  eachContainer(requireVolumes),
  eachContainer(requireExecutionRole),
  eachContainer(refuseWhatFargateLacks),
  eachContainer(requireMemoryWithinTask),
];

type ContainerRule = (container: Properties, index: number, operation: Operation) => void;

function eachContainer(rule: ContainerRule): Rule {
  return (operation) => {
    containersOf(operation.inputs).forEach((container, index) => {
      rule(container, index, operation);
    });
  };
}

function requireEssentialContainer({ inputs }: Operation): void {
  const containers = containersOf(inputs);
  if (containers.length === 0) {
    throw new AwsError("ClientException", "Container list cannot be empty. (containerDefinitions)");
  }
  if (containers.some((container) => flag(container, "essential") !== false)) return;
  throw new AwsError(
    "ClientException",
    "Invalid setting for container. At least one container must be essential. (containerDefinitions)",
  );
}

function requireNamesOfTheirOwn({ inputs }: Operation): void {
  const names = containersOf(inputs).map((container) => text(container, "name"));
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (doubled === undefined) return;
  throw new AwsError(
    "ClientException",
    `Container names must be unique; '${doubled}' stands twice (containerDefinitions)`,
  );
}

/** Under awsvpc each task has its own network interface, so a port can't be mapped to another one. */
function requireMatchingPorts(container: Properties, index: number, { inputs }: Operation): void {
  if (text(inputs, "networkMode") !== "awsvpc") return;
  for (const mapping of objects(container, "portMappings")) {
    const hostPort = number(mapping, "hostPort");
    if (hostPort === undefined || hostPort === number(mapping, "containerPort")) continue;
    throw containerRefusal(
      index,
      "portMappings",
      "When networkMode=awsvpc, the host ports and container ports in port mappings must match.",
    );
  }
}

function requireVolumes(container: Properties, index: number, { inputs }: Operation): void {
  const volumes = objects(inputs, "volumes").map((volume) => text(volume, "name"));
  for (const { value } of valuesAt(container, "mountPoints[].sourceVolume")) {
    if (volumes.includes(String(value))) continue;
    throw containerRefusal(index, "mountPoints", `Unknown volume '${String(value)}'.`);
  }
}

/** What ECS fetches for a container, it fetches with the execution role. */
function requireExecutionRole(container: Properties, index: number, { inputs }: Operation): void {
  if (text(inputs, "executionRoleArn") !== undefined) return;
  const needs = {
    secrets: objects(container, "secrets").length > 0,
    repositoryCredentials: container.repositoryCredentials !== undefined,
    logConfiguration: text(container, "logConfiguration.logDriver") === "awslogs" && isFargate(inputs),
  };
  const [need] = Object.entries(needs).find(([, needed]) => needed) ?? [];
  if (need === undefined) return;
  throw containerRefusal(
    index,
    need,
    `Fargate requires task definition to have execution role ARN to support ${need}.`,
  );
}

/** Amazon ECS Developer Guide for Fargate, "Task definition differences". */
function refuseWhatFargateLacks(container: Properties, index: number, { inputs }: Operation): void {
  if (!isFargate(inputs)) return;
  if (flag(container, "privileged") === true) {
    throw containerRefusal(
      index,
      "privileged",
      "Fargate compatible task definitions do not support privileged containers.",
    );
  }
  const added = texts(container, "linuxParameters.capabilities.add").filter(
    (capability) => capability !== "SYS_PTRACE",
  );
  if (added.length > 0) {
    throw containerRefusal(
      index,
      "linuxParameters.capabilities.add",
      `Fargate compatible task definitions can only add the capability SYS_PTRACE, not ${added.join(", ")}.`,
    );
  }
  for (const unsupported of ["devices", "sharedMemorySize", "maxSwap"]) {
    if (valuesAt(container, `linuxParameters.${unsupported}`).length === 0) continue;
    throw containerRefusal(
      index,
      `linuxParameters.${unsupported}`,
      `Fargate compatible task definitions do not support ${unsupported}.`,
    );
  }
}

function requireMemoryWithinTask(container: Properties, index: number, { inputs }: Operation): void {
  const [memory, task] = [number(container, "memory"), number(inputs, "memory")];
  if (memory === undefined || task === undefined || memory <= task) return;
  throw containerRefusal(index, "memory", `The container's memory ${memory} exceeds the task's memory ${task}.`);
}

export function isFargate(inputs: Properties): boolean {
  return texts(inputs, "requiresCompatibilities").includes("FARGATE");
}
