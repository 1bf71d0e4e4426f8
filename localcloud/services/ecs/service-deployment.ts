import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, object, objects, text, texts, type Properties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { NotModelledError } from "../shared/inputs";
import { isRolling, strategyOf } from "./deployment";
import { serviceHookRules } from "./service-hooks";

const CONFIGURATION = "deploymentConfiguration";
const CONTROLLER = "deploymentController.type";

/** Settings that belong to one strategy each. */
const SETTINGS_BY_STRATEGY = { CANARY: "canaryConfiguration", LINEAR: "linearConfiguration" } as const;

/** What CreateService refuses about deployments (Amazon ECS API Reference, DeploymentConfiguration). */
export const serviceDeploymentRules: readonly Rule[] = [
  requireModelledController,
  requireRoomToDeploy,
  requireAlarms,
  requireSettingsOfStrategy,
  requireTrafficToShift,
  requireBakeTime,
  warningOf(refuseRollingBakeTime, "a rolling deployment has no bake time"),
  ...serviceHookRules,
];

function requireModelledController({ inputs }: Operation): void {
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

/**
 * ECS looks alarms up by name and region when the service is created or changed (Developer Guide, "How CloudWatch
 * alarms detect Amazon ECS deployment failures").
 */
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

function requireSettingsOfStrategy({ inputs }: Operation): void {
  for (const [strategy, configuration] of Object.entries(SETTINGS_BY_STRATEGY)) {
    const input = `${CONFIGURATION}.${configuration}`;
    if (object(inputs, input) === undefined || strategyOf(inputs) === strategy) continue;
    refuse(
      "InvalidParameterException",
      `${configuration} is only valid when the deployment strategy is ${strategy}, got ${strategyOf(inputs)}`,
      input,
    );
  }
}

/** Amazon ECS Developer Guide, "Required resources for Amazon ECS canary deployments", and the same for linear ones. */
function requireTrafficToShift({ inputs }: Operation): void {
  const strategy = strategyOf(inputs);
  if (!(strategy in SETTINGS_BY_STRATEGY) || objects(inputs, "loadBalancers").length > 0) return;
  refuse(
    "InvalidParameterException",
    `The ${strategy} deployment strategy needs a load balancer or Service Connect, between which it shifts traffic`,
    "loadBalancers",
  );
}

/** DeploymentConfiguration: it "must be provided" with this strategy. AWS documents no message. */
function requireBakeTime({ inputs }: Operation): void {
  if (strategyOf(inputs) !== "BLUE_GREEN" || bakeTimeOf(inputs) !== undefined) return;
  refuse(
    "InvalidParameterException",
    "bakeTimeInMinutes must be provided when the deployment strategy is BLUE_GREEN",
    `${CONFIGURATION}.bakeTimeInMinutes`,
  );
}

/** Amazon ECS API Reference, DeploymentConfiguration: no second revision runs on after a rolling deployment. */
function refuseRollingBakeTime({ inputs }: Operation): void {
  if (!isRolling(inputs) || bakeTimeOf(inputs) === undefined) return;
  refuse(
    "InvalidParameterException",
    "bakeTimeInMinutes is only valid when the deployment strategy is BLUE_GREEN, LINEAR or CANARY",
    `${CONFIGURATION}.bakeTimeInMinutes`,
  );
}

/** The provider's minutes are text. */
function bakeTimeOf(inputs: Properties): string | undefined {
  return text(inputs, `${CONFIGURATION}.bakeTimeInMinutes`);
}
