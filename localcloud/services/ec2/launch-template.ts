import { isDeepStrictEqual } from "node:util";
import { arn } from "../../model/arn";
import type { CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { flag, number, type Properties } from "../../model/values";
import { instanceProfileReferences } from "../iam/instance-profile-reference";
import { keyReferences } from "../kms/key-reference";
import { nameOf } from "../shared/names";
import { LAUNCH_TEMPLATE, launchTemplateRules } from "./launch-template-rules";
import { passing, securityGroupReference, subnetReference } from "./references";

/** Inputs that are the template's, not a version's. */
const OF_ALL_VERSIONS = ["name", "namePrefix", "tags", "defaultVersion", "updateDefaultVersion", "region"];

/** What instances are launched from; AWS keeps each version, the local cloud the content of the latest one. */
export const launchTemplate: ResourceType = {
  type: LAUNCH_TEMPLATE,
  autonaming: { input: "name", maximumLength: 128, unlessGiven: "namePrefix" },
  replaceOnChanges: ["name", "namePrefix", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "InvalidLaunchTemplateName.AlreadyExistsException",
    message: (name) => `Launch template name already in use: ${name} (name)`,
  },
  references: [
    passing(securityGroupReference("vpcSecurityGroupIds[]")),
    passing(securityGroupReference("networkInterfaces[].securityGroups[]")),
    passing(subnetReference("networkInterfaces[].subnetId")),
    ...instanceProfileReferences("iamInstanceProfile.name", "iamInstanceProfile.arn"),
    ...keyReferences(
      "blockDeviceMappings[].ebs.kmsKeyId",
      { code: "InvalidKMSKey.InvalidState", message: (key) => `The KMS key '${key}' does not exist` },
      "instances that are launched from it don't come up",
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
  const kept = number(inputs, "defaultVersion") ?? number(previous?.computed ?? {}, "defaultVersion") ?? 1;
  return { latestVersion, defaultVersion: flag(inputs, "updateDefaultVersion") === true ? latestVersion : kept };
}

function contentOf(inputs: Properties): Properties {
  const content = Object.entries(inputs).filter(([key]) => !key.startsWith("__") && !OF_ALL_VERSIONS.includes(key));
  return Object.fromEntries(content);
}
