import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { given } from "../shared/inputs";
import { refuseUnmodelled } from "../shared/not-modelled";
import { imageAtLaunch, imageParameterOf, isReadableParameter } from "./launch-image";
import { launchLimitRules, templateLimitRules } from "./launch-limits";
import { architectureOfImage, architectureOfInstanceType } from "./machine-images";

export const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

const FILE = "services/ec2/launch-template-rules.ts";

/** Each of these is a choice of AWS's that our programs leave alone. */
const NOT_MODELLED = [
  "capacityReservationSpecification",
  "cpuOptions",
  "enclaveOptions",
  "hibernationOptions",
  "instanceRequirements",
  "kernelId",
  "keyName",
  "licenseSpecifications",
  "networkPerformanceOptions",
  "placement",
  "ramDiskId",
  "secondaryInterfaces",
  "securityGroupNames",
];

/** What CreateLaunchTemplate takes with a warning, and a launch refuses (Amazon EC2 API Reference, both). */
export const launchRules: readonly Rule[] = [
  requireKnownImage,
  requireTypeOfTheImagesArchitecture,
  requireGroupsOfInterfaces,
  ...launchLimitRules,
];

export const launchTemplateRules: readonly Rule[] = [
  refuseUnmodelled(NOT_MODELLED, "these settings of a launch template", FILE),
  ...templateLimitRules,
  ...launchRules.map((rule) => warningOf(rule, "no instance can be launched from it")),
  requireEncodedUserData,
  requireOneProfile,
  requireVolumeSettings,
  requireEncryptionForKey,
  requireKnownDefaultVersion,
];

function requireKnownImage({ inputs, region }: Operation): void {
  const imageId = text(inputs, "imageId");
  if (imageId === undefined) return;
  const parameter = imageParameterOf(inputs);
  if (parameter !== undefined && isReadableParameter(parameter)) return; // what it names, a group looks up
  if (!imageId.startsWith("ami-")) {
    refuse("InvalidAMIID.Malformed", `Invalid id: "${imageId}" (expecting "ami-...")`, "imageId");
  }
  if (architectureOfImage(imageId, region) !== undefined) return;
  refuse("InvalidAMIID.NotFound", `The image id '[${imageId}]' does not exist`, "imageId");
}

/** Amazon EC2 User Guide, "Compatibility for changing the instance type", processor architecture. */
function requireTypeOfTheImagesArchitecture({ inputs, region }: Operation): void {
  const instanceType = text(inputs, "instanceType");
  const ofTheImage = architectureOfImage(imageAtLaunch(inputs, region) ?? "", region);
  if (instanceType === undefined || ofTheImage === undefined) return;
  const ofTheType = architectureOfInstanceType(instanceType);
  if (ofTheType === ofTheImage) return;
  refuse(
    "InvalidParameterValue",
    `The architecture '${ofTheType}' of the specified instance type does not match the architecture '${ofTheImage}' of the specified AMI.`,
    "instanceType, imageId",
  );
}

/** Amazon EC2 API Reference, RequestLaunchTemplateData, UserData. */
function requireEncodedUserData({ inputs }: Operation): void {
  const userData = text(inputs, "userData");
  if (userData === undefined || isBase64(userData)) return;
  refuse("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.", "userData");
}

function isBase64(value: string): boolean {
  return Buffer.from(value, "base64").toString("base64") === value;
}

/** Amazon EC2 API Reference, RequestLaunchTemplateData, SecurityGroupIds. */
function requireGroupsOfInterfaces({ inputs }: Operation): void {
  if (given(inputs, ["vpcSecurityGroupIds", "networkInterfaces"]).length < 2) return;
  refuse(
    "InvalidQueryParameter",
    "Invalid launch template: When a network interface is provided, the security groups must be a part of it.",
    "vpcSecurityGroupIds, networkInterfaces",
  );
}

/** Amazon EC2 API Reference, LaunchTemplateIamInstanceProfileSpecificationRequest. */
function requireOneProfile({ inputs }: Operation): void {
  const names = ["iamInstanceProfile.name", "iamInstanceProfile.arn"];
  if (names.filter((name) => text(inputs, name) !== undefined).length < 2) return;
  refuse(
    "InvalidParameterCombination",
    `The parameter 'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'`,
    names.join(", "),
  );
}

/** Amazon EC2 API Reference, LaunchTemplateEbsBlockDeviceRequest: which kinds of volume have which performance. */
const PERFORMANCE: Readonly<Record<string, Readonly<Record<string, Range | undefined>>>> = {
  iops: { gp3: [3_000, 80_000], io1: [100, 64_000], io2: [100, 256_000] },
  throughput: { gp3: [125, 2_000] },
};

type Range = readonly [lowest: number, highest: number];

function requireVolumeSettings({ inputs }: Operation): void {
  objects(inputs, "blockDeviceMappings").forEach((mapping, index) => {
    const volumeType = text(mapping, "ebs.volumeType"); // the image's own, where the template names none
    for (const [setting, ranges] of Object.entries(PERFORMANCE)) {
      const value = number(mapping, `ebs.${setting}`);
      if (value === undefined || volumeType === undefined) continue;
      requireInRange(
        value,
        ranges[volumeType],
        `${setting} of ${volumeType}`,
        `blockDeviceMappings[${index}].ebs.${setting}`,
      );
    }
  });
}

function requireInRange(value: number, range: Range | undefined, what: string, input: string): void {
  if (range === undefined) {
    refuse("InvalidParameterCombination", `The parameter ${what} volumes is not supported`, input);
  }
  const [lowest, highest] = range;
  if (value >= lowest && value <= highest) return;
  refuse("InvalidParameterValue", `The ${what} volumes must be from ${lowest} to ${highest}, got ${value}`, input);
}

/** Amazon EC2 API Reference, EbsBlockDevice, KmsKeyId: only for encrypted volumes. */
function requireEncryptionForKey({ inputs }: Operation): void {
  objects(inputs, "blockDeviceMappings").forEach((mapping, index) => {
    const isEncrypted = flag(mapping, "ebs.encrypted") === true || text(mapping, "ebs.encrypted") === "true";
    if (text(mapping, "ebs.kmsKeyId") === undefined || isEncrypted) return;
    refuse(
      "InvalidParameterDependency",
      `The parameter KmsKeyId requires the parameter Encrypted to be set.`,
      `blockDeviceMappings[${index}].ebs.kmsKeyId`,
    );
  });
}

/** Amazon EC2 API Reference, ModifyLaunchTemplate. */
function requireKnownDefaultVersion({ inputs, previous }: Operation): void {
  const wanted = number(inputs, "defaultVersion");
  const latest = number(previous?.computed ?? {}, "latestVersion") ?? 1;
  if (wanted === undefined) return;
  if (flag(inputs, "updateDefaultVersion") === true) {
    refuse(
      "InvalidParameterCombination",
      "A default version is either named or kept the latest, not both",
      "defaultVersion, updateDefaultVersion",
    );
  }
  if (wanted >= 1 && wanted <= latest) return;
  refuse(
    "InvalidLaunchTemplateId.VersionNotFound",
    `Could not find the specified version ${wanted} for the launch template.`,
    "defaultVersion",
  );
}
