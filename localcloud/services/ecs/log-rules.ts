import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { isProperties, object, text, type Properties } from "../../model/values";
import { containersOf, eachContainer } from "./container-definition";
import { isFargate } from "./fargate-rules";

/**
 * What RegisterTaskDefinition refuses about logs (Amazon ECS Developer Guide, "Send Amazon ECS logs to CloudWatch").
 */
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

function requireLogOptions(container: Properties, path: string): void {
  if (driverOf(container) !== "awslogs") return;
  const missing = NEEDED_OPTIONS.filter((option) => (optionOf(container, option) ?? "") === "");
  if (missing.length === 0) return;
  refuse(
    "ClientException",
    `Log driver awslogs requires options: ${missing.join(", ")}`,
    `${path}.logConfiguration.options`,
  );
}

function refuseUnknownLogOptions(container: Properties, path: string): void {
  if (driverOf(container) !== "awslogs") return;
  const given = Object.keys(object(container, "logConfiguration.options") ?? {});
  const unknown = given.filter((option) => !OPTIONS.includes(option));
  if (unknown.length === 0) return;
  refuse(
    "ClientException",
    `Log driver awslogs disallows options: ${unknown.join(", ")}`,
    `${path}.logConfiguration.options`,
  );
}

/** The same guide: a log has at most one pattern for the beginning of its messages. */
function requireLogPattern(container: Properties, path: string): void {
  const both = ["awslogs-datetime-format", "awslogs-multiline-pattern"];
  if (both.some((option) => optionOf(container, option) === undefined)) return;
  refuse(
    "ClientException",
    `You cannot configure both the ${both.join(" and ")} options`,
    `${path}.logConfiguration.options`,
  );
}

/**
 * Amazon ECS Developer Guide, "Send Amazon ECS logs to an AWS service or AWS Partner": a log router needs a container
 * that sends logs to it, and that container needs the router.
 */
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

function requireFargateLogging(container: Properties, path: string, inputs: Properties): void {
  const driver = driverOf(container);
  if (!isFargate(inputs) || driver === undefined) return;
  if (!FARGATE_DRIVERS.includes(driver)) {
    refuse(
      "ClientException",
      `${driver} is not a valid log driver. Must be one of [${FARGATE_DRIVERS.join(", ")}]`,
      `${path}.logConfiguration.logDriver`,
    );
  }
  if (driver !== "awslogs") return;
  if (text(inputs, "executionRoleArn") === undefined) {
    refuse(
      "ClientException",
      "Fargate requires task definition to have execution role ARN to support log driver awslogs.",
      `${path}.logConfiguration`,
    );
  }
  if (optionOf(container, "awslogs-stream-prefix") !== undefined) return;
  refuse(
    "ClientException",
    "Fargate requires log configuration options to include awslogs-stream-prefix to support log driver awslogs",
    `${path}.logConfiguration.options`,
  );
}

function driverOf(container: Properties): string | undefined {
  return text(container, "logConfiguration.logDriver");
}

function optionOf(container: Properties, option: string): string | undefined {
  return text(container, `logConfiguration.options.${option}`);
}
