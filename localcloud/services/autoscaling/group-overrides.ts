import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, object, objects, text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { imageAtLaunch } from "../ec2/launch-image";
import { architectureOfImage, architectureOfInstanceType } from "../ec2/machine-images";
import { NotModelledError } from "../shared/inputs";
import { launchTemplateOf, OVERRIDES } from "./launch-source";

/** Instance types of a mixed instances policy (Amazon EC2 Auto Scaling API Reference, LaunchTemplateOverrides). */
export const groupOverrideRules: readonly Rule[] = [
  refuseInstanceRequirements,
  requireFewTypes,
  requireTypesOnce,
  warningOf(requireTypesOfTheImagesArchitecture, "no instance of that type starts"),
  requireAllWeightsOrNone,
  requireFewTemplates,
  requirePoolsOfLowestPrice,
  refuseTemplateOfSpotInstances,
];

const DISTRIBUTION = "mixedInstancesPolicy.instancesDistribution";
const MOST_TEMPLATES = 20;

function refuseInstanceRequirements({ inputs }: Operation): void {
  if (objects(inputs, OVERRIDES).every(({ instanceRequirements }) => instanceRequirements === undefined)) return;
  throw new NotModelledError(
    "attribute-based instance type selection",
    [`${OVERRIDES}[].instanceRequirements`],
    "services/autoscaling/group-overrides.ts",
  );
}

function requireFewTypes({ inputs }: Operation): void {
  const count = objects(inputs, OVERRIDES).length;
  if (count > 40) refuse("ValidationError", `A group has at most 40 instance types, got ${count}`, OVERRIDES);
}

function requireTypesOnce({ inputs }: Operation): void {
  const types = objects(inputs, OVERRIDES).map((override) => text(override, "instanceType"));
  const repeated = types.findIndex((type, index) => type !== undefined && types.indexOf(type) < index);
  if (repeated < 0) return;
  refuse(
    "ValidationError",
    `The instance type ${types[repeated] ?? ""} is listed twice among the overrides`,
    `${OVERRIDES}[${repeated}].instanceType`,
  );
}

/** The same API Reference: an override for another image names its own launch template. */
function requireTypesOfTheImagesArchitecture({ inputs, region, cloud }: Operation): void {
  const template = launchTemplateOf(inputs, region, cloud)?.inputs ?? {};
  const imageArchitecture = architectureOfImage(imageAtLaunch(template, region) ?? "", region);
  objects(inputs, OVERRIDES).forEach((override, index) => {
    const type = text(override, "instanceType");
    if (type === undefined || override.launchTemplateSpecification !== undefined) return;
    const typeArchitecture = architectureOfInstanceType(type);
    if (imageArchitecture === undefined || typeArchitecture === imageArchitecture) return;
    refuse(
      "ValidationError",
      `The architecture '${typeArchitecture}' of the specified instance type does not match the architecture '${imageArchitecture}' of the specified AMI.`,
      `${OVERRIDES}[${index}].instanceType`,
    );
  });
}

/** The same API Reference, LaunchTemplateSpecification: the limit counts the group's own launch template too. */
function requireFewTemplates({ inputs }: Operation): void {
  const own = objects(inputs, OVERRIDES).filter((override) => override.launchTemplateSpecification !== undefined);
  if (own.length + 1 <= MOST_TEMPLATES) return;
  refuse("ValidationError", `A group has at most ${MOST_TEMPLATES} launch templates, got ${own.length + 1}`, OVERRIDES);
}

/** Amazon EC2 Auto Scaling API Reference, InstancesDistribution, SpotInstancePools. */
function requirePoolsOfLowestPrice({ inputs }: Operation): void {
  const pools = number(inputs, `${DISTRIBUTION}.spotInstancePools`);
  if (pools === undefined) return;
  const strategy = text(inputs, `${DISTRIBUTION}.spotAllocationStrategy`) ?? "lowest-price";
  if (strategy === "lowest-price" && pools >= 1 && pools <= 20) return;
  if (strategy !== "lowest-price" && pools === 0) return;
  refuse(
    "ValidationError",
    `SpotInstancePools are 1 to 20, and valid only with the allocation strategy lowest-price, got ${pools} with ${strategy}`,
    `${DISTRIBUTION}.spotInstancePools`,
  );
}

/** Amazon EC2 Auto Scaling User Guide, "Auto Scaling groups with multiple instance types and purchase options". */
function refuseTemplateOfSpotInstances({ inputs, region, cloud }: Operation): void {
  if (object(inputs, "mixedInstancesPolicy") === undefined) return;
  const template = launchTemplateOf(inputs, region, cloud);
  if (object(template?.inputs ?? {}, "instanceMarketOptions") === undefined) return;
  refuse(
    "ValidationError",
    "Incompatible launch template: it requests Spot Instances by itself, which a mixed instances policy doesn't allow",
    "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification",
  );
}

function requireAllWeightsOrNone({ inputs }: Operation): void {
  const overrides = objects(inputs, OVERRIDES);
  const weighted = overrides.filter((override) => text(override, "weightedCapacity") !== undefined);
  if (weighted.length === 0 || weighted.length === overrides.length) return;
  refuse(
    "ValidationError",
    "Either all overrides have a weighted capacity or none has",
    `${OVERRIDES}[].weightedCapacity`,
  );
}
