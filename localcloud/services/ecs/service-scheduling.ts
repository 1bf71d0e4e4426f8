import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text, valuesAt, type Properties } from "../../model/values";
import { containersOf } from "./container-definition";
import { runsOnFargate } from "./service-capacity";
import { taskDefinitionFor } from "./service-lookup";

const ZONE = "attribute:ecs.availability-zone";
const BINPACK_FIELDS = ["cpu", "memory"];

/** What CreateService refuses about scheduling strategy, placement and rebalancing. */
export const serviceSchedulingRules: readonly Rule[] = [
  refuseUnsupportedByDaemons,
  requirePlacementFields,
  requirePlacementExpressions,
  requireRebalanceable,
  refuseSessionsWithoutRole,
];

/**
 * Whether ECS moves tasks between zones. By default a new service has it enabled where its placement allows it, and an
 * existing one keeps its value.
 */
export function rebalancingOf({ inputs, previous }: Pick<Operation, "inputs" | "previous">): string {
  const asked =
    text(inputs, "availabilityZoneRebalancing") ?? text(previous?.computed ?? {}, "availabilityZoneRebalancing");
  return asked ?? (obstacleInPlacement(inputs) === undefined ? "ENABLED" : "DISABLED");
}

function isDaemon(inputs: Properties): boolean {
  return text(inputs, "schedulingStrategy") === "DAEMON";
}

/**
 * Amazon ECS API Reference, CreateService, schedulingStrategy. The provider doesn't send the desired count of a daemon.
 */
function refuseUnsupportedByDaemons(operation: Operation): void {
  const { inputs } = operation;
  if (!isDaemon(inputs)) return;
  if (objects(inputs, "orderedPlacementStrategies").length > 0) {
    refuse(
      "InvalidParameterException",
      "The daemon scheduling strategy does not support placement strategies",
      "orderedPlacementStrategies",
    );
  }
  if (!runsOnFargate(operation)) return;
  refuse(
    "InvalidParameterException",
    "The daemon scheduling strategy is not supported by Fargate tasks",
    "schedulingStrategy",
  );
}

/** Amazon ECS API Reference, PlacementStrategy. */
function requirePlacementFields({ inputs }: Operation): void {
  objects(inputs, "orderedPlacementStrategies").forEach((strategy, index) => {
    const [type, field] = [text(strategy, "type"), text(strategy, "field") ?? ""];
    const path = `orderedPlacementStrategies[${index}].field`;
    if (type === "binpack" && !BINPACK_FIELDS.includes(field)) {
      refuse("InvalidParameterException", `binpack field '${field}' is invalid`, path);
    }
    if (type === "random" && field !== "")
      refuse("InvalidParameterException", "A random placement strategy takes no field", path);
    if (type === "spread" && field === "")
      refuse("InvalidParameterException", "A spread placement strategy needs a field", path);
  });
}

/** Amazon ECS API Reference, PlacementConstraint. */
function requirePlacementExpressions({ inputs }: Operation): void {
  objects(inputs, "placementConstraints").forEach((constraint, index) => {
    const isMember = text(constraint, "type") === "memberOf";
    if (isMember === ((text(constraint, "expression") ?? "") !== "")) return;
    refuse(
      "InvalidParameterException",
      isMember ? "A memberOf constraint needs an expression" : "A distinctInstance constraint takes no expression",
      `placementConstraints[${index}].expression`,
    );
  });
}

/** Amazon ECS Developer Guide, "Balancing an Amazon ECS service across Availability Zones". */
function requireRebalanceable(operation: Operation): void {
  if (rebalancingOf(operation) !== "ENABLED") return;
  const { inputs } = operation;
  const hasRoom = (number(inputs, "deploymentMaximumPercent") ?? 200) > 100;
  const obstacle = hasRoom ? obstacleInPlacement(inputs) : "maximumPercent <= 100 % as deployment configuration";
  if (obstacle === undefined) return;
  refuse(
    "InvalidParameterException",
    `Availability Zone Rebalancing does not support ${obstacle}`,
    "availabilityZoneRebalancing",
  );
}

function obstacleInPlacement(inputs: Properties): string | undefined {
  const constraints = valuesAt(inputs, "placementConstraints[].expression").map(({ value }) => String(value));
  const obstacles = {
    "DAEMON services": isDaemon(inputs),
    "a first placement strategy other than a spread over Availability Zones": !spreadsOverZonesFirst(inputs),
    "placement constraints on Availability Zones": constraints.some((expression) => expression.includes(ZONE)),
  };
  return Object.entries(obstacles).find(([, isThere]) => isThere)?.[0];
}

function spreadsOverZonesFirst(inputs: Properties): boolean {
  const [first] = objects(inputs, "orderedPlacementStrategies");
  return first === undefined || (text(first, "type") === "spread" && text(first, "field") === ZONE);
}

/** Amazon ECS Developer Guide, "Monitor Amazon ECS containers with ECS Exec": the agent uses the task role. */
function refuseSessionsWithoutRole(operation: Operation): void {
  if (flag(operation.inputs, "enableExecuteCommand") !== true) return;
  const { inputs } = taskDefinitionFor(operation);
  if (containersOf(inputs).length === 0 || text(inputs, "taskRoleArn") !== undefined) return;
  refuse(
    "InvalidParameterException",
    "The service couldn't be created because a valid taskRoleArn is not being used. Specify a valid task role in your task definition and try again.",
    "enableExecuteCommand",
  );
}
