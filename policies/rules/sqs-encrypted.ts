import { isKnownAs, MANDATORY_FROM_STAGING, resourceRule, type Finding, type Reader, type ResourceView } from "../core";
import { acceptsPlainTransport, deniesPlainTransport, statementsOf } from "./shared/resource-policy";

const QUEUE = "aws:sqs/queue:Queue";

export const sqsEncrypted = resourceRule({
  name: "sqs-encrypted",
  title: "Queues are encrypted, at rest and on the way",
  description: "SQS queues are encrypted at rest, and no queue policy accepts requests without TLS.",
  why: "Messages hold the product's data, and lie and travel in plain text otherwise.",
  fix:
    "Leave out `sqsManagedSseEnabled: false` or name a `kmsMasterKeyId`; deny `sqs:*` where `aws:SecureTransport` is " +
    "`false` in the queue's policy.",
  severity: "high",
  identifiers: {
    fsbp: ["SQS.1"],
    checkov: ["CKV_AWS_27"],
    trivy: ["AVD-AWS-0096"],
  },
  requirements: ["SE-2"],
  references: [
    {
      title: "Amazon SQS Developer Guide, Encryption at rest in Amazon SQS",
      url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
    },
    {
      title: "Amazon SQS Developer Guide, Amazon SQS security best practices",
      url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
    },
  ],
  types: [QUEUE, "aws:sqs/queuePolicy:QueuePolicy"],
  levels: MANDATORY_FROM_STAGING,
  check: (resource) => [...unencrypted(resource), ...plainTransport(resource.json("policy"))],
  remedy: (resource) => (unencrypted(resource).length > 0 ? [{ property: "sqsManagedSseEnabled", value: true }] : []),
});

/** SQS encrypts each new queue by default; a KMS key takes the place of that. */
function unencrypted(resource: ResourceView): Finding[] {
  if (resource.type !== QUEUE || !isKnownAs(resource.boolean("sqsManagedSseEnabled"), false)) return [];
  const key = resource.string("kmsMasterKeyId");
  if (!key.known || (key.value ?? "") !== "") return [];
  return [
    {
      property: "sqsManagedSseEnabled",
      value: false,
      problem: "messages lie on disks as plain text",
      allowed: "true, or false with a kmsMasterKeyId",
      fix: "take sqsManagedSseEnabled out, or name a key with kmsMasterKeyId",
    },
  ];
}

function plainTransport(policy: Reader): Finding[] {
  const statements = statementsOf(policy);
  const isThere = statements.some((statement) => statement.entries().length > 0);
  if (!isThere || statements.some(deniesPlainTransport)) return [];
  return [{ property: `${policy.path} statement on aws:SecureTransport`, ...acceptsPlainTransport("sqs", "messages") }];
}
