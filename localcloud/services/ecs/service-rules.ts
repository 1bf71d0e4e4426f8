import { AwsError } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text, texts, valuesAt, type Properties } from "../../model/values";
import { loadBalancersOf } from "../lb/actions";
import { clusterNameIn } from "./cluster";
import { attachedProviders, requireAttached, requireStrategy } from "./cluster-capacity-providers";
import { containersOf } from "./container-definition";
import { isFargate } from "./container-rules";
import { taskDefinitionOf } from "./task-definition";

/** What CreateService and UpdateService refuse (Amazon ECS API Reference; Developer Guide, "Service definition parameters"). */
export const serviceRules: readonly Rule[] = [
  requireOneKindOfCapacity,
  requireAttachedCapacity,
  requireCompatibility,
  requireNetwork,
  requireLoadBalancers,
  requireGracePeriodWithLoadBalancer,
  requireRoomToDeploy,
  requireRollingCircuitBreaker,
  requireAlarms,
];

function refuse(message: string): never {
  throw new AwsError("InvalidParameterException", message);
}

/** The task definition that a service names. */
export function taskDefinitionFor({ inputs, cloud }: Operation): CloudResource {
  const named = text(inputs, "taskDefinition") ?? "";
  const found = taskDefinitionOf(named, cloud);
  if (found === undefined)
    throw new AwsError("ClientException", `TaskDefinition not found: '${named}' (taskDefinition)`);
  return found;
}

function strategyOf(inputs: Properties): Properties[] {
  return objects(inputs, "capacityProviderStrategies");
}

function requireOneKindOfCapacity({ inputs }: Operation): void {
  if (text(inputs, "launchType") === undefined || strategyOf(inputs).length === 0) return;
  refuse(
    "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again. (launchType)",
  );
}

function requireAttachedCapacity({ inputs, cloud }: Operation): void {
  const attached = attachedProviders(clusterNameIn(inputs, "cluster"), cloud);
  for (const item of strategyOf(inputs)) requireAttached(item, attached, "capacityProviderStrategies");
  requireStrategy(strategyOf(inputs), "capacityProviderStrategies");
}

function requireCompatibility(operation: Operation): void {
  const providers = strategyOf(operation.inputs).map((item) => text(item, "capacityProvider") ?? "");
  const onFargate =
    providers.some((provider) => provider.startsWith("FARGATE")) || text(operation.inputs, "launchType") === "FARGATE";
  if (!onFargate || isFargate(taskDefinitionFor(operation).inputs)) return;
  refuse("Task definition does not support launch_type FARGATE. (taskDefinition)");
}

function requireNetwork(operation: Operation): void {
  const { inputs, cloud } = operation;
  const awsvpc = text(taskDefinitionFor(operation).inputs, "networkMode") === "awsvpc";
  if (!awsvpc) return;
  const subnets = texts(inputs, "networkConfiguration.subnets");
  if (subnets.length === 0) {
    refuse("Network Configuration must be provided when networkMode 'awsvpc' is specified. (networkConfiguration)");
  }
  const vpcs = [
    ...subnets.map((id) => cloud.find("aws:ec2/subnet:Subnet", id)),
    ...texts(inputs, "networkConfiguration.securityGroups").map((id) =>
      cloud.find("aws:ec2/securityGroup:SecurityGroup", id),
    ),
  ].map((resource) => resource?.inputs.vpcId);
  if (new Set(vpcs).size > 1) {
    refuse("The security groups and subnets must belong to the same VPC. (networkConfiguration)");
  }
}

function requireLoadBalancers(operation: Operation): void {
  objects(operation.inputs, "loadBalancers").forEach((loadBalancer, index) => {
    requireContainer(operation, loadBalancer, `loadBalancers[${index}]`);
    requireTargetGroup(operation, loadBalancer, `loadBalancers[${index}].targetGroupArn`);
  });
}

function requireContainer(operation: Operation, loadBalancer: Properties, path: string): void {
  const name = text(loadBalancer, "containerName") ?? "";
  const port = number(loadBalancer, "containerPort");
  const container = containersOf(taskDefinitionFor(operation).inputs).find((each) => text(each, "name") === name);
  if (container === undefined) {
    refuse(`The container ${name} does not exist in the task definition. (${path}.containerName)`);
  }
  if (valuesAt(container, "portMappings[].containerPort").some(({ value }) => value === port)) return;
  refuse(`The container ${name} did not have a container port ${port ?? ""} defined. (${path}.containerPort)`);
}

function requireTargetGroup(operation: Operation, loadBalancer: Properties, path: string): void {
  const arn = text(loadBalancer, "targetGroupArn") ?? "";
  const group = operation.cloud.find("aws:lb/targetGroup:TargetGroup", arn);
  if (group === undefined) return;
  const awsvpc = text(taskDefinitionFor(operation).inputs, "networkMode") === "awsvpc";
  const targetType = text(group.inputs, "targetType") ?? "instance";
  if (awsvpc && targetType !== "ip") {
    refuse(
      `The provided target group ${arn} has target type ${targetType}, which is incompatible with the awsvpc network mode specified in the task definition. (${path})`,
    );
  }
  if (loadBalancersOf(arn, operation.cloud).length > 0) return;
  refuse(`The target group with targetGroupArn ${arn} does not have an associated load balancer. (${path})`);
}

function requireGracePeriodWithLoadBalancer({ inputs }: Operation): void {
  if (number(inputs, "healthCheckGracePeriodSeconds") === undefined || objects(inputs, "loadBalancers").length > 0)
    return;
  refuse(
    "Health check grace period is only valid for services configured to use load balancers (healthCheckGracePeriodSeconds)",
  );
}

function requireRoomToDeploy({ inputs }: Operation): void {
  const minimum = number(inputs, "deploymentMinimumHealthyPercent") ?? 100;
  const maximum = number(inputs, "deploymentMaximumPercent") ?? 200;
  if (maximum > minimum && maximum >= 100) return;
  refuse(
    `Both maximumPercent and minimumHealthyPercent cannot be ${maximum} and ${minimum}: the deployment could not make progress. (deploymentMaximumPercent)`,
  );
}

/** The circuit breaker watches rolling deployments of ECS only. */
function requireRollingCircuitBreaker({ inputs }: Operation): void {
  if (flag(inputs, "deploymentCircuitBreaker.enable") !== true) return;
  const controller = text(inputs, "deploymentController.type") ?? "ECS";
  const strategy = text(inputs, "deploymentConfiguration.strategy") ?? "ROLLING";
  if (controller === "ECS" && strategy === "ROLLING") return;
  refuse(
    `Deployment circuit breaker feature can only be enabled with the rolling update (ECS) deployment type, not ${controller} ${strategy}. (deploymentCircuitBreaker)`,
  );
}

/** Deployment alarms are looked up by name when the service is created or changed. */
function requireAlarms({ inputs, cloud }: Operation): void {
  const known = cloud
    .ofType("aws:cloudwatch/metricAlarm:MetricAlarm")
    .map(({ computed, inputs: alarm }) => computed.name ?? alarm.name);
  for (const name of texts(inputs, "alarms.alarmNames")) {
    if (!known.includes(name)) refuse(`The CloudWatch alarm '${name}' does not exist. (alarms.alarmNames)`);
  }
}
