import { refuse } from "../../model/aws-error";
import type { DocumentedLimit } from "../../model/limits";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { given } from "../shared/inputs";
import { FIFO_SUFFIX, isFifo } from "./queue-lookup";

const ATTRIBUTES = "Amazon SQS API Reference, SetQueueAttributes";

/** The member of the API behind each input with a range. */
const RANGES = {
  delaySeconds: ["DelaySeconds", 0, 900],
  kmsDataKeyReusePeriodSeconds: ["KmsDataKeyReusePeriodSeconds", 60, 86_400],
  maxMessageSize: ["MaximumMessageSize", 1024, 1_048_576],
  messageRetentionSeconds: ["MessageRetentionPeriod", 60, 1_209_600],
  receiveWaitTimeSeconds: ["ReceiveMessageWaitTimeSeconds", 0, 20],
  visibilityTimeoutSeconds: ["VisibilityTimeout", 0, 43_200],
} as const;

const WORDS = {
  deduplicationScope: ["DeduplicationScope", ["messageGroup", "queue"]],
  fifoThroughputLimit: ["FifoThroughputLimit", ["perQueue", "perMessageGroupId"]],
} as const;

/** Ranges and words of single attributes. */
export const attributeLimits: Readonly<Record<string, readonly DocumentedLimit[]>> = {
  ...Object.fromEntries(
    Object.entries(RANGES).map(([input, [member, min, max]]) => [
      input,
      [{ document: ATTRIBUTES, min, max, message: () => `Invalid value for the parameter ${member}.` }],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(WORDS).map(([input, [member, words]]) => [
      input,
      [{ document: ATTRIBUTES, enum: words, message: () => `Invalid value for the parameter ${member}.` }],
    ]),
  ),
};

/** Rules between attributes of a queue. */
export const attributeRules: readonly Rule[] = [
  requireNameOfKind,
  refuseFifoAttributes,
  requireScopeOfThroughput,
  refuseTwoEncryptions,
];

/** Amazon SQS API Reference, CreateQueue: QueueName. */
const NAMES = {
  fifo: /^[0-9A-Za-z_-]{1,75}\.fifo$/,
  standard: /^[0-9A-Za-z_-]{1,80}$/,
} as const;

function requireNameOfKind({ inputs }: Operation): void {
  const name = text(inputs, "name");
  const kind = isFifo({ inputs }) ? "fifo" : "standard";
  if (name === undefined || NAMES[kind].test(name)) return;
  refuse(
    "InvalidParameterValue",
    kind === "fifo"
      ? `The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with ${FIFO_SUFFIX} suffix and be 1 to 80 in length, got ${name}`
      : `Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length, got ${name}`,
    "name",
  );
}

/** Amazon SQS API Reference, SetQueueAttributes: attributes of FIFO queues only. */
function refuseFifoAttributes({ inputs }: Operation): void {
  if (isFifo({ inputs })) return;
  if (flag(inputs, "contentBasedDeduplication") === true) {
    refuse(
      "InvalidAttributeValue",
      "content-based deduplication can only be set for FIFO queue",
      "contentBasedDeduplication",
    );
  }
  const [found] = given(inputs, ["deduplicationScope", "fifoThroughputLimit"]);
  if (found === undefined) return;
  refuse("InvalidAttributeName", `You can specify the ${WORDS[found][0]} only when FifoQueue is set to true.`, found);
}

/** Amazon SQS Developer Guide, "High throughput for FIFO queues in Amazon SQS". */
function requireScopeOfThroughput({ inputs }: Operation): void {
  if (text(inputs, "fifoThroughputLimit") !== "perMessageGroupId") return;
  if (text(inputs, "deduplicationScope") === "messageGroup") return;
  refuse(
    "InvalidAttributeValue",
    "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.",
    "fifoThroughputLimit, deduplicationScope",
  );
}

/** The provider refuses both inputs together, even `false` beside a key (its schema: ConflictsWith). */
function refuseTwoEncryptions({ inputs }: Operation): void {
  if (flag(inputs, "sqsManagedSseEnabled") === undefined || given(inputs, ["kmsMasterKeyId"]).length === 0) return;
  refuse(
    "InvalidAttributeValue",
    "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
    "kmsMasterKeyId, sqsManagedSseEnabled",
  );
}
