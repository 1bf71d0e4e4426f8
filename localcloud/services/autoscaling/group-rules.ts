import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, object, objects, text, texts, type Properties } from "../../model/values";
import { imageParameterOf } from "../ec2/launch-image";
import { launchTemplateOf, mayUseSpot } from "./launch-source";

/** Name and sizes of a group. */
export const groupSizeRules: readonly Rule[] = [requireName, requireBounds, requireDesiredWithinBounds, requireUnits];

/** Subnets and target groups of a group. */
export const groupPlacementRules: readonly Rule[] = [
  requireSubnets,
  requireOneNetwork,
  requireInstanceTargets,
  requireTargetsOfTheNetwork,
];

export const warmPoolRules: readonly Rule[] = [requirePoolOrder, refusePoolOfSpotInstances, refusePoolOfLookedUpImages];

export const groupTagRules: readonly Rule[] = [requirePropagation, requireUniqueKeys];

/** Sizes of a group; the limits refuse one that doesn't state both. */
export function boundsOf(inputs: Properties): { readonly minSize: number; readonly maxSize: number } {
  return { minSize: number(inputs, "minSize") ?? 0, maxSize: number(inputs, "maxSize") ?? 0 };
}

/** Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup, AutoScalingGroupName. */
function requireName({ inputs }: Operation): void {
  const name = text(inputs, "name") ?? text(inputs, "namePrefix") ?? "";
  if (/^[\x21-\x39\x3b-\x7e]*$/.test(name)) return;
  refuse(
    "ValidationError",
    `The name of a group has printable ASCII characters only, without spaces and colons: '${name}'`,
    "name",
  );
}

function requireBounds({ inputs }: Operation): void {
  const { minSize, maxSize } = boundsOf(inputs);
  if (minSize <= maxSize) return;
  refuse(
    "ValidationError",
    `Max bound, ${maxSize}, must be greater than or equal to min bound, ${minSize}`,
    "minSize, maxSize",
  );
}

function requireDesiredWithinBounds({ inputs }: Operation): void {
  const desired = number(inputs, "desiredCapacity");
  const { minSize, maxSize } = boundsOf(inputs);
  if (desired === undefined || (desired >= minSize && desired <= maxSize)) return;
  refuse(
    "ValidationError",
    `Desired capacity:${desired} must be between the specified min size:${minSize} and max size:${maxSize}`,
    "desiredCapacity",
  );
}

/**
 * Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup, DesiredCapacityType; attribute-based instance type
 * selection is not modelled.
 */
function requireUnits({ inputs }: Operation): void {
  const unit = text(inputs, "desiredCapacityType") ?? "units";
  if (unit === "units") return;
  refuse(
    "ValidationError",
    `The desired capacity type ${unit} requires attribute-based instance type selection`,
    "desiredCapacityType",
  );
}

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

/** The same chapter of the guide: the load balancer is in the group's VPC. */
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

/** The provider requires `propagateAtLaunch`; AWS itself would default to false (API Reference, Tag). */
function requirePropagation({ inputs }: Operation): void {
  objects(inputs, "tags").forEach((tag, index) => {
    if (flag(tag, "propagateAtLaunch") !== undefined) return;
    refuse(
      "ValidationError",
      "Missing required argument: whether instances get the tag",
      `tags[${index}].propagateAtLaunch`,
    );
  });
}

/** Amazon EC2 Auto Scaling User Guide, "Tag Auto Scaling groups and instances", naming and usage restrictions. */
function requireUniqueKeys({ inputs }: Operation): void {
  const keys = objects(inputs, "tags").map((tag) => text(tag, "key") ?? "");
  keys.forEach((key, index) => {
    if (key.toLowerCase().startsWith("aws:")) {
      refuse(
        "ValidationError",
        `Tag keys starting with 'aws:' are reserved for internal use: '${key}'`,
        `tags[${index}].key`,
      );
    }
    if (keys.indexOf(key) < index) refuse("ValidationError", `Duplicate tag key: '${key}'`, `tags[${index}].key`);
  });
  if (keys.length > 50) refuse("ValidationError", `A group has at most 50 tags, got ${keys.length}`, "tags");
}

/** Amazon EC2 Auto Scaling API Reference, PutWarmPool: -1 stands for the group's maximum. */
function requirePoolOrder({ inputs }: Operation): void {
  const minimum = number(inputs, "warmPool.minSize") ?? 0;
  const prepared = number(inputs, "warmPool.maxGroupPreparedCapacity") ?? -1;
  if (prepared === -1 || minimum <= prepared) return;
  refuse(
    "ValidationError",
    `The minimum size of the warm pool, ${minimum}, must not be greater than its prepared capacity, ${prepared}`,
    "warmPool.minSize, warmPool.maxGroupPreparedCapacity",
  );
}

/** Amazon EC2 Auto Scaling User Guide, "Warm pools", limitations. */
function refusePoolOfSpotInstances({ inputs, region, cloud }: Operation): void {
  if (object(inputs, "warmPool") === undefined) return;
  const template = launchTemplateOf(inputs, region, cloud);
  if (!mayUseSpot(inputs) && text(template?.inputs ?? {}, "instanceMarketOptions.marketType") !== "spot") return;
  refuse("ValidationError", "You can't add a warm pool to a group that launches Spot Instances", "warmPool");
}

/** The same guide, "Use AWS Systems Manager parameters instead of AMI IDs in launch templates", limitations. */
function refusePoolOfLookedUpImages({ inputs, region, cloud }: Operation): void {
  const parameter = imageParameterOf(launchTemplateOf(inputs, region, cloud)?.inputs ?? {});
  if (object(inputs, "warmPool") === undefined || parameter === undefined) return;
  refuse(
    "ValidationError",
    `You can't add a warm pool to a group whose launch template looks its image up, in the parameter ${parameter}`,
    "warmPool",
  );
}
