import type { Operation, Rule } from "../../model/resource-type";
import { objects, text } from "../../model/values";
import { imageAtLaunch } from "../ec2/launch-image";
import { architectureOfImage, architectureOfInstanceType } from "../ec2/machine-images";
import { NotModelledError } from "../shared/not-modelled";
import { launchTemplateOf, OVERRIDES } from "./launch-source";
import { refuse } from "./refusal";

/** Instance types of a mixed instances policy (Amazon EC2 Auto Scaling API Reference, LaunchTemplateOverrides). */
export const groupOverrideRules: readonly Rule[] = [
  refuseInstanceRequirements,
  requireFewTypes,
  requireTypesOnce,
  requireTypesOfTheImagesArchitecture,
  requireAllWeightsOrNone,
];

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
  if (count > 40) refuse(`A group takes up to 40 instance types, got ${count}`, OVERRIDES);
}

function requireTypesOnce({ inputs }: Operation): void {
  const types = objects(inputs, OVERRIDES).map((override) => text(override, "instanceType"));
  const repeated = types.findIndex((type, index) => type !== undefined && types.indexOf(type) < index);
  if (repeated < 0) return;
  refuse(
    `The instance type ${types[repeated] ?? ""} stands twice among the overrides`,
    `${OVERRIDES}[${repeated}].instanceType`,
  );
}

/** The same API Reference, LaunchTemplateSpecification: another image takes a template of its own. AWS tells at launch. */
function requireTypesOfTheImagesArchitecture({ inputs, region, cloud }: Operation): void {
  const template = launchTemplateOf(inputs, region, cloud)?.inputs ?? {};
  const ofTheImage = architectureOfImage(imageAtLaunch(template, region) ?? "", region);
  objects(inputs, OVERRIDES).forEach((override, index) => {
    const type = text(override, "instanceType");
    if (type === undefined || override.launchTemplateSpecification !== undefined) return;
    const ofTheType = architectureOfInstanceType(type);
    if (ofTheImage === undefined || ofTheType === ofTheImage) return;
    refuse(
      `The architecture '${ofTheType}' of the specified instance type does not match the architecture '${ofTheImage}' of the specified AMI.`,
      `${OVERRIDES}[${index}].instanceType`,
    );
  });
}

function requireAllWeightsOrNone({ inputs }: Operation): void {
  const overrides = objects(inputs, OVERRIDES);
  const weighted = overrides.filter((override) => text(override, "weightedCapacity") !== undefined);
  if (weighted.length === 0 || weighted.length === overrides.length) return;
  refuse("Either all overrides have a weighted capacity or none has", `${OVERRIDES}[].weightedCapacity`);
}
