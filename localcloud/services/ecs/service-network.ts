import { refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, object, objects, text, texts } from "../../model/values";
import { vpcOf } from "../ec2/references";
import { runsOnFargate } from "./service-capacity";
import { usesAwsvpc } from "./service-lookup";

const MOST_SUBNETS = 16;
const MOST_GROUPS = 5;

/** What CreateService and RunTask refuse about the network (Amazon ECS API Reference, AwsVpcConfiguration). */
export const taskNetworkRules: readonly Rule[] = [
  requireNetworkOfAwsvpc,
  requireFewSubnetsAndGroups,
  requireOneVpc,
  requirePublicAddressOnFargate,
];

/** What CreateService refuses about the network. */
export const serviceNetworkRules: readonly Rule[] = [
  ...taskNetworkRules,
  refuseRoleOfAwsvpc,
  requireLoadBalancerForRole,
];

function requireNetworkOfAwsvpc(operation: Operation): void {
  const isGiven = object(operation.inputs, "networkConfiguration") !== undefined;
  if (isGiven === usesAwsvpc(operation)) return;
  refuse(
    "InvalidParameterException",
    isGiven
      ? "Network Configuration is not valid for the given networkMode of this task definition."
      : "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    "networkConfiguration",
  );
}

function requireFewSubnetsAndGroups({ inputs }: Operation): void {
  const subnets = texts(inputs, "networkConfiguration.subnets").length;
  if (object(inputs, "networkConfiguration") !== undefined && (subnets === 0 || subnets > MOST_SUBNETS)) {
    refuse(
      "InvalidParameterException",
      `subnets must have 1 to ${MOST_SUBNETS} elements, got ${subnets}`,
      "networkConfiguration.subnets",
    );
  }
  const groups = texts(inputs, "networkConfiguration.securityGroups").length;
  if (groups > MOST_GROUPS) {
    refuse(
      "InvalidParameterException",
      `securityGroups can have at most ${MOST_GROUPS} elements, got ${groups}`,
      "networkConfiguration.securityGroups",
    );
  }
}

function requireOneVpc({ inputs, cloud }: Operation): void {
  if (new Set(vpcsOf(inputs, "subnets", "aws:ec2/subnet:Subnet", cloud)).size > 1) {
    refuse("InvalidParameterException", "subnets must all be in the same vpc.", "networkConfiguration.subnets");
  }
  const [vpc] = vpcsOf(inputs, "subnets", "aws:ec2/subnet:Subnet", cloud);
  const groups = vpcsOf(inputs, "securityGroups", "aws:ec2/securityGroup:SecurityGroup", cloud);
  if (groups.every((other) => other === vpc)) return;
  refuse(
    "InvalidParameterException",
    "Security Group and Subnet must belong to the same VPC.",
    "networkConfiguration.securityGroups",
  );
}

function vpcsOf(inputs: Operation["inputs"], list: string, type: string, cloud: CloudReader): string[] {
  return texts(inputs, `networkConfiguration.${list}`).flatMap((id) => vpcOf(cloud, type, id) ?? []);
}

function requirePublicAddressOnFargate(operation: Operation): void {
  if (flag(operation.inputs, "networkConfiguration.assignPublicIp") !== true || runsOnFargate(operation)) return;
  refuse(
    "InvalidParameterException",
    "Assign public IP is not supported for this launch type.",
    "networkConfiguration.assignPublicIp",
  );
}

function refuseRoleOfAwsvpc(operation: Operation): void {
  if (text(operation.inputs, "iamRole") === undefined || !usesAwsvpc(operation)) return;
  refuse(
    "InvalidParameterException",
    "You cannot specify an IAM role for services that require a service linked role.",
    "iamRole",
  );
}

/** Amazon ECS API Reference, CreateService, role. */
function requireLoadBalancerForRole({ inputs }: Operation): void {
  if (text(inputs, "iamRole") === undefined || objects(inputs, "loadBalancers").length > 0) return;
  refuse("InvalidParameterException", "An IAM role is only permitted if the service uses a load balancer", "iamRole");
}
