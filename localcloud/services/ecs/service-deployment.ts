import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, text, texts } from "../../model/values";
import { NotModelledError } from "../shared/not-modelled";

const CONTROLLER = "deploymentController.type";

/** What CreateService refuses about deployments (Amazon ECS API Reference, DeploymentConfiguration). */
export const serviceDeploymentRules: readonly Rule[] = [requireModelledDeployment, requireRoomToDeploy, requireAlarms];

function requireModelledDeployment({ inputs }: Operation): void {
  const controller = text(inputs, CONTROLLER) ?? "ECS";
  if (controller !== "ECS") {
    throw new NotModelledError(
      `the ${controller} deployment controller`,
      [CONTROLLER],
      "services/ecs/service-deployment.ts",
    );
  }
}

/** Amazon ECS Developer Guide, "Deploy Amazon ECS services by replacing tasks". */
function requireRoomToDeploy({ inputs }: Operation): void {
  const minimum = number(inputs, "deploymentMinimumHealthyPercent") ?? 100;
  const maximum = number(inputs, "deploymentMaximumPercent") ?? 200;
  if (text(inputs, "schedulingStrategy") === "DAEMON") return;
  if (minimum > 100)
    refuse("InvalidParameterException", "minimumHealthyPercent must be at most 100", "deploymentMinimumHealthyPercent");
  if (maximum < 100)
    refuse("InvalidParameterException", "maximumPercent must be at least 100", "deploymentMaximumPercent");
  if (maximum > minimum) return;
  refuse(
    "InvalidParameterException",
    "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments",
    "deploymentMaximumPercent, deploymentMinimumHealthyPercent",
  );
}

/** ECS looks alarms up by name and region when the service is created or changed (Developer Guide, "How CloudWatch alarms detect Amazon ECS deployment failures"). */
function requireAlarms({ inputs, region, cloud }: Operation): void {
  const known = cloud
    .ofType("aws:cloudwatch/metricAlarm:MetricAlarm")
    .filter((alarm) => alarm.region === region)
    .map(({ computed }) => computed.name);
  texts(inputs, "alarms.alarmNames").forEach((name, index) => {
    if (known.includes(name)) return;
    refuse(
      "InvalidParameterException",
      `The CloudWatch alarm '${name}' does not exist.`,
      `alarms.alarmNames[${index}]`,
    );
  });
}
