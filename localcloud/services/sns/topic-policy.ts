import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import type { PolicyDocument } from "../shared/policy-document";
import { fail } from "../shared/policy-error";
import { matches } from "../shared/policy-evaluation";
import { policyRule } from "../shared/policy-rules";
import { topicReference } from "./topic";

/**
 * Actions of a topic's policy (Amazon SNS Developer Guide, "Amazon SNS API permissions: Actions and resources
 * reference").
 */
const ACTIONS = [
  "AddPermission",
  "DeleteTopic",
  "GetDataProtectionPolicy",
  "GetTopicAttributes",
  "ListSubscriptionsByTopic",
  "ListTagsForResource",
  "Publish",
  "PutDataProtectionPolicy",
  "RemovePermission",
  "SetTopicAttributes",
  "Subscribe",
].map((action) => `sns:${action}`.toLowerCase());

export const topicPolicy: ResourceType = {
  type: "aws:sns/topicPolicy:TopicPolicy",
  mapping: {
    operation: "sns.SetTopicAttributes",
    inputs: { arn: "TopicArn" },
  },
  documentedLimits: {
    policy: [
      {
        document: "Amazon SNS API Reference, SetTopicAttributes",
        maxLength: 30_720,
        message: () => "Invalid parameter: Policy is too long: at most 30720 bytes",
      },
    ],
  },
  replaceOnChanges: ["arn", "region"],
  unique: {
    inputs: ["arn"],
    scope: "region",
    code: "InvalidParameter",
    message: (topic) => `The topic has a policy already: ${topic}`,
    warning: OVERWRITES,
  },
  references: [topicReference("arn")],
  rules: [
    policyRule({
      input: "policy",
      kind: "resource",
      code: "InvalidParameter",
      demands: [requireActionsOfTopics, requireTheTopic],
    }),
  ],
  make: ({ inputs, accountId }) => ({ id: text(inputs, "arn") ?? "", computed: { owner: accountId } }),
};

/** `sns:*` holds actions that no topic has, and is refused like those. */
function requireActionsOfTopics({ statements }: PolicyDocument): void {
  statements.forEach(({ actions, notActions }, index) => {
    const foreign = [...actions, ...notActions].find((action) => !ACTIONS.includes(action.toLowerCase()));
    if (foreign !== undefined) {
      fail(
        `Invalid parameter: Policy statement action out of service scope!, got ${foreign}`,
        `Statement[${index}].Action`,
      );
    }
  });
}

function requireTheTopic({ statements }: PolicyDocument, { inputs }: Operation): void {
  const topicArn = text(inputs, "arn") ?? "";
  statements.forEach(({ resources, notResources }, index) => {
    const foreign = [...resources, ...notResources].find((resource) => !matches(resource, topicArn));
    if (foreign !== undefined) {
      fail(
        `Invalid parameter: Policy Error: the resource is not the topic ${topicArn}, got ${foreign}`,
        `Statement[${index}].Resource`,
      );
    }
  });
}
