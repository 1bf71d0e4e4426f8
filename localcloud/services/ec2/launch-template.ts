import { isDeepStrictEqual } from "node:util";
import { arn, ec2Id } from "../../model/identifiers";
import type { CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { flag, number, type Properties } from "../../model/values";
import { instanceProfileReferences } from "../iam/instance-profile";
import { keyReferences } from "../kms/key-reference";
import { nameOf } from "../shared/inputs";
import { LAUNCH_TEMPLATE, launchTemplateRules } from "./launch-template-rules";
import { securityGroupReference, subnetReference, withoutProtection } from "./references";

/** Inputs that belong to the template as a whole, not to a version. */
const OF_ALL_VERSIONS = ["name", "namePrefix", "tags", "defaultVersion", "updateDefaultVersion", "region"];

/** AWS stores each version of a launch template, the local cloud the content of the latest one. */
export const launchTemplate: ResourceType = {
  type: LAUNCH_TEMPLATE,
  mapping: {
    operation: "ec2.CreateLaunchTemplate",
    within: "LaunchTemplateData",
    inputs: {
      name: "LaunchTemplateName",
      description: "VersionDescription",
      vpcSecurityGroupIds: "LaunchTemplateData.SecurityGroupIds",
      securityGroupNames: "LaunchTemplateData.SecurityGroups",
    },
  },
  documentedLimits: {
    name: [
      {
        document: "Amazon EC2 API Reference, CreateLaunchTemplate",
        minLength: 3,
        maxLength: 128,
        pattern: "^[a-zA-Z0-9().\\-/_]+$",
      },
    ],
    userData: [
      {
        document: "Amazon EC2 API Reference, RequestLaunchTemplateData",
        allows: (value) => Buffer.from(String(value), "base64").length <= 16_384,
        code: "InvalidUserData.Malformed",
        message: () => "User data is limited to 16384 bytes",
      },
    ],
    "creditSpecification.cpuCredits": [
      { document: "Amazon EC2 API Reference, CreditSpecificationRequest", enum: ["standard", "unlimited"] },
    ],
    "metadataOptions.httpPutResponseHopLimit": [
      { document: "Amazon EC2 API Reference, LaunchTemplateInstanceMetadataOptionsRequest", min: 1, max: 64 },
    ],
    "blockDeviceMappings[].ebs.volumeSize": [
      { document: "Amazon EC2 API Reference, LaunchTemplateEbsBlockDeviceRequest", min: 1, max: 65_536 },
    ],
  },
  autonaming: { input: "name", maximumLength: 128, unlessGiven: "namePrefix" },
  replaceOnChanges: ["name", "namePrefix", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "InvalidLaunchTemplateName.AlreadyExistsException",
    message: (name) => `Launch template name already in use: ${name}`,
  },
  references: [
    withoutProtection(securityGroupReference("vpcSecurityGroupIds[]")),
    withoutProtection(securityGroupReference("networkInterfaces[].securityGroups[]")),
    withoutProtection(subnetReference("networkInterfaces[].subnetId")),
    ...instanceProfileReferences("iamInstanceProfile.name", "iamInstanceProfile.arn"),
    ...keyReferences(
      "blockDeviceMappings[].ebs.kmsKeyId",
      { code: "InvalidKMSKey.InvalidState", message: (key) => `The KMS key '${key}' does not exist` },
      "instances that are launched from it don't start",
    ),
  ],
  rules: launchTemplateRules,
  make: (operation) => {
    const { region, accountId } = operation;
    const id = ec2Id("lt");
    return {
      id,
      computed: {
        arn: arn("ec2", region, accountId, `launch-template/${id}`),
        name: nameOf(operation),
        ...versions(operation.inputs, 1),
      },
    };
  },
  recomputed: ["latestVersion", "defaultVersion"],
  remake: ({ inputs }, previous) => versions(inputs, latestAfter(inputs, previous), previous),
};

function latestAfter(inputs: Properties, previous: CloudResource): number {
  const latest = number(previous.computed, "latestVersion") ?? 1;
  return isDeepStrictEqual(contentOf(inputs), contentOf(previous.inputs)) ? latest : latest + 1;
}

/** The default version stays the first one unless the program moves it. */
function versions(inputs: Properties, latestVersion: number, previous?: CloudResource): Properties {
  if (flag(inputs, "updateDefaultVersion") === true) return { latestVersion, defaultVersion: latestVersion };
  const before = number(previous?.computed ?? {}, "defaultVersion") ?? 1;
  return { latestVersion, defaultVersion: number(inputs, "defaultVersion") ?? before };
}

function contentOf(inputs: Properties): Properties {
  const content = Object.entries(inputs).filter(([key]) => !key.startsWith("__") && !OF_ALL_VERSIONS.includes(key));
  return Object.fromEntries(content);
}
