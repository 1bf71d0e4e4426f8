import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { number, object, objects, text, type Properties } from "../../model/values";
import { refusedIf } from "../../model/warning";
import { imageAtLaunch, imageParameterOf } from "../ec2/launch-image";
import { given } from "../shared/inputs";
import { isCapacityAwaited } from "./capacity-wait";
import { launchTemplateChecks } from "./launch-template-check";
import { launchTemplateOf, OVERRIDES, templateInputOf, versionOf } from "./launch-source";

import { requireUsableVolumeKeys } from "./volume-keys";

export const groupLaunchRules: readonly Rule[] = [
  requireOneSource,
  requireOneName,
  requireReadableVersion,
  requireKnownVersion,
  requireLaunchableTemplate,
  requireImageOfParameter,
  ...launchTemplateChecks,
  refusedIf(isCapacityAwaited, requireUsableVolumeKeys, "the group's instances don't come up"),
];

/** The template with what AWS fills in, where the group itself names one. */
export function settledLaunchTemplate({ inputs, region, cloud }: Operation): Properties {
  const template = launchTemplateOf(inputs, region, cloud);
  if (template === undefined || object(inputs, "launchTemplate") === undefined) return {};
  return { launchTemplate: { id: template.id, name: template.computed.name, version: versionOf(inputs) } };
}

/** Amazon EC2 Auto Scaling API Reference, CreateAutoScalingGroup. */
function requireOneSource({ inputs }: Operation): void {
  if (given(inputs, ["launchTemplate", "mixedInstancesPolicy"]).length === 1) return;
  refuse(
    "ValidationError",
    "Valid requests must contain either launchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.",
    "launchTemplate, mixedInstancesPolicy",
  );
}

/** Amazon EC2 Auto Scaling API Reference, LaunchTemplateSpecification. */
function requireOneName({ inputs }: Operation): void {
  const { path, id, name } = templateInputOf(inputs);
  if ([`${path}.${id}`, `${path}.${name}`].filter((input) => text(inputs, input) !== undefined).length === 1) return;
  refuse(
    "ValidationError",
    "Valid requests must contain either launchTemplateId or LaunchTemplateName",
    `${path}.${id}, ${path}.${name}`,
  );
}

function requireReadableVersion({ inputs }: Operation): void {
  if (/^(\d+|\$Latest|\$Default)$/.test(versionOf(inputs))) return;
  refuse(
    "ValidationError",
    "Invalid launch template version: either '$Default', '$Latest', or a numeric version are allowed.",
    `${templateInputOf(inputs).path}.version`,
  );
}

function requireKnownVersion({ inputs, region, cloud }: Operation): void {
  const version = versionOf(inputs);
  const template = launchTemplateOf(inputs, region, cloud);
  if (template !== undefined && (version.startsWith("$") || isVersionOf(template, Number(version)))) return;
  refuse(
    "ValidationError",
    `You must use a valid fully-formed launch template. Could not find the specified version ${version} for the launch template with ID ${template?.id ?? ""}.`,
    `${templateInputOf(inputs).path}.version`,
  );
}

function isVersionOf({ computed }: CloudResource, version: number): boolean {
  return version >= 1 && version <= (number(computed, "latestVersion") ?? 1);
}

/** Amazon EC2 Auto Scaling User Guide, "Create a launch template for an Auto Scaling group": what such a template needs. */
function requireLaunchableTemplate({ inputs, region, cloud }: Operation): void {
  const template = launchTemplateOf(inputs, region, cloud)?.inputs ?? {};
  const needed = {
    ImageId: text(template, "imageId"),
    InstanceType: text(template, "instanceType") ?? objects(inputs, OVERRIDES)[0]?.instanceType,
  };
  for (const [parameter, value] of Object.entries(needed)) {
    if (value !== undefined) continue;
    refuse(
      "ValidationError",
      `You must use a valid fully-formed launch template. The request must contain the parameter ${parameter}`,
      templateInputOf(inputs).path,
    );
  }
}

/**
 * Amazon EC2 Auto Scaling User Guide, "Use AWS Systems Manager parameters instead of AMI IDs in launch templates": every
 * creation and update of a group looks the parameter up.
 */
function requireImageOfParameter({ inputs, region, cloud }: Operation): void {
  const template = launchTemplateOf(inputs, region, cloud)?.inputs ?? {};
  const parameter = imageParameterOf(template);
  if (parameter === undefined || imageAtLaunch(template, region) !== undefined) return;
  refuse(
    "ValidationError",
    `You must use a valid fully-formed launch template. The parameter ${parameter} doesn't exist, or is no ID of an image`,
    `${templateInputOf(inputs).path}: imageId`,
  );
}
