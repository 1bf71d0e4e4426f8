import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { keyReferences } from "../kms/key-reference";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { topicAttributeRules } from "./topic-attributes";

const FIFO = ".fifo";

export const topic: ResourceType = {
  type: "aws:sns/topic:Topic",
  mapping: { operation: "sns.CreateTopic" },
  documentedLimits: {
    name: [
      {
        document: "Amazon SNS API Reference, CreateTopic",
        pattern: "^[a-zA-Z0-9_-]{1,256}$|^[a-zA-Z0-9_-]{1,251}\\.fifo$",
        message: () => "Invalid parameter: Topic Name",
      },
    ],
    displayName: [{ document: "Amazon SNS API Reference, SetTopicAttributes", maxLength: 100 }],
  },
  autonaming: {
    input: "name",
    maximumLength: 256,
    unlessGiven: "namePrefix",
    suffix: ({ fifoTopic }) => (fifoTopic === true ? FIFO : ""),
  },
  defaults: { fifoTopic: false, contentBasedDeduplication: false },
  replaceOnChanges: ["name", "namePrefix", "fifoTopic", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "InvalidParameter",
    message: (name) => `Invalid parameter: Tags Reason: Topic already exists with different tags: ${name}`,
  },
  // Amazon SNS Developer Guide, "Amazon SNS data encryption": the key is looked up when a message is published.
  references: keyReferences(
    "kmsMasterKeyId",
    { code: "KMSNotFound", message: (key) => `The KMS key '${key}' does not exist` },
    "no message can be published to the topic",
  ),
  rules: [
    refuseUnmodelled(["policy"], "policies inside a topic, only aws.sns.TopicPolicy", "services/sns/topic.ts"),
    requireNameOfKind,
    ...topicAttributeRules,
  ],
  make: (operation) => {
    const { region, accountId } = operation;
    const suffix = isFifo(operation) && text(operation.inputs, "name") === undefined ? FIFO : "";
    const name = nameOf(operation) + suffix;
    const id = arn("sns", region, accountId, name);
    return { id, computed: { arn: id, name, owner: accountId } };
  },
};

function isFifo({ inputs }: Operation): boolean {
  return flag(inputs, "fifoTopic") === true;
}

/** Amazon SNS API Reference, CreateTopic: FIFO topics are called so, and others aren't. */
function requireNameOfKind(operation: Operation): void {
  const name = text(operation.inputs, "name");
  if (name === undefined || name.endsWith(FIFO) === isFifo(operation)) return;
  refuse(
    "InvalidParameter",
    `Invalid parameter: Topic Name: the names of FIFO topics, and only those, end with ${FIFO}, got ${name}`,
    "name, fifoTopic",
  );
}

/** An input that names a topic by its ARN; it doesn't keep the topic from being deleted. */
export function topicReference(input: string): Reference {
  return {
    input,
    to: ["aws:sns/topic:Topic"],
    missing: { code: "NotFound", message: (topicArn) => `Topic does not exist: ${topicArn}` },
  };
}
