import type { Rule } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";
import { eachContainer, type ContainerPlace } from "./container-definition";
import { isFargate } from "./fargate-rules";

/** What RegisterTaskDefinition refuses about logs (Amazon ECS Developer Guide, "Send Amazon ECS logs to CloudWatch"). */
export const logRules: readonly Rule[] = [eachContainer(requireLogGroupOption), eachContainer(requireFargateLogging)];

const FARGATE_DRIVERS = ["awslogs", "splunk", "awsfirelens"];

function requireLogGroupOption(container: Properties, place: ContainerPlace): void {
  if (driverOf(container) !== "awslogs" || optionOf(container, "awslogs-group") !== undefined) return;
  place.refuse("logConfiguration.options", "Log driver awslogs requires options: awslogs-group");
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
