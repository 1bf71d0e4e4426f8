import { arn } from "../../model/arn";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { nameOf } from "../shared/names";
import { clusterNameIn, clusterReferences } from "./cluster";
import { serviceRules } from "./service-rules";
import { requireStartableTasks } from "./startable-tasks";

export const service: ResourceType = {
  type: "aws:ecs/service:Service",
  autonaming: { input: "name", maximumLength: 255 },
  replacedBy: ["name", "cluster", "launchType", "schedulingStrategy", "deploymentController", "iamRole", "region"],
  unique: {
    inputs: ["name", "cluster"],
    scope: "region",
    code: "InvalidParameterException",
    message: () => "Creation of service was not idempotent. (name)",
  },
  references: [
    ...clusterReferences("cluster", { holdsCluster: true }),
    named("networkConfiguration.subnets[]", "aws:ec2/subnet:Subnet", "InvalidParameterException", "subnet", true),
    named(
      "networkConfiguration.securityGroups[]",
      "aws:ec2/securityGroup:SecurityGroup",
      "InvalidParameterException",
      "security group",
      true,
    ),
    named(
      "loadBalancers[].targetGroupArn",
      "aws:lb/targetGroup:TargetGroup",
      "InvalidParameterException",
      "target group",
      false,
    ),
  ],
  rules: [...serviceRules, requireStartableTasks],
  make: (operation) => {
    const id = serviceArn(operation);
    return { id, computed: { arn: id, name: nameOf(operation) } };
  },
};

function serviceArn(operation: Operation): string {
  const cluster = clusterNameIn(operation.inputs, "cluster");
  return arn("ecs", operation.region, operation.accountId, `service/${cluster}/${nameOf(operation)}`);
}

/** Network interfaces of running tasks keep their subnets and security groups. */
function named(input: string, to: string, code: string, what: string, holds: boolean): Reference {
  return {
    input,
    to: [to],
    missing: { code, message: (id) => `The ${what} '${id}' does not exist` },
    ...(holds && {
      inUse: { code: "DependencyViolation", message: (id: string) => `${id} has dependencies and cannot be deleted.` },
    }),
  };
}
