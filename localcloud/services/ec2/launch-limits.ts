import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, objects, text } from "../../model/values";

/** What a launch refuses about volumes, interfaces and Spot Instances (Amazon EC2 API Reference, RunInstances). */
export const launchLimitRules: readonly Rule[] = [
  requireIopsOfVolumes,
  requireIopsOfSize,
  requireIopsOfThroughput,
  requireInterfaces,
  requireCredits,
];

/** Most IOPS for each GiB, by kind of volume (Amazon EBS User Guide, "Amazon EBS volume types"). */
const IOPS_PER_GIBIBYTE: Readonly<Record<string, number>> = { gp3: 500, io1: 50, io2: 1000 };

/** The same guide, gp3: MiB/s for each IOPS, and what a volume has if nothing is asked for. */
const THROUGHPUT_PER_IOPS = 0.25;
const GP3_IOPS = 3000;

/** What a volume of provisioned performance can't be without. */
function requireIopsOfVolumes({ inputs }: Operation): void {
  objects(inputs, "blockDeviceMappings").forEach((mapping, index) => {
    const volumeType = text(mapping, "ebs.volumeType") ?? "";
    if (!["io1", "io2"].includes(volumeType) || number(mapping, "ebs.iops") !== undefined) return;
    refuse(
      "MissingParameter",
      `The parameter iops must be specified for ${volumeType} volumes.`,
      `blockDeviceMappings[${index}].ebs.iops`,
    );
  });
}

function requireIopsOfSize({ inputs }: Operation): void {
  objects(inputs, "blockDeviceMappings").forEach((mapping, index) => {
    const most = IOPS_PER_GIBIBYTE[text(mapping, "ebs.volumeType") ?? ""] ?? Infinity;
    const [size, iops] = [number(mapping, "ebs.volumeSize") ?? Infinity, number(mapping, "ebs.iops") ?? 0];
    if (iops <= GP3_IOPS || iops <= size * most) return;
    const path = `blockDeviceMappings[${index}].ebs`;
    refuse(
      "InvalidParameterCombination",
      `Iops to volume size ratio of ${iops / size} is too high; maximum is ${most}`,
      `${path}.iops, ${path}.volumeSize`,
    );
  });
}

function requireIopsOfThroughput({ inputs }: Operation): void {
  objects(inputs, "blockDeviceMappings").forEach((mapping, index) => {
    const ratio = (number(mapping, "ebs.throughput") ?? 0) / (number(mapping, "ebs.iops") ?? GP3_IOPS);
    if (text(mapping, "ebs.volumeType") !== "gp3" || ratio <= THROUGHPUT_PER_IOPS) return;
    const path = `blockDeviceMappings[${index}].ebs`;
    refuse(
      "InvalidParameterCombination",
      `Throughput (MiBps) to iops ratio of ${ratio} is too high; maximum is ${THROUGHPUT_PER_IOPS} MiBps per iops.`,
      `${path}.throughput, ${path}.iops`,
    );
  });
}

function requireInterfaces({ inputs }: Operation): void {
  const interfaces = objects(inputs, "networkInterfaces");
  const indexes = interfaces.map((each) => number(each, "deviceIndex") ?? 0);
  if (new Set(indexes).size < indexes.length) {
    refuse(
      "InvalidParameterCombination",
      "Each network interface requires a unique device index.",
      "networkInterfaces[].deviceIndex",
    );
  }
  const isPublic = interfaces.some((each) => String(each.associatePublicIpAddress) === "true");
  if (interfaces.length < 2 || !isPublic) return;
  refuse(
    "InvalidParameterCombination",
    "The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.",
    "networkInterfaces",
  );
}

/** Amazon EC2 API Reference, CreditSpecificationRequest: instances of the T families have credits. */
function requireCredits({ inputs }: Operation): void {
  const instanceType = text(inputs, "instanceType") ?? "t";
  if (text(inputs, "creditSpecification.cpuCredits") === undefined || instanceType.startsWith("t")) return;
  refuse(
    "InvalidParameterCombination",
    `The parameter creditSpecification is not supported by ${instanceType}, only by T instances`,
    "creditSpecification",
  );
}

/** What CreateLaunchTemplate itself refuses (Amazon EC2 API Reference, RequestLaunchTemplateData). */
export const templateLimitRules: readonly Rule[] = [requireContent, requireTaggable, requireSpotOptions];

/** Inputs that are no part of what is launched. */
const NOT_LAUNCHED = ["defaultVersion", "description", "name", "namePrefix", "region", "tags", "updateDefaultVersion"];
const TAGGABLE = ["instance", "volume", "network-interface", "spot-instances-request"];

function requireContent({ inputs }: Operation): void {
  const given = Object.keys(inputs).filter((name) => !name.startsWith("__") && !NOT_LAUNCHED.includes(name));
  if (given.some((name) => inputs[name] !== undefined)) return;
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

/** LaunchTemplateSpotMarketOptionsRequest, ValidUntil: for persistent requests. */
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
