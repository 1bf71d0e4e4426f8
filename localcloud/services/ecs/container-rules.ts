import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text, texts, valuesAt, type Properties } from "../../model/values";
import { containersOf, eachContainer, type ContainerPlace } from "./container-definition";
import { environmentRules } from "./container-environment";
import { containerOrderRules } from "./container-order";

/** What RegisterTaskDefinition refuses about containers (Amazon ECS Developer Guide, "Task definition parameters"). */
export const containerRules: readonly Rule[] = [
  requireEssentialContainer,
  requireNamesOfTheirOwn,
  requireRegistrableSize,
  eachContainer(requireVolumes),
  ...containerOrderRules,
  ...environmentRules,
  eachContainer(requireHealthCommand),
  eachContainer(requireImage),
  eachContainer(requireExecutionRoleForSecrets),
  eachContainer(requireLimitsInOrder),
];

/** How a command is run; NONE takes away the image's own check. */
const HEALTH_COMMANDS = ["CMD", "CMD-SHELL", "NONE"];

function requireEssentialContainer({ inputs }: Operation): void {
  const containers = containersOf(inputs);
  if (containers.length === 0) refuse("ClientException", "Container list cannot be empty.", "containerDefinitions");
  if (containers.some((container) => flag(container, "essential") !== false)) return;
  refuse("ClientException", "Task definition doesn't have any essential container", "containerDefinitions");
}

function requireNamesOfTheirOwn({ inputs }: Operation): void {
  const names = containersOf(inputs).map((container) => text(container, "name"));
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (doubled !== undefined)
    refuse(
      "ClientException",
      `Container names must be unique within a task definition: '${doubled}'`,
      "containerDefinitions",
    );
}

/** Amazon ECS service quotas, "Task definition size limit": 64 KiB, of the whole in JSON. */
const LARGEST_DEFINITION = 65_536;
const NOT_IN_DEFINITION = ["region", "skipDestroy", "tags", "trackLatest"];

function requireRegistrableSize({ inputs }: Operation): void {
  const registered = Object.entries(inputs).filter(([input]) => !NOT_IN_DEFINITION.includes(input));
  const definition = { ...Object.fromEntries(registered), containerDefinitions: containersOf(inputs) };
  const bytes = Buffer.byteLength(JSON.stringify(definition));
  if (bytes <= LARGEST_DEFINITION) return;
  refuse(
    "ClientException",
    `Actual length: '${bytes}'. Max allowed length is '${LARGEST_DEFINITION}' bytes.`,
    "containerDefinitions",
  );
}

function requireVolumes(container: Properties, place: ContainerPlace, inputs: Properties): void {
  const volumes = objects(inputs, "volumes").map((volume) => text(volume, "name"));
  for (const { value } of valuesAt(container, "mountPoints[].sourceVolume")) {
    if (!volumes.includes(String(value))) place.refuse("mountPoints", `Unknown volume '${String(value)}'.`);
  }
}

/** What ECS reads for a container, it reads with the execution role (Amazon ECS Developer Guide, "Task execution role"). */
function requireExecutionRoleForSecrets(container: Properties, place: ContainerPlace, inputs: Properties): void {
  if (text(inputs, "executionRoleArn") !== undefined) return;
  const needs = {
    secrets:
      objects(container, "secrets").length > 0 || objects(container, "logConfiguration.secretOptions").length > 0,
    repositoryCredentials: container.repositoryCredentials !== undefined,
  };
  const [need] = Object.entries(needs).find(([, isNeeded]) => isNeeded) ?? [];
  if (need === undefined) return;
  place.refuse(
    need,
    `When you are specifying container ${need}, you must also specify a value for 'executionRoleArn'.`,
  );
}

/** Amazon ECS API Reference, ContainerDefinition, image: up to 255 characters before a digest, of these. */
function requireImage(container: Properties, place: ContainerPlace): void {
  const image = text(container, "image") ?? "";
  if (/^[\w.:/#-]{1,255}(@sha256:[0-9a-fA-F]{64})?$/.test(image)) return;
  place.refuse("image", `Container.image contains invalid characters or is too long: '${image}'.`);
}

/** Amazon ECS API Reference, HealthCheck, command. */
function requireHealthCommand(container: Properties, place: ContainerPlace): void {
  const [first] = texts(container, "healthCheck.command");
  if (first === undefined || HEALTH_COMMANDS.includes(first)) return;
  place.refuse(
    "healthCheck.command",
    `A health check command must start with ${HEALTH_COMMANDS.join(", ")}, got '${first}'.`,
  );
}

function requireLimitsInOrder(container: Properties, place: ContainerPlace): void {
  for (const limit of objects(container, "ulimits")) {
    if ((number(limit, "softLimit") ?? 0) <= (number(limit, "hardLimit") ?? 0)) continue;
    place.refuse("ulimits", `Soft limit exceeds hard limit for ulimit ${text(limit, "name") ?? ""}.`);
  }
}
