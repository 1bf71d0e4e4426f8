import { type PolicyDocument, type PolicyStatement, policyDocument } from "../shared/policy-document";

/** A service that sends, with every value known. */
export interface KnownSender {
  readonly service: string;
  readonly sourceArns: readonly string[];
  readonly sourceAccount?: string;
}

/**
 * Policy of a queue that nobody uses without TLS, and to which some services send for some resources (Amazon SQS
 * Developer Guide, "Amazon SQS security best practices" and "Using policies with Amazon SQS"). The account's own
 * identities still need, and get, their rights by IAM.
 */
export function accessPolicy(queueArn: string, senders: readonly KnownSender[]): PolicyDocument {
  return policyDocument(
    {
      Sid: "NothingInPlainText",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: queueArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    ...senders.map((sender, index) => sending(`Sender${index}`, sender, queueArn)),
  );
}

function sending(id: string, { service, sourceArns, sourceAccount }: KnownSender, queueArn: string): PolicyStatement {
  return {
    Sid: id,
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sqs:SendMessage",
    Resource: queueArn,
    Condition: {
      ArnLike: { "aws:SourceArn": sourceArns },
      ...(sourceAccount !== undefined && { StringEquals: { "aws:SourceAccount": sourceAccount } }),
    },
  };
}
