import { AwsError } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text, valuesAt, type Properties } from "../../model/values";
import { containersOf, eachContainer, type ContainerPlace } from "./container-definition";

/** What RegisterTaskDefinition refuses about containers (Amazon ECS Developer Guide, "Task definition parameters"). */
export const containerRules: readonly Rule[] = [
  requireEssentialContainer,
  requireNamesOfTheirOwn,
  requireRegistrableSize,
  eachContainer(requireVolumes),
  eachContainer(requireDependencies),
  eachContainer(requireExecutionRoleForSecrets),
  eachContainer(requireLimitsInOrder),
];

function requireEssentialContainer({ inputs }: Operation): void {
  const containers = containersOf(inputs);
  if (containers.length === 0) refuse("Container list cannot be empty.");
  if (containers.some((container) => flag(container, "essential") !== false)) return;
  refuse("Task definition doesn't have any essential container");
}

function requireNamesOfTheirOwn({ inputs }: Operation): void {
  const names = containersOf(inputs).map((container) => text(container, "name"));
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (doubled !== undefined) refuse(`Container names must be unique within a task definition: '${doubled}'`);
}

/** Amazon ECS service quotas, "Task definition size limit": 64 KiB, of the whole in JSON. */
const LARGEST_DEFINITION = 65_536;
const NOT_IN_DEFINITION = ["region", "skipDestroy", "tags", "trackLatest"];

function requireRegistrableSize({ inputs }: Operation): void {
  const registered = Object.entries(inputs).filter(([input]) => !NOT_IN_DEFINITION.includes(input));
  const definition = { ...Object.fromEntries(registered), containerDefinitions: containersOf(inputs) };
  const bytes = Buffer.byteLength(JSON.stringify(definition));
  if (bytes <= LARGEST_DEFINITION) return;
  refuse(`Actual length: '${bytes}'. Max allowed length is '${LARGEST_DEFINITION}' bytes.`);
}

function requireVolumes(container: Properties, place: ContainerPlace, inputs: Properties): void {
  const volumes = objects(inputs, "volumes").map((volume) => text(volume, "name"));
  for (const { value } of valuesAt(container, "mountPoints[].sourceVolume")) {
    if (!volumes.includes(String(value))) place.refuse("mountPoints", `Unknown volume '${String(value)}'.`);
  }
}

/** Amazon ECS API Reference, ContainerDependency. */
function requireDependencies(container: Properties, place: ContainerPlace, inputs: Properties): void {
  for (const dependency of objects(container, "dependsOn")) {
    const name = text(dependency, "containerName") ?? "";
    const target = containersOf(inputs).find((other) => text(other, "name") === name);
    if (target === undefined || name === text(container, "name")) {
      place.refuse("dependsOn", `Cannot depend on container '${name}' because it does not exist.`);
    }
    const problem = problemOfCondition(text(dependency, "condition") ?? "", target);
    if (problem !== undefined) place.refuse("dependsOn", problem);
  }
}

/** Why a container never comes to a condition; undefined where it may. */
function problemOfCondition(condition: string, target: Properties): string | undefined {
  if (condition === "HEALTHY" && target.healthCheck === undefined) {
    return "A dependency container with HEALTHY condition must have health check configured";
  }
  if (["COMPLETE", "SUCCESS"].includes(condition) && flag(target, "essential") !== false) {
    return "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container";
  }
  return undefined;
}

/** What ECS reads for a container, it reads with the execution role (Amazon ECS Developer Guide, "Task execution role"). */
function requireExecutionRoleForSecrets(container: Properties, place: ContainerPlace, inputs: Properties): void {
  if (text(inputs, "executionRoleArn") !== undefined) return;
  const needs = {
    secrets: objects(container, "secrets").length > 0,
    repositoryCredentials: container.repositoryCredentials !== undefined,
  };
  const [need] = Object.entries(needs).find(([, isNeeded]) => isNeeded) ?? [];
  if (need === undefined) return;
  place.refuse(
    need,
    `When you are specifying container ${need}, you must also specify a value for 'executionRoleArn'.`,
  );
}

function requireLimitsInOrder(container: Properties, place: ContainerPlace): void {
  for (const limit of objects(container, "ulimits")) {
    if ((number(limit, "softLimit") ?? 0) <= (number(limit, "hardLimit") ?? 0)) continue;
    place.refuse("ulimits", `Soft limit exceeds hard limit for ulimit ${text(limit, "name") ?? ""}.`);
  }
}

function refuse(message: string): never {
  throw new AwsError("ClientException", `${message} (containerDefinitions)`);
}
