import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatementInput } from "../../components/shared/policy-document";
import type { Configuration, ScalingConfiguration } from "../configuration/configuration";

/** What whoever works a queue off calls (Amazon SQS Developer Guide, "Amazon SQS API permissions: Actions and resource reference"). */
const CONSUMER_ACTIONS = [
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibility",
  "sqs:GetQueueUrl",
  "sqs:GetQueueAttributes",
] as const;

/**
 * What a service may do with the queue that it works off: receive and delete, not send. A queue that is encrypted with a
 * key of the account takes that key too (the same guide, "Key management"), by way of the queue only.
 */
export function queuePermissions(
  { queueName, queueKeyArn }: Pick<ScalingConfiguration, "queueName" | "queueKeyArn">,
  { region }: Pick<Configuration, "region">,
  accountId: pulumi.Input<string>,
): PolicyStatementInput[] {
  if (queueName === undefined) return [];
  const consumes: PolicyStatementInput = {
    Effect: "Allow",
    Action: CONSUMER_ACTIONS,
    Resource: pulumi.interpolate`arn:aws:sqs:${region}:${accountId}:${queueName}`,
  };
  return queueKeyArn === undefined ? [consumes] : [consumes, decryption(queueKeyArn, region)];
}

function decryption(keyArn: string, region: string): PolicyStatementInput {
  return {
    Effect: "Allow",
    Action: "kms:Decrypt",
    Resource: keyArn,
    Condition: { StringEquals: { "kms:ViaService": `sqs.${region}.amazonaws.com` } },
  };
}
