export const QUEUE = "aws:sqs/queue:Queue";
export const QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
export const REDRIVE_POLICY = "aws:sqs/redrivePolicy:RedrivePolicy";
export const REDRIVE_ALLOW_POLICY = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";

/** ARN of a queue of the example account. */
export function queueArn(name: string, region = "eu-west-1", accountId = "123456789012"): string {
  return `arn:aws:sqs:${region}:${accountId}:${name}`;
}

/** Redrive policy to a dead-letter queue. */
export function redrive(deadLetterTargetArn: string, maxReceiveCount: unknown = 5): string {
  return JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
}

/** Redrive allow policy of a dead-letter queue. */
export function allow(redrivePermission: unknown, sourceQueueArns?: unknown): string {
  return JSON.stringify({ redrivePermission, sourceQueueArns });
}
