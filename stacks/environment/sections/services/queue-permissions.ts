import * as pulumi from "@pulumi/pulumi";
import { consumePermissions } from "../../../../components/queue";
import type { PolicyStatementInput } from "../../../../components/shared/policy-document";
import { partitionOf } from "../../../../components/shared/region";
import type { EnvironmentConfiguration } from "../environment";
import type { ScalingConfiguration } from "./configuration";

/**
 * Permissions of a service on a queue of others that it works off: it may receive and delete messages, not send them.
 * Where a key of the account encrypts the queue, it may decrypt with that key, through SQS only.
 */
export function queuePermissions(
  { queueName, queueKeyArn }: Pick<ScalingConfiguration, "queueName" | "queueKeyArn">,
  { region }: Pick<EnvironmentConfiguration, "region">,
  accountId: pulumi.Input<string>,
): PolicyStatementInput[] {
  if (queueName === undefined) return [];
  const queueArn = pulumi.interpolate`arn:${partitionOf(region)}:sqs:${region}:${accountId}:${queueName}`;
  return consumePermissions({ queueArn, kmsKeyArn: queueKeyArn });
}
