import { parseReference } from "../../docker/reference";
import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text, texts, valuesAt, type Properties } from "../../model/values";
import { ecrRegistryAt } from "../ecr/address";
import { eachContainer, type ContainerPlace } from "./container-definition";
import { isFargateSize } from "./fargate-sizes";
import { cpuUnits, memoryMebibytes } from "./task-size";

/** What Fargate adds (Amazon ECS Developer Guide for Fargate, "Task definition differences for Fargate"). */
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

/** Inputs of a task definition that Fargate doesn't take, and how it says so. */
const TASK_SETTINGS: Readonly<Record<string, string>> = {
  ipcMode: "Fargate compatible task definitions do not support ipcMode",
  "placementConstraints[]": "Fargate compatible task definitions do not support constraints",
  "volumes[].hostPath": "Fargate compatible task definitions do not support sourcePath",
  "volumes[].dockerVolumeConfiguration": "Fargate compatible task definitions do not support dockerVolumeConfiguration",
};

/** Properties of a container that Fargate doesn't take. */
const CONTAINER_SETTINGS = [
  "dockerSecurityOptions[]",
  "linuxParameters.devices[]",
  "linuxParameters.maxSwap",
  "linuxParameters.sharedMemorySize",
  "linuxParameters.swappiness",
];

/** Amazon ECS API Reference, ContainerDefinition, startTimeout and stopTimeout. */
const SHORTEST_SECONDS = 2;
const LONGEST_SECONDS = 120;

/** Whether Fargate is among what a task definition is to run on; it then has to suit Fargate. */
export function isFargate(inputs: Properties): boolean {
  return texts(inputs, "requiresCompatibilities").includes("FARGATE");
}

function requireFargateNetwork({ inputs }: Operation): void {
  if (!isFargate(inputs) || text(inputs, "networkMode") === "awsvpc") return;
  refuse("ClientException", "Fargate only supports network mode ‘awsvpc’.", "networkMode");
}

function requireFargateSize({ inputs }: Operation): void {
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

function refuseContainerSettings(container: Properties, place: ContainerPlace, inputs: Properties): void {
  if (!isFargate(inputs)) return;
  if (flag(container, "privileged") === true) {
    place.refuse("privileged", "Fargate requires that the 'privileged' setting be 'false'.");
  }
  for (const { path } of CONTAINER_SETTINGS.flatMap((setting) => valuesAt(container, setting))) {
    const name = path.replace(/\[\d+\]$/, "");
    place.refuse(name, `Fargate compatible task definitions do not support ${name.split(".").at(-1) ?? name}`);
  }
  if (objects(container, "resourceRequirements").every(({ type }) => type !== "GPU")) return;
  place.refuse("resourceRequirements", "Tasks using the Fargate launch type do not support GPU resource requirements.");
}

function requireShortTimeouts(container: Properties, place: ContainerPlace, inputs: Properties): void {
  if (!isFargate(inputs)) return;
  for (const timeout of ["startTimeout", "stopTimeout"]) {
    const seconds = number(container, timeout);
    if (seconds === undefined || (seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) continue;
    place.refuse(
      timeout,
      `The valid values of ${timeout} for Fargate are ${SHORTEST_SECONDS}-${LONGEST_SECONDS} seconds, got ${seconds}.`,
    );
  }
}

function refuseCapabilities(container: Properties, place: ContainerPlace, inputs: Properties): void {
  if (!isFargate(inputs)) return;
  const refused = texts(container, "linuxParameters.capabilities.add").find((name) => name !== ADDABLE_CAPABILITY);
  if (refused === undefined) return;
  place.refuse("linuxParameters.capabilities.add", `${refused} is not allowed on Fargate.`);
}

function requireExecutionRoleForEcr(container: Properties, place: ContainerPlace, inputs: Properties): void {
  const { host } = parseReference(text(container, "image") ?? "");
  if (!isFargate(inputs) || ecrRegistryAt(host) === undefined) return;
  if (text(inputs, "executionRoleArn") !== undefined) return;
  place.refuse("image", "Fargate requires task definition to have execution role ARN to support ECR images.");
}
