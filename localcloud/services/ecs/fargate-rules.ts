import { parseReference } from "../registry/reference";
import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text, texts, valuesAt, type Properties } from "../../model/values";
import { ecrRegistryAt } from "../registry/ecr-registry";
import { eachContainer } from "./container-definition";
import { cpuUnits, memoryMebibytes } from "./task-size";

/**
 * What Fargate refuses beyond other launch types (Amazon ECS Developer Guide for Fargate, "Task definition differences
 * for Fargate").
 */
export const fargateRules: readonly Rule[] = [
  requireFargateNetwork,
  requireFargateSize,
  requireFargateForStorage,
  refuseTaskSettings,
  eachContainer(refuseContainerSettings),
  eachContainer(requireShortTimeouts),
  eachContainer(refuseCapabilities),
  eachContainer(requireExecutionRoleForEcr),
];

/** Capability that Fargate lets a container add (Amazon ECS API Reference, KernelCapabilities). */
const ADDABLE_CAPABILITY = "SYS_PTRACE";

/** Inputs of a task definition that Fargate refuses, with its words. */
const TASK_SETTINGS: Readonly<Record<string, string>> = {
  ipcMode: "Fargate compatible task definitions do not support ipcMode",
  "placementConstraints[]": "Fargate compatible task definitions do not support constraints",
  "volumes[].hostPath": "Fargate compatible task definitions do not support sourcePath",
  "volumes[].dockerVolumeConfiguration": "Fargate compatible task definitions do not support dockerVolumeConfiguration",
};

/** Properties of a container that Fargate refuses. */
const CONTAINER_SETTINGS = [
  "dockerSecurityOptions[]",
  "linuxParameters.devices[]",
  "linuxParameters.maxSwap",
  "linuxParameters.sharedMemorySize",
  "linuxParameters.swappiness",
];

/**
 * CPU units with the memory in MiB that Fargate offers for them (Amazon ECS Developer Guide, "Task CPU and memory").
 */
const FARGATE_MEMORY: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024, 2048],
  512: range(1024, 4096, 1024),
  1024: range(2048, 8192, 1024),
  2048: range(4096, 16_384, 1024),
  4096: range(8192, 30_720, 1024),
  8192: range(16_384, 61_440, 4096),
  16_384: range(32_768, 122_880, 8192),
};

/** Amazon ECS API Reference, ContainerDefinition, startTimeout and stopTimeout. */
const SHORTEST_SECONDS = 2;
const LONGEST_SECONDS = 120;

/** Whether a task definition requires compatibility with Fargate. */
export function isFargate(inputs: Properties): boolean {
  return texts(inputs, "requiresCompatibilities").includes("FARGATE");
}

function requireFargateNetwork({ inputs }: Operation): void {
  if (!isFargate(inputs) || text(inputs, "networkMode") === "awsvpc") return;
  refuse("ClientException", "Fargate only supports network mode ‘awsvpc’.", "networkMode");
}

/** Amazon ECS Developer Guide, "Amazon ECS task definition differences for Fargate", task CPU and memory. */
export function requireFargateSize({ inputs }: Operation): void {
  if (!isFargate(inputs)) return;
  const [cpu, memory] = [cpuUnits(inputs), memoryMebibytes(inputs)];
  if (cpu === undefined) refuse("ClientException", "Fargate requires that 'cpu' be defined at the task level.", "cpu");
  if (memory === undefined)
    refuse("ClientException", "Fargate requires that 'memory' be defined at the task level.", "memory");
  if (isFargateSize(cpu, memory)) return;
  refuse(
    "ClientException",
    `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory.`,
    "cpu, memory",
  );
}

/** Amazon ECS API Reference, EphemeralStorage. */
function requireFargateForStorage({ inputs }: Operation): void {
  const elsewhere = texts(inputs, "requiresCompatibilities").length > 0 && !isFargate(inputs);
  if (!elsewhere || inputs.ephemeralStorage === undefined) return;
  refuse("ClientException", "Tasks using the EC2 launch type do not support EphemeralStorage", "ephemeralStorage");
}

function refuseTaskSettings({ inputs }: Operation): void {
  if (!isFargate(inputs)) return;
  for (const [path, message] of Object.entries(TASK_SETTINGS)) {
    const [found] = valuesAt(inputs, path);
    if (found !== undefined) refuse("ClientException", message, found.path);
  }
  if (text(inputs, "pidMode") !== "host") return;
  refuse("ClientException", "Tasks using the Fargate launch type do not support pidMode 'host'", "pidMode");
}

function refuseContainerSettings(container: Properties, path: string, inputs: Properties): void {
  if (!isFargate(inputs)) return;
  if (flag(container, "privileged") === true) {
    refuse("ClientException", "Fargate requires that the 'privileged' setting be 'false'.", `${path}.privileged`);
  }
  for (const setting of CONTAINER_SETTINGS.flatMap((each) => valuesAt(container, each))) {
    const name = setting.path.replace(/\[\d+\]$/, "");
    refuse(
      "ClientException",
      `Fargate compatible task definitions do not support ${name.split(".").at(-1) ?? name}`,
      `${path}.${name}`,
    );
  }
  if (objects(container, "resourceRequirements").every(({ type }) => type !== "GPU")) return;
  refuse(
    "ClientException",
    "Tasks using the Fargate launch type do not support GPU resource requirements.",
    `${path}.resourceRequirements`,
  );
}

function requireShortTimeouts(container: Properties, path: string, inputs: Properties): void {
  if (!isFargate(inputs)) return;
  for (const timeout of ["startTimeout", "stopTimeout"]) {
    const seconds = number(container, timeout);
    if (seconds === undefined || (seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) continue;
    refuse(
      "ClientException",
      `The valid values of ${timeout} for Fargate are ${SHORTEST_SECONDS}-${LONGEST_SECONDS} seconds, got ${seconds}.`,
      `${path}.${timeout}`,
    );
  }
}

function refuseCapabilities(container: Properties, path: string, inputs: Properties): void {
  if (!isFargate(inputs)) return;
  const refused = texts(container, "linuxParameters.capabilities.add").find((name) => name !== ADDABLE_CAPABILITY);
  if (refused === undefined) return;
  refuse("ClientException", `${refused} is not allowed on Fargate.`, `${path}.linuxParameters.capabilities.add`);
}

function requireExecutionRoleForEcr(container: Properties, path: string, inputs: Properties): void {
  const { host } = parseReference(text(container, "image") ?? "");
  if (!isFargate(inputs) || ecrRegistryAt(host) === undefined) return;
  if (text(inputs, "executionRoleArn") !== undefined) return;
  refuse(
    "ClientException",
    "Fargate requires task definition to have execution role ARN to support ECR images.",
    `${path}.image`,
  );
}

/** Whether Fargate has a task size of these CPU units and MiB. */
export function isFargateSize(cpu: number, memory: number): boolean {
  return FARGATE_MEMORY[cpu]?.includes(memory) === true;
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}
