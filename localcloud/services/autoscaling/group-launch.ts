import { AwsError, refuse } from "../../model/aws-error";
import { globalArn } from "../../model/identifiers";
import type { CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { number, object, objects, text, texts, valuesAt, type Properties } from "../../model/values";
import { refusedIf } from "../../model/warning";
import { imageAtLaunch, imageParameterOf } from "../ec2/launch-image";
import { launchRules } from "../ec2/launch-rules";
import { vpcOf } from "../ec2/references";
import { letsRoleUse } from "../kms/key-policy";
import { keyNamed } from "../kms/key-reference";
import { given } from "../shared/inputs";
import { launchTemplateOf, OVERRIDES, securityGroupsOf, templateInputOf, versionOf } from "./launch-source";

export const groupLaunchRules: readonly Rule[] = [
  requireOneSource,
  requireOneName,
  requireReadableVersion,
  requireKnownVersion,
  requireLaunchableTemplate,
  requireImageOfParameter,
  requireLaunchableContent,
  requireSecurityGroupsOfTheNetwork,
  refusedIf(isCapacityAwaited, requireUsableVolumeKeys, "the group's instances don't start"),
];

/** Output `launchTemplate`: the template's id, name and version, where the group itself names one. */
export function launchTemplateOutput({ inputs, region, cloud }: Operation): Properties {
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

/**
 * Amazon EC2 Auto Scaling User Guide, "Create a launch template for an Auto Scaling group": what its launch template
 * needs.
 */
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
 * Amazon EC2 Auto Scaling User Guide, "Use AWS Systems Manager parameters instead of AMI IDs in launch templates":
 * every creation and update of a group looks the parameter up.
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

/**
 * CreateAutoScalingGroup and UpdateAutoScalingGroup try a launch without carrying it out, and so refuse what
 * CreateLaunchTemplate accepted (terraform-provider-aws, acceptance tests of `aws_ami`).
 */
function requireLaunchableContent(operation: Operation): void {
  const { inputs, region, cloud } = operation;
  const template = launchTemplateOf(inputs, region, cloud);
  if (template === undefined) return;
  const [override] = objects(inputs, OVERRIDES);
  const instanceType = override?.instanceType ?? template.inputs.instanceType;
  for (const rule of launchRules) {
    try {
      rule({ ...operation, inputs: { ...template.inputs, instanceType } });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      refuse(
        "ValidationError",
        `You must use a valid fully-formed launch template. ${error.message}`,
        templateInputOf(inputs).path,
      );
    }
  }
}

/** AWS re:Post, "One or more security groups in the launch template are not linked to the VPCs". */
function requireSecurityGroupsOfTheNetwork({ inputs, region, cloud }: Operation): void {
  const template = launchTemplateOf(inputs, region, cloud)?.inputs ?? {};
  const [subnet] = texts(inputs, "vpcZoneIdentifiers");
  const network = vpcOf(cloud, "aws:ec2/subnet:Subnet", subnet);
  for (const { value, path } of securityGroupsOf(template)) {
    const other = vpcOf(cloud, "aws:ec2/securityGroup:SecurityGroup", String(value));
    if (other === undefined || network === undefined || other === network) continue;
    refuse(
      "ValidationError",
      `One or more security groups in the launch template are not linked to the VPCs configured in the Auto Scaling group: ${String(value)} is in ${other}`,
      `${templateInputOf(inputs).path}: ${path}`,
    );
  }
}

/** Actions on a key that an instance with an encrypted volume needs. */
const ACTIONS = [
  ...["Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GenerateDataKeyWithoutPlaintext", "DescribeKey"],
  "CreateGrant",
].map((action) => `kms:${action}`);

const SERVICE_LINKED_ROLE = "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";

/**
 * Only the key's own policy gives the service-linked role a right to a customer managed key (Amazon EC2 Auto Scaling
 * User Guide, "Required AWS KMS key policy for use with encrypted volumes").
 */
function requireUsableVolumeKeys({ inputs, region, accountId, cloud }: Operation): void {
  const template = launchTemplateOf(inputs, region, cloud);
  const roleArn = globalArn("iam", region, accountId, SERVICE_LINKED_ROLE);
  const context = { "kms:CallerAccount": accountId, "kms:ViaService": `ec2.${region}.amazonaws.com` };
  for (const { value, path } of valuesAt(template?.inputs ?? {}, "blockDeviceMappings[].ebs.kmsKeyId")) {
    const key = keyNamed(String(value), cloud);
    if (key === undefined || letsRoleUse(key, { roleArn, actions: ACTIONS, context })) continue;
    refuse(
      "Client.InternalError",
      `Client error on launch: the policy of key '${String(value)}' doesn't let ${roleArn} use it`,
      `launchTemplate: ${path}`,
    );
  }
}

/** A change of these makes the provider wait for the group's instances again. */
const AWAITED_SIZES = ["desiredCapacity", "minSize"] as const;

/**
 * Whether the provider waits for a group's instances, so that it fails where they don't start (terraform-provider-aws,
 * `resourceGroupCreate` and `resourceGroupUpdate`).
 */
function isCapacityAwaited({ inputs, previous }: Operation): boolean {
  const instances = Math.max(...AWAITED_SIZES.map((size) => number(inputs, size) ?? 0));
  if (instances === 0 || /^0[a-z]*$/.test(text(inputs, "waitForCapacityTimeout") ?? "10m")) return false;
  return previous === undefined || AWAITED_SIZES.some((size) => previous.inputs[size] !== inputs[size]);
}
