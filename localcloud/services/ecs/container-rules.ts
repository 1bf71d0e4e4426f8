import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text, texts, valuesAt, type Properties } from "../../model/values";
import { containersOf, eachContainer } from "./container-definition";
import { environmentRules } from "./container-environment";
import { containerOrderRules } from "./container-order";

/** What RegisterTaskDefinition refuses about containers (Amazon ECS Developer Guide, "Task definition parameters"). */
export const containerRules: readonly Rule[] = [
  requireEssentialContainer,
  requireUniqueNames,
  eachContainer(requireVolumes),
  ...containerOrderRules,
  ...environmentRules,
  eachContainer(requireHealthCommand),
  eachContainer(requireImage),
  eachContainer(requireExecutionRoleForSecrets),
  eachContainer(requireLimitsInOrder),
];

/** How a command runs; NONE disables the image's own check. */
const HEALTH_COMMANDS = ["CMD", "CMD-SHELL", "NONE"];

function requireEssentialContainer({ inputs }: Operation): void {
  const containers = containersOf(inputs);
  if (containers.length === 0) refuse("ClientException", "Container list cannot be empty.", "containerDefinitions");
  if (containers.some((container) => flag(container, "essential") !== false)) return;
  refuse("ClientException", "Task definition doesn't have any essential container", "containerDefinitions");
}

function requireUniqueNames({ inputs }: Operation): void {
  const names = containersOf(inputs).map((container) => text(container, "name"));
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (doubled !== undefined)
    refuse(
      "ClientException",
      `Container names must be unique within a task definition: '${doubled}'`,
      "containerDefinitions",
    );
}

function requireVolumes(container: Properties, path: string, inputs: Properties): void {
  const volumes = objects(inputs, "volumes").map((volume) => text(volume, "name"));
  for (const { value } of valuesAt(container, "mountPoints[].sourceVolume")) {
    if (!volumes.includes(String(value)))
      refuse("ClientException", `Unknown volume '${String(value)}'.`, `${path}.mountPoints`);
  }
}

/**
 * ECS reads secrets and credentials of a container with the execution role (Amazon ECS Developer Guide, "Task execution
 * role").
 */
function requireExecutionRoleForSecrets(container: Properties, path: string, inputs: Properties): void {
  if (text(inputs, "executionRoleArn") !== undefined) return;
  const needs = {
    secrets:
      objects(container, "secrets").length > 0 || objects(container, "logConfiguration.secretOptions").length > 0,
    repositoryCredentials: container.repositoryCredentials !== undefined,
  };
  const [need] = Object.entries(needs).find(([, isNeeded]) => isNeeded) ?? [];
  if (need === undefined) return;
  refuse(
    "ClientException",
    `When you are specifying container ${need}, you must also specify a value for 'executionRoleArn'.`,
    `${path}.${need}`,
  );
}

/** Amazon ECS API Reference, ContainerDefinition, image: up to 255 of these characters, which a digest may follow. */
function requireImage(container: Properties, path: string): void {
  const image = text(container, "image") ?? "";
  if (/^[\w.:/#-]{1,255}(@sha256:[0-9a-fA-F]{64})?$/.test(image)) return;
  refuse("ClientException", `Container.image contains invalid characters or is too long: '${image}'.`, `${path}.image`);
}

/** Amazon ECS API Reference, HealthCheck, command. */
function requireHealthCommand(container: Properties, path: string): void {
  const [first] = texts(container, "healthCheck.command");
  if (first === undefined || HEALTH_COMMANDS.includes(first)) return;
  refuse(
    "ClientException",
    `A health check command must start with ${HEALTH_COMMANDS.join(", ")}, got '${first}'.`,
    `${path}.healthCheck.command`,
  );
}

function requireLimitsInOrder(container: Properties, path: string): void {
  for (const limit of objects(container, "ulimits")) {
    if ((number(limit, "softLimit") ?? 0) <= (number(limit, "hardLimit") ?? 0)) continue;
    refuse(
      "ClientException",
      `Soft limit exceeds hard limit for ulimit ${text(limit, "name") ?? ""}.`,
      `${path}.ulimits`,
    );
  }
}
