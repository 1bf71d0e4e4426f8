import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, objects, text, valuesAt, type Properties } from "../../model/values";
import { refusedIf } from "../../model/warning";
import { loadBalancersOf } from "../lb/actions";
import { vpcOf } from "../ec2/references";
import { NotModelledError } from "../shared/inputs";
import { containersOf } from "./container-definition";
import { taskDefinitionFor, usesAwsvpc, waitsForTasks } from "./service-lookup";

const MOST_TARGET_GROUPS = 5;
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";

/** What CreateService refuses about load balancing (Amazon ECS Developer Guide, "Service definition parameters"). */
export const serviceLoadBalancerRules: readonly Rule[] = [
  refuseClassicLoadBalancers,
  requireFewTargetGroups,
  requireEach(requireContainer),
  requireEach(requireTargetType),
  refusedIf(waitsForTasks, requireEach(requireVpcOfTasks), "no task becomes healthy in the target group"),
  requireEach(requireAssociation),
  requireLoadBalancerForGracePeriod,
];

type LoadBalancerRule = (operation: Operation, loadBalancer: Properties, path: string) => void;

function requireEach(rule: LoadBalancerRule): Rule {
  return (operation) => {
    objects(operation.inputs, "loadBalancers").forEach((loadBalancer, index) => {
      rule(operation, loadBalancer, `loadBalancers[${index}]`);
    });
  };
}

function refuseClassicLoadBalancers({ inputs }: Operation): void {
  const [found] = valuesAt(inputs, "loadBalancers[].elbName");
  if (found === undefined) return;
  throw new NotModelledError("Classic Load Balancers", [found.path], "services/ecs/service-load-balancers.ts");
}

/** Amazon ECS Developer Guide, "Registering multiple target groups with an Amazon ECS service". */
function requireFewTargetGroups({ inputs }: Operation): void {
  const count = objects(inputs, "loadBalancers").length;
  if (count <= MOST_TARGET_GROUPS) return;
  refuse(
    "InvalidParameterException",
    `A service can have at most ${MOST_TARGET_GROUPS} target groups, got ${count}`,
    "loadBalancers",
  );
}

function requireContainer(operation: Operation, loadBalancer: Properties, path: string): void {
  const name = text(loadBalancer, "containerName") ?? "";
  const port = number(loadBalancer, "containerPort");
  const container = containersOf(taskDefinitionFor(operation).inputs).find((each) => text(each, "name") === name);
  if (container === undefined) {
    refuse(
      "InvalidParameterException",
      `The container ${name} does not exist in the task definition.`,
      `${path}.containerName`,
    );
  }
  if (valuesAt(container, "portMappings[].containerPort").some(({ value }) => value === port)) return;
  refuse(
    "InvalidParameterException",
    `The container ${name} did not have a container port ${port ?? ""} defined.`,
    `${path}.containerPort`,
  );
}

function requireTargetType(operation: Operation, loadBalancer: Properties, path: string): void {
  const arn = groupArnOf(loadBalancer);
  const group = operation.cloud.find(TARGET_GROUP, arn);
  if (group === undefined) return;
  const targetType = text(group.inputs, "targetType") ?? "instance";
  const mode = text(taskDefinitionFor(operation).inputs, "networkMode") ?? "bridge";
  if ((targetType === "ip") === usesAwsvpc(operation)) return;
  refuse(
    "InvalidParameterException",
    `The provided target group ${arn} has target type ${targetType}, which is incompatible with the ${mode} network mode specified in the task definition.`,
    `${path}.targetGroupArn`,
  );
}

/** A load balancer reaches targets of its own VPC only (User Guide for Application Load Balancers, "Target groups"). */
function requireVpcOfTasks({ inputs, cloud }: Operation, loadBalancer: Properties, path: string): void {
  const group = cloud.find(TARGET_GROUP, groupArnOf(loadBalancer));
  const [subnet] = valuesAt(inputs, "networkConfiguration.subnets[]");
  const vpc = vpcOf(cloud, "aws:ec2/subnet:Subnet", String(subnet?.value));
  if (group === undefined || vpc === undefined || group.inputs.vpcId === vpc) return;
  refuse(
    "InvalidParameterException",
    `The target group ${group.id} is in ${String(group.inputs.vpcId)}, the service's subnets are in ${vpc}.`,
    `${path}.targetGroupArn`,
  );
}

function requireAssociation({ cloud }: Operation, loadBalancer: Properties, path: string): void {
  const arn = groupArnOf(loadBalancer);
  if (loadBalancersOf(arn, cloud).length > 0) return;
  refuse(
    "InvalidParameterException",
    `The target group with targetGroupArn ${arn} does not have an associated load balancer.`,
    `${path}.targetGroupArn`,
  );
}

function requireLoadBalancerForGracePeriod({ inputs }: Operation): void {
  const seconds = number(inputs, "healthCheckGracePeriodSeconds") ?? 0;
  if (seconds === 0 || objects(inputs, "loadBalancers").length > 0) return;
  refuse(
    "InvalidParameterException",
    "Health check grace period is only valid for services configured to use load balancers",
    "healthCheckGracePeriodSeconds",
  );
}

function groupArnOf(loadBalancer: Properties): string {
  return text(loadBalancer, "targetGroupArn") ?? "";
}
