import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { isProperties, object, text, type Properties } from "../../model/values";
import { containersOf, eachContainer, type ContainerPlace } from "./container-definition";
import { isFargate } from "./fargate-rules";

/** What RegisterTaskDefinition refuses about logs (Amazon ECS Developer Guide, "Send Amazon ECS logs to CloudWatch"). */
export const logRules: readonly Rule[] = [
  eachContainer(requireLogOptions),
  eachContainer(refuseUnknownLogOptions),
  eachContainer(requireLogPattern),
  eachContainer(requireFargateLogging),
  requireRouter,
];

const NEEDED_OPTIONS = ["awslogs-group", "awslogs-region"];
const OPTIONS = [
  ...NEEDED_OPTIONS,
  ...["awslogs-create-group", "awslogs-datetime-format", "awslogs-multiline-pattern", "awslogs-stream-prefix"],
  ...["max-buffer-size", "mode"],
];

const FARGATE_DRIVERS = ["awslogs", "splunk", "awsfirelens"];

function requireLogOptions(container: Properties, place: ContainerPlace): void {
  if (driverOf(container) !== "awslogs") return;
  const missing = NEEDED_OPTIONS.filter((option) => (optionOf(container, option) ?? "") === "");
  if (missing.length === 0) return;
  place.refuse("logConfiguration.options", `Log driver awslogs requires options: ${missing.join(", ")}`);
}

function refuseUnknownLogOptions(container: Properties, place: ContainerPlace): void {
  if (driverOf(container) !== "awslogs") return;
  const given = Object.keys(object(container, "logConfiguration.options") ?? {});
  const unknown = given.filter((option) => !OPTIONS.includes(option));
  if (unknown.length === 0) return;
  place.refuse("logConfiguration.options", `Log driver awslogs disallows options: ${unknown.join(", ")}`);
}

/** The same guide: of both ways to tell where a message begins, one. */
function requireLogPattern(container: Properties, place: ContainerPlace): void {
  const both = ["awslogs-datetime-format", "awslogs-multiline-pattern"];
  if (both.some((option) => optionOf(container, option) === undefined)) return;
  place.refuse("logConfiguration.options", `You cannot configure both the ${both.join(" and ")} options`);
}

/** Amazon ECS Developer Guide, "Send Amazon ECS logs to an AWS service or AWS Partner": what routes, and for whom. */
function requireRouter({ inputs }: Operation): void {
  const containers = containersOf(inputs);
  const routers = containers.filter(({ firelensConfiguration }) => isProperties(firelensConfiguration));
  const isRouted = containers.some((container) => driverOf(container) === "awsfirelens");
  if (routers.length > 1)
    refuse("ClientException", "A task has at most one container with a firelensConfiguration", "containerDefinitions");
  if (routers.length === 1 && !isRouted) {
    refuse(
      "ClientException",
      "When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver.",
      "containerDefinitions",
    );
  }
  if (routers.length === 0 && isRouted) {
    refuse(
      "ClientException",
      "A container with the awsfirelens log driver needs a container with a firelensConfiguration",
      "containerDefinitions",
    );
  }
}

function requireFargateLogging(container: Properties, place: ContainerPlace, inputs: Properties): void {
  const driver = driverOf(container);
  if (!isFargate(inputs) || driver === undefined) return;
  if (!FARGATE_DRIVERS.includes(driver)) {
    place.refuse(
      "logConfiguration.logDriver",
      `${driver} is not a valid log driver. Must be one of [${FARGATE_DRIVERS.join(", ")}]`,
    );
  }
  if (driver !== "awslogs") return;
  if (text(inputs, "executionRoleArn") === undefined) {
    place.refuse(
      "logConfiguration",
      "Fargate requires task definition to have execution role ARN to support log driver awslogs.",
    );
  }
  if (optionOf(container, "awslogs-stream-prefix") !== undefined) return;
  place.refuse(
    "logConfiguration.options",
    "Fargate requires log configuration options to include awslogs-stream-prefix to support log driver awslogs",
  );
}

function driverOf(container: Properties): string | undefined {
  return text(container, "logConfiguration.logDriver");
}

function optionOf(container: Properties, option: string): string | undefined {
  return text(container, `logConfiguration.options.${option}`);
}
