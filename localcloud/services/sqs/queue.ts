import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import { outputsOf, type CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";
import { warningText } from "../../model/warning";
import { keyReferences } from "../kms/key-reference";
import { nameOf } from "../shared/inputs";
import { accessPolicyLimits, accessPolicyRules } from "./access-policy";
import { attributeLimits, attributeRules } from "./queue-attributes";
import { FIFO_SUFFIX, isFifo, QUEUE, settersOf } from "./queue-lookup";
import { requireRedriveAllowPolicy, requireRedrivePolicy } from "./redrive";

/** Amazon SQS Developer Guide, "Key management": how long a data key is reused. */
const DATA_KEY_REUSE_SECONDS = 300;

/** Attributes by which SQS tells whether a second creation means the same queue. */
const DEFAULTS = {
  contentBasedDeduplication: false,
  delaySeconds: 0,
  fifoQueue: false,
  maxMessageSize: 262_144,
  messageRetentionSeconds: 345_600,
  receiveWaitTimeSeconds: 0,
  visibilityTimeoutSeconds: 30,
} as const;

/**
 * A queue. SQS takes no name for 60 seconds after its queue was deleted, in which the provider tries again (Amazon SQS
 * API Reference, DeleteQueue); the local cloud, which knows no time, has that behind it at once.
 */
export const queue: ResourceType = {
  type: QUEUE,
  mapping: { operation: "sqs.CreateQueue", inputs: { name: "QueueName", policy: null, redrivePolicy: null } },
  documentedLimits: { ...attributeLimits, policy: accessPolicyLimits },
  autonaming: {
    input: "name",
    maximumLength: 80,
    unlessGiven: "namePrefix",
    suffix: (inputs) => (isFifo({ inputs }) ? FIFO_SUFFIX : ""),
  },
  defaults: DEFAULTS,
  replaceOnChanges: ["name", "namePrefix", "fifoQueue", "region"],
  // Amazon SQS Developer Guide, "Encryption at rest": the key is used when a message is sent or received.
  references: keyReferences(
    "kmsMasterKeyId",
    { code: "KMS.NotFoundException", message: (key) => `The KMS key '${key}' does not exist` },
    "no message can be sent to the queue",
  ),
  rules: [requireOwnName, ...attributeRules, ...accessPolicyRules, requireRedrivePolicy, requireRedriveAllowPolicy],
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const suffix = isFifo({ inputs }) && text(inputs, "name") === undefined ? FIFO_SUFFIX : "";
    const name = nameOf(operation) + suffix;
    const url = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
    return { id: url, computed: { name, url, arn: arn("sqs", region, accountId, name), ...filledIn(inputs) } };
  },
  recomputed: ["sqsManagedSseEnabled"],
  remake: ({ inputs }) => filledIn(inputs),
  cascade: (resource, cloud) => settersOf(resource, cloud),
};

/** What SQS fills in: it encrypts with a key of its own where the program names none. */
function filledIn(inputs: Properties): Properties {
  const hasKey = (text(inputs, "kmsMasterKeyId") ?? "") !== "";
  return {
    kmsDataKeyReusePeriodSeconds: inputs.kmsDataKeyReusePeriodSeconds ?? DATA_KEY_REUSE_SECONDS,
    sqsManagedSseEnabled: inputs.sqsManagedSseEnabled ?? !hasKey,
    ...(isFifo({ inputs }) && {
      deduplicationScope: inputs.deduplicationScope ?? "queue",
      fifoThroughputLimit: inputs.fifoThroughputLimit ?? "perQueue",
    }),
  };
}

/**
 * Amazon SQS API Reference, CreateQueue: with the name and the attributes of a queue that exists, SQS returns that one;
 * with other attributes it refuses.
 */
function requireOwnName(operation: Operation): void {
  const { kind, inputs, region, cloud } = operation;
  const name = text(inputs, "name");
  if (kind === "update" || name === undefined) return;
  const other = cloud.ofType(QUEUE).find((each) => each.region === region && each.computed.name === name);
  if (other === undefined) return;
  const problem = `A queue with this name already exists: ${name}`;
  if (Object.keys(inputs).some((input) => input !== "tags" && differs(input, inputs, other))) {
    refuse("QueueAlreadyExists", problem, "name");
  }
  operation.warn(
    warningText("the two resources share one queue, and the deletion of either takes it away", `${problem} (name)`),
  );
}

function differs(input: string, inputs: Properties, other: CloudResource): boolean {
  return JSON.stringify(inputs[input]) !== JSON.stringify(outputsOf(other)[input]);
}
