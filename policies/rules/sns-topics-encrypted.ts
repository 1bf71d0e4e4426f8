import { MANDATORY_FROM_STAGING, resourceRule } from "../core";
import { missing } from "./shared/properties";

export const snsTopicsEncrypted = resourceRule({
  name: "sns-topics-encrypted",
  title: "Topics are encrypted",
  description: "SNS topics are encrypted with a KMS key.",
  why:
    "SNS encrypts nothing by default: messages, which name customers and faults, lie on disks as plain text until " +
    "they are delivered.",
  fix:
    "Set `kmsMasterKeyId` to a key whose policy lets publishers use it; AWS's own `alias/aws/sns` keeps CloudWatch " +
    "alarms and other services from publishing.",
  severity: "medium",
  identifiers: { checkov: ["CKV_AWS_26"] },
  requirements: ["SE-2"],
  references: [
    {
      title: "Amazon SNS Developer Guide, Securing Amazon SNS data with server-side encryption",
      url: "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
    },
  ],
  types: ["aws:sns/topic:Topic"],
  levels: MANDATORY_FROM_STAGING,
  check: (topic) =>
    missing(topic, {
      property: "kmsMasterKeyId",
      problem: "messages lie on disks as plain text",
      allowed: "the id, ARN or alias of a KMS key",
      fix: "set kmsMasterKeyId to a key whose policy lets the topic's publishers use it",
    }),
});
