import { randomUUID } from "node:crypto";
import { arn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { object, text, type Properties } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { applicationNamed } from "./applications";
import { functionArn, STACK } from "./rotation-function";
import { stackRules } from "./stack-rules";

/**
 * An application of the AWS Serverless Application Repository, deployed as a stack of CloudFormation. The repository
 * puts `serverlessrepo-` before the name that it is given.
 */
export const cloudFormationStack: ResourceType = {
  type: STACK,
  mapping: {
    operation: "serverlessrepo.CreateCloudFormationChangeSet",
    inputs: { name: "StackName", parameters: null },
  },
  documentedLimits: {
    name: [
      {
        document: "AWS CloudFormation API Reference, CreateStack",
        pattern: "^[a-zA-Z][-a-zA-Z0-9]*$",
        maxLength: 113,
      },
    ],
    capabilities: [
      {
        document: "AWS Serverless Application Repository API Reference, CreateCloudFormationChangeSet",
        required: true,
      },
    ],
    "capabilities[]": [
      {
        document: "AWS Serverless Application Repository API Reference, CreateCloudFormationChangeSet",
        enum: ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND", "CAPABILITY_RESOURCE_POLICY"],
      },
    ],
  },
  autonaming: { input: "name", maximumLength: 113 },
  replaceOnChanges: ["applicationId", "name", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "AlreadyExistsException",
    message: (name) => `Stack [serverlessrepo-${name}] already exists`,
    warning: OVERWRITES,
  },
  rules: stackRules,
  make: (operation) => ({
    id: arn(
      "cloudformation",
      operation.region,
      operation.accountId,
      `stack/serverlessrepo-${text(operation.inputs, "name") ?? ""}/${randomUUID()}`,
    ),
    computed: computed(operation),
  }),
  recomputed: ["outputs"],
  remake: computed,
};

function computed(operation: Operation): Properties {
  const { inputs, region } = operation;
  return {
    outputs: { RotationLambdaARN: functionArn(operation) },
    parameters: object(inputs, "parameters") ?? {},
    semanticVersion:
      text(inputs, "semanticVersion") ??
      applicationNamed(text(inputs, "applicationId") ?? "", region)?.newestVersion ??
      "",
  };
}
