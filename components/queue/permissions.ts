import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../shared/arn";
import type { PolicyStatementInput } from "../shared/policy-document";

/** A queue that somebody uses; a `Queue` is one. */
export interface UsedQueue {
  /** ARN of the queue. */
  readonly queueArn: pulumi.Input<string>;
  /** KMS key that encrypts its messages. @default - a key of AWS, which needs no permission */
  readonly kmsKeyArn?: pulumi.Input<string> | undefined;
}

/**
 * Actions of producers and consumers (Amazon SQS Developer Guide, "Amazon SQS API permissions: Actions and resource
 * reference"), and what they need of the queue's key (the same guide, "Key management").
 */
const PRODUCER = {
  queue: ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
  key: ["kms:GenerateDataKey", "kms:Decrypt"],
} as const;
const CONSUMER = {
  queue: [
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueUrl",
    "sqs:GetQueueAttributes",
  ],
  key: "kms:Decrypt",
} as const;

/** What a producer may do with a queue, and with its key through SQS. */
export function sendPermissions(queue: UsedQueue): PolicyStatementInput[] {
  return permissions(queue, PRODUCER);
}

/** What a consumer may do with a queue, and with its key through SQS: it receives and deletes, and sends nothing. */
export function consumePermissions(queue: UsedQueue): PolicyStatementInput[] {
  return permissions(queue, CONSUMER);
}

function permissions(
  { queueArn, kmsKeyArn }: UsedQueue,
  actions: { readonly queue: readonly string[]; readonly key: string | readonly string[] },
): PolicyStatementInput[] {
  const onQueue: PolicyStatementInput = { Effect: "Allow", Action: actions.queue, Resource: queueArn };
  if (kmsKeyArn === undefined) return [onQueue];
  const service = pulumi.output(queueArn).apply((arn) => `sqs.${parseArn(arn).region}.amazonaws.com`);
  return [
    onQueue,
    {
      Effect: "Allow",
      Action: actions.key,
      Resource: kmsKeyArn,
      Condition: service.apply((name) => ({ StringEquals: { "kms:ViaService": name } })),
    },
  ];
}
