import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatementInput } from "../../../../components/shared/policy-document";
import { partitionOf } from "../../../../components/shared/region";
import type { EnvironmentConfiguration } from "../environment";
import type { ScalingConfiguration } from "./configuration";

/**
 * Actions of a queue's consumer (Amazon SQS Developer Guide, "Amazon SQS API permissions: Actions and resource
 * reference").
 */
const CONSUMER_ACTIONS = [
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibility",
  "sqs:GetQueueUrl",
  "sqs:GetQueueAttributes",
] as const;

/**
 * Permissions of a service on its queue: it may receive and delete messages, not send them. Where a key of the account
 * encrypts the queue, it may decrypt with that key, through SQS only (the same guide, "Key management").
 */
export function queuePermissions(
  { queueName, queueKeyArn }: Pick<ScalingConfiguration, "queueName" | "queueKeyArn">,
  { region }: Pick<EnvironmentConfiguration, "region">,
  accountId: pulumi.Input<string>,
): PolicyStatementInput[] {
  if (queueName === undefined) return [];
  const consumes: PolicyStatementInput = {
    Effect: "Allow",
    Action: CONSUMER_ACTIONS,
    Resource: pulumi.interpolate`arn:${partitionOf(region)}:sqs:${region}:${accountId}:${queueName}`,
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
