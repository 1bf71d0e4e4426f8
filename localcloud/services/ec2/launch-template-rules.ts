import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, objects, text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { refuseUnmodelled } from "../shared/inputs";
import { launchRules } from "./launch-rules";

export const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

const FILE = "services/ec2/launch-template-rules.ts";

/** Settings that our programs leave to AWS. */
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

/** What CreateLaunchTemplate refuses (Amazon EC2 API Reference, RequestLaunchTemplateData). */
export const launchTemplateRules: readonly Rule[] = [
  refuseUnmodelled(NOT_MODELLED, "these settings of a launch template", FILE),
  requireContent,
  requireTaggable,
  requireSpotOptions,
  ...launchRules.map((rule) => warningOf(rule, "no instance can be launched from it")),
  requireEncodedUserData,
  requireOneProfile,
  requireVolumeSettings,
  requireEncryptionForKey,
  requireKnownDefaultVersion,
];

/** Inputs that no launch uses. */
const NOT_LAUNCHED = ["defaultVersion", "description", "name", "namePrefix", "region", "tags", "updateDefaultVersion"];
const TAGGABLE = ["instance", "volume", "network-interface", "spot-instances-request"];

function requireContent({ inputs }: Operation): void {
  const launched = Object.keys(inputs).filter((name) => !name.startsWith("__") && !NOT_LAUNCHED.includes(name));
  if (launched.some((name) => inputs[name] !== undefined)) return;
  refuse("MissingParameter", "You must specify at least one parameter for the launch template data", "imageId");
}

function requireTaggable({ inputs }: Operation): void {
  objects(inputs, "tagSpecifications").forEach((specification, index) => {
    const type = text(specification, "resourceType") ?? "";
    if (TAGGABLE.includes(type)) return;
    refuse(
      "InvalidParameterValue",
      `'${type}' is not a valid taggable resource type for this operation: ${TAGGABLE.join(", ")}`,
      `tagSpecifications[${index}].resourceType`,
    );
  });
}

/** Amazon EC2 API Reference, LaunchTemplateSpotMarketOptionsRequest, ValidUntil: only persistent requests have it. */
function requireSpotOptions({ inputs }: Operation): void {
  const options = "instanceMarketOptions.spotOptions";
  const isPersistent = text(inputs, `${options}.spotInstanceType`) === "persistent";
  if (isPersistent || text(inputs, `${options}.validUntil`) === undefined) return;
  refuse(
    "InvalidParameterCombination",
    "ValidUntil is supported for persistent requests only",
    `${options}.validUntil`,
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

/**
 * Amazon EC2 API Reference, LaunchTemplateEbsBlockDeviceRequest: performance settings, each with its range by type of
 * volume.
 */
const PERFORMANCE: Readonly<Record<string, Readonly<Record<string, Range | undefined>>>> = {
  iops: { gp3: [3_000, 80_000], io1: [100, 64_000], io2: [100, 256_000] },
  throughput: { gp3: [125, 2_000] },
};

type Range = readonly [lowest: number, highest: number];

function requireVolumeSettings({ inputs }: Operation): void {
  objects(inputs, "blockDeviceMappings").forEach((mapping, index) => {
    const volumeType = text(mapping, "ebs.volumeType"); // where the template names none, the image's counts
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
      "A default version is either named or always the latest, not both",
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
