import { TRIGGER_NUMBERS } from "../scaling";
import { durationSeconds } from "../shared/quantity";
import type { QueueArgs } from "./args";

/** The defaults of a queue's arguments. */
export const QUEUE_DEFAULTS = {
  messagesAtOnce: 1,
  maxReceiveCount: 5,
  retention: "4d",
  deadLetterRetention: "14d",
  receiveWaitTime: "20s",
  delay: "0s",
  consumers: 1,
} as const;

/** Time in which a consumer that is done deletes its message, with a second try. */
const DELETION_SECONDS = 30;

const MINUTE = 60;
const DAY = 86_400;

/** A customer who waits for a result is told nothing for this long at most. */
const LEAST_MAX_MESSAGE_AGE_SECONDS = 15 * MINUTE;
/** Tries after which a message is no passing fault. */
const TRIES = 3;

/** A depth that scaling, which begins at a tenth of it, should have prevented. */
const LEAST_MAX_BACKLOG = 10 * TRIGGER_NUMBERS.queueDepth.above;

/** Time that people have to look at a dead letter before it is lost: a weekend. */
const NOTICE_SECONDS = 2 * DAY;

/** The settings of a queue in seconds and counts, with what follows from others. */
export interface QueueSettings {
  readonly visibilityTimeoutSeconds: number;
  readonly maxReceiveCount: number;
  readonly retentionSeconds: number;
  readonly deadLetterRetentionSeconds: number;
  readonly receiveWaitSeconds: number;
  readonly delaySeconds: number;
  readonly maxMessageAgeSeconds: number;
  readonly maxBacklog: number;
  readonly maxDeadLetterAgeSeconds: number;
}

/** Settings of valid arguments. */
export function queueSettings(args: QueueArgs): QueueSettings {
  const durations = durationSettings(args);
  const maxMessageAgeSeconds = maxMessageAge(args);
  return {
    ...durations,
    visibilityTimeoutSeconds: visibilityTimeout(args),
    maxReceiveCount: args.maxReceiveCount ?? QUEUE_DEFAULTS.maxReceiveCount,
    maxMessageAgeSeconds,
    maxBacklog: args.alarms?.maxBacklog ?? backlogInTime(args, maxMessageAgeSeconds),
    maxDeadLetterAgeSeconds: maxDeadLetterAge(args, durations),
  };
}

type DurationSettings = Pick<
  QueueSettings,
  "delaySeconds" | "deadLetterRetentionSeconds" | "receiveWaitSeconds" | "retentionSeconds"
>;

function durationSettings({
  retention = QUEUE_DEFAULTS.retention,
  deadLetterRetention = QUEUE_DEFAULTS.deadLetterRetention,
  receiveWaitTime = QUEUE_DEFAULTS.receiveWaitTime,
  delay = QUEUE_DEFAULTS.delay,
}: QueueArgs): DurationSettings {
  return {
    retentionSeconds: durationSeconds(retention),
    deadLetterRetentionSeconds: durationSeconds(deadLetterRetention),
    receiveWaitSeconds: seconds(receiveWaitTime),
    delaySeconds: seconds(delay),
  };
}

function maxMessageAge(args: QueueArgs): number {
  const age = args.alarms?.maxMessageAge;
  if (age !== undefined) return durationSeconds(age);
  return Math.max(LEAST_MAX_MESSAGE_AGE_SECONDS, TRIES * visibilityTimeout(args));
}

/**
 * The visibility timeout of a queue: the longest that a consumer may take from receiving a message to deleting it
 * (Amazon SQS Developer Guide, "Processing messages in a timely manner in Amazon SQS").
 */
export function visibilityTimeout({
  maxProcessingTime,
  messagesAtOnce = QUEUE_DEFAULTS.messagesAtOnce,
}: Pick<QueueArgs, "maxProcessingTime" | "messagesAtOnce">): number {
  return Math.ceil(durationSeconds(maxProcessingTime) * messagesAtOnce) + DELETION_SECONDS;
}

/** Messages that wait no longer than they may, even where each takes its longest. */
function backlogInTime({ alarms, maxProcessingTime }: QueueArgs, maxMessageAgeSeconds: number): number {
  const consumers = alarms?.consumers ?? QUEUE_DEFAULTS.consumers;
  return Math.max(
    LEAST_MAX_BACKLOG,
    Math.floor((consumers * maxMessageAgeSeconds) / durationSeconds(maxProcessingTime)),
  );
}

/**
 * Time in the dead-letter queue after which a message is soon lost. CloudWatch counts from when it was moved, SQS
 * expires it by its first sending, but in a FIFO queue (Amazon SQS Developer Guide, "Using dead-letter queues in Amazon
 * SQS" and "Available CloudWatch metrics for Amazon SQS").
 */
function maxDeadLetterAge(
  { fifo }: QueueArgs,
  { retentionSeconds, deadLetterRetentionSeconds }: DurationSettings,
): number {
  const kept = deadLetterRetentionSeconds - (fifo === undefined ? retentionSeconds : 0);
  return Math.floor(kept - Math.min(NOTICE_SECONDS, kept / 2));
}

/** Seconds of a duration that may be none. */
function seconds(duration: string): number {
  return duration === "0s" ? 0 : durationSeconds(duration);
}
