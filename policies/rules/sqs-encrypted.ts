import { isKnownAs, MANDATORY_FROM_STAGING, resourceRule, type Finding, type Reader, type ResourceView } from "../core";
import {
  acceptsPlainTransport,
  allowsEverybody,
  deniesPlainTransport,
  openToEverybody,
  statementsOf,
} from "./shared/resource-policy";

const QUEUE = "aws:sqs/queue:Queue";

export const sqsEncrypted = resourceRule({
  name: "sqs-encrypted",
  title: "Queues are encrypted and closed to strangers",
  description:
    "SQS queues are encrypted at rest, and no queue policy lets everybody in or accepts requests without TLS. A " +
    "queue without a policy is open to its own account only.",
  why:
    "Messages hold the product's data. A stranger who may send fills the queue with work; one who may receive takes " +
    "messages away, and they are gone.",
  fix:
    "Leave out `sqsManagedSseEnabled: false` or name a `kmsMasterKeyId`; name principals, or a condition such as " +
    "`aws:SourceArn`, in each statement that allows; deny `sqs:*` where `aws:SecureTransport` is `false`.",
  severity: "high",
  identifiers: {
    fsbp: ["SQS.1"],
    checkov: ["CKV_AWS_27", "CKV_AWS_72", "CKV_AWS_168", "CKV_AWS_387"],
    trivy: ["AVD-AWS-0096", "AVD-AWS-0097"],
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
  check: (resource) => [...unencrypted(resource), ...weakPolicy(resource.json("policy"))],
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

function weakPolicy(policy: Reader): Finding[] {
  const statements = statementsOf(policy);
  const open = statements.filter(allowsEverybody).map((statement) => openToEverybody(statement, "queue"));
  const plain = {
    property: `${policy.path} statement on aws:SecureTransport`,
    ...acceptsPlainTransport("sqs", "messages"),
  };
  const isThere = statements.some((statement) => statement.entries().length > 0);
  return isThere && !statements.some(deniesPlainTransport) ? [...open, plain] : open;
}
