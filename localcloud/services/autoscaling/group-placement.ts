import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { text, texts } from "../../model/values";

export const groupPlacementRules: readonly Rule[] = [
  requireSubnets,
  requireOneNetwork,
  requireInstanceTargets,
  requireTargetsOfTheNetwork,
];

function requireSubnets({ inputs }: Operation): void {
  if (texts(inputs, "vpcZoneIdentifiers").length > 0) return;
  refuse("ValidationError", "At least one Availability Zone or VPC Subnet is required.", "vpcZoneIdentifiers");
}

/** Amazon EC2 Auto Scaling User Guide, "Provide network connectivity for your Auto Scaling instances": one VPC. */
function requireOneNetwork(operation: Operation): void {
  const networks = networksOf(operation);
  if (networks.length < 2) return;
  refuse("ValidationError", `The subnets of a group are in one VPC, got ${networks.join(", ")}`, "vpcZoneIdentifiers");
}

function networksOf({ inputs, cloud }: Operation): string[] {
  const subnets = texts(inputs, "vpcZoneIdentifiers").flatMap((id) => cloud.find("aws:ec2/subnet:Subnet", id) ?? []);
  return [...new Set(subnets.map((subnet) => text(subnet.inputs, "vpcId") ?? ""))];
}

/** Amazon EC2 Auto Scaling User Guide, "Prepare to attach an Elastic Load Balancing load balancer": target type. */
function requireInstanceTargets({ inputs, cloud }: Operation): void {
  texts(inputs, "targetGroupArns").forEach((targetGroupArn, index) => {
    const targetType = text(cloud.find("aws:lb/targetGroup:TargetGroup", targetGroupArn)?.inputs ?? {}, "targetType");
    if (targetType === "instance") return;
    refuse(
      "ValidationError",
      `A group registers instances with target groups of type instance only, got ${targetType ?? ""}`,
      `targetGroupArns[${index}]`,
    );
  });
}

/** The same chapter: the load balancer is in the group's VPC. */
function requireTargetsOfTheNetwork(operation: Operation): void {
  const { inputs, cloud } = operation;
  const [network = ""] = networksOf(operation);
  texts(inputs, "targetGroupArns").forEach((targetGroupArn, index) => {
    const vpcId = text(cloud.find("aws:lb/targetGroup:TargetGroup", targetGroupArn)?.inputs ?? {}, "vpcId");
    if (vpcId === network) return;
    refuse(
      "ValidationError",
      `The target group is in ${vpcId ?? ""}, the group in ${network}`,
      `targetGroupArns[${index}]`,
    );
  });
}
