import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, objects, text } from "../../model/values";
import { given } from "../shared/inputs";
import { imageAtLaunch, imageParameterOf, isReadableParameter } from "./launch-image";
import { architectureOfImage, architectureOfInstanceType } from "./machine-images";

/**
 * What a launch refuses, and CreateLaunchTemplate accepts with a warning (Amazon EC2 API Reference, RunInstances and
 * CreateLaunchTemplate).
 */
export const launchRules: readonly Rule[] = [
  requireKnownImage,
  requireTypeOfTheImagesArchitecture,
  requireGroupsOfInterfaces,
  requireIopsOfVolumes,
  requireIopsOfSize,
  requireIopsOfThroughput,
  requireInterfaces,
  requireCredits,
];

function requireKnownImage({ inputs, region }: Operation): void {
  const imageId = text(inputs, "imageId");
  if (imageId === undefined) return;
  const parameter = imageParameterOf(inputs);
  if (parameter !== undefined && isReadableParameter(parameter)) return; // an Auto Scaling group looks up its value
  if (!imageId.startsWith("ami-")) {
    refuse("InvalidAMIID.Malformed", `Invalid id: "${imageId}" (expecting "ami-...")`, "imageId");
  }
  if (architectureOfImage(imageId, region) !== undefined) return;
  refuse("InvalidAMIID.NotFound", `The image id '[${imageId}]' does not exist`, "imageId");
}

/** Amazon EC2 User Guide, "Compatibility for changing the instance type", processor architecture. */
function requireTypeOfTheImagesArchitecture({ inputs, region }: Operation): void {
  const instanceType = text(inputs, "instanceType");
  const imageArchitecture = architectureOfImage(imageAtLaunch(inputs, region) ?? "", region);
  if (instanceType === undefined || imageArchitecture === undefined) return;
  const typeArchitecture = architectureOfInstanceType(instanceType);
  if (typeArchitecture === imageArchitecture) return;
  refuse(
    "InvalidParameterValue",
    `The architecture '${typeArchitecture}' of the specified instance type does not match the architecture '${imageArchitecture}' of the specified AMI.`,
    "instanceType, imageId",
  );
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

/** Most IOPS for each GiB, by kind of volume (Amazon EBS User Guide, "Amazon EBS volume types"). */
const IOPS_PER_GIBIBYTE: Readonly<Record<string, number>> = { gp3: 500, io1: 50, io2: 1000 };

/** The same guide, gp3: MiB/s for each IOPS, and the IOPS of a volume that states none. */
const THROUGHPUT_PER_IOPS = 0.25;
const GP3_IOPS = 3000;

/** Volumes with provisioned performance need their IOPS. */
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
