import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { objects, text, texts, type Properties } from "../../model/values";
import { attachmentOf, isFargateProvider } from "./capacity-provider-lookup";
import { clusterNameIn } from "./cluster";
import { requireStrategy } from "./cluster-capacity-providers";
import { isFargate } from "./fargate-rules";
import { taskDefinitionFor } from "./service-lookup";

/** What CreateService and RunTask refuse about where tasks run (Amazon ECS API Reference, CreateService, RunTask). */
export const taskCapacityRules: readonly Rule[] = [
  requireModelledLaunchType,
  requireOneKindOfCapacity,
  requireUsableStrategy,
  requireCompatibility,
  refusePlatformVersionOnInstances,
  refusePlacementOnFargate,
];

/** Whether a service runs on Fargate, by its own launch type or strategy or by its cluster's default strategy. */
export function runsOnFargate({ inputs, cloud }: Pick<Operation, "inputs" | "cloud">): boolean {
  const launchType = text(inputs, "launchType");
  if (launchType !== undefined) return launchType === "FARGATE";
  const own = strategyOf(inputs, "capacityProviderStrategies");
  const attachment = attachmentOf(clusterNameIn(inputs, "cluster"), cloud)?.inputs ?? {};
  const [first] = own.length > 0 ? own : strategyOf(attachment, "defaultCapacityProviderStrategies");
  return first !== undefined && isFargateProvider(first);
}

function strategyOf(inputs: Properties, input: string): string[] {
  return objects(inputs, input).flatMap((item) => text(item, "capacityProvider") ?? []);
}

function requireModelledLaunchType({ inputs }: Operation): void {
  const launchType = text(inputs, "launchType") ?? "FARGATE";
  if (["EC2", "FARGATE"].includes(launchType)) return;
  refuse("InvalidParameterException", `The local cloud has no capacity of launch type ${launchType}`, "launchType");
}

function requireOneKindOfCapacity({ inputs }: Operation): void {
  if (text(inputs, "launchType") === undefined || strategyOf(inputs, "capacityProviderStrategies").length === 0) return;
  refuse(
    "InvalidParameterException",
    "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.",
    "launchType, capacityProviderStrategies",
  );
}

function requireUsableStrategy({ inputs, cloud }: Operation): void {
  const attachment = attachmentOf(clusterNameIn(inputs, "cluster"), cloud);
  const attached = texts(attachment?.inputs ?? {}, "capacityProviders");
  requireStrategy(inputs, "capacityProviderStrategies", attached);
}

function requireCompatibility(operation: Operation): void {
  const compatibilities = texts(taskDefinitionFor(operation).inputs, "requiresCompatibilities");
  const needed = runsOnFargate(operation) ? "FARGATE" : "EC2";
  const isFit =
    needed === "FARGATE" ? isFargate({ requiresCompatibilities: compatibilities }) : fitsEc2(compatibilities);
  if (isFit) return;
  refuse("InvalidParameterException", `Task definition does not support launch_type ${needed}.`, "taskDefinition");
}

/** A task definition without required compatibilities can run on instances. */
function fitsEc2(compatibilities: readonly string[]): boolean {
  return compatibilities.length === 0 || compatibilities.includes("EC2");
}

function refusePlatformVersionOnInstances(operation: Operation): void {
  if (text(operation.inputs, "platformVersion") === undefined || runsOnFargate(operation)) return;
  refuse(
    "InvalidParameterException",
    "The platform version must be null when specifying an EC2 launch type.",
    "platformVersion",
  );
}

/**
 * Amazon ECS Developer Guide, "How Amazon ECS places tasks on container instances": placement can't be chosen on
 * Fargate.
 */
function refusePlacementOnFargate(operation: Operation): void {
  if (!runsOnFargate(operation)) return;
  for (const input of ["orderedPlacementStrategies", "placementConstraints"]) {
    if (objects(operation.inputs, input).length === 0) continue;
    refuse(
      "InvalidParameterException",
      "Placement strategies and constraints are not supported with FARGATE launch type.",
      input,
    );
  }
}
