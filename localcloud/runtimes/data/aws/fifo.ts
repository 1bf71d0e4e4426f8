import { createHash } from "node:crypto";
import { AwsError } from "../../../model/aws-error";
import { type CloudResource, outputsOf } from "../../../model/resource";
import { flag, number, text, type Properties } from "../../../model/values";
import { isFifo } from "../../../services/sqs/queue-lookup";
import type { Message } from "./message";

/** How long those of its deduplication id are kept out (Amazon SQS Developer Guide, "Exactly-once processing"). */
export const DEDUPLICATION_MILLISECONDS = 300_000;

/** Amazon SQS API Reference, SendMessage, MessageGroupId and MessageDeduplicationId. */
const IDENTIFIER = /^[\x21-\x7e]{1,128}$/;

/** What a message says of its place in a queue. */
export interface MessageOrder {
  readonly groupId?: string;
  readonly deduplicationId?: string;
}

/**
 * The group and deduplication id of a message to be sent. A standard queue takes a group, too, which it doesn't order.
 * @throws {AwsError} for what doesn't fit the queue (Amazon SQS API Reference, SendMessage).
 */
export function orderOf(queue: CloudResource, input: Properties): MessageOrder {
  const groupId = identifierIn(input, "MessageGroupId");
  const deduplicationId = identifierIn(input, "MessageDeduplicationId");
  if (!isFifo(queue)) {
    if (deduplicationId !== undefined) throw otherQueueType("MessageDeduplicationId", deduplicationId);
    return groupId === undefined ? {} : { groupId };
  }
  const delay = number(input, "DelaySeconds");
  if (delay !== undefined) throw otherQueueType("DelaySeconds", delay);
  if (groupId === undefined) {
    throw new AwsError("MissingParameter", "The request must contain the parameter MessageGroupId.");
  }
  return { groupId, deduplicationId: deduplicationId ?? idByContent(queue, text(input, "MessageBody") ?? "") };
}

function idByContent(queue: CloudResource, body: string): string {
  if (flag(queue.inputs, "contentBasedDeduplication") === true) return createHash("sha256").update(body).digest("hex");
  throw invalid(
    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  );
}

function identifierIn(input: Properties, name: string): string | undefined {
  const value = text(input, name);
  if (value === undefined || IDENTIFIER.test(value)) return value;
  throw invalid(
    `Value ${value} for parameter ${name} is invalid. ` +
      `Reason: ${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

function otherQueueType(name: string, value: string | number): AwsError {
  const reason = "The request include parameter that is not valid for this queue type.";
  return invalid(`Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

/** What a message is a duplicate by: its id in the queue, or in its group (SetQueueAttributes, DeduplicationScope). */
export function deduplicationKey(queue: CloudResource, { groupId = "", deduplicationId = "" }: MessageOrder): string {
  const isByGroup = text(outputsOf(queue), "deduplicationScope") === "messageGroup";
  return JSON.stringify(isByGroup ? [groupId, deduplicationId] : [deduplicationId]);
}

/**
 * Messages that can be received now, in the order in which they are. Of a group in a FIFO queue none can while one
 * before it is hidden (Amazon SQS Developer Guide, "FIFO queue delivery logic").
 */
export function receivable(queue: CloudResource, messages: readonly Message[], now: number): Message[] {
  if (!isFifo(queue)) return messages.filter(({ visibleAt }) => visibleAt <= now);
  const blocked = new Set<string | undefined>();
  return messages.filter(({ groupId, visibleAt }) => {
    if (visibleAt > now) blocked.add(groupId);
    return !blocked.has(groupId);
  });
}

/**
 * Refuses to delete a message of a FIFO queue once others may have it (Amazon SQS API Reference, DeleteMessage).
 * @throws {AwsError}
 */
export function requireLiveReceipt(
  queue: CloudResource,
  message: Message | undefined,
  receipt: string,
  now: number,
): void {
  if (!isFifo(queue) || message === undefined || message.visibleAt > now) return;
  throw invalid(`Value ${receipt} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`);
}
