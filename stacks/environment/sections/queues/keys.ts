import { z } from "zod";
import { QUEUE_DEFAULTS } from "../../../../components/queue/queue-settings";
import { duration, flag, group, text, wholeNumber } from "../../../configuration/schema/fields";
import type { SettingsOf } from "../../../configuration/section";

const changing = "takes effect within a minute, without downtime";
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The name of a queue in the configuration; dead-letter queues have names of their own. */
export const QUEUE_NAME = /^(?!.*-dead-letters$)[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/;
export const ALLOWED_QUEUE_NAME =
  "at most 32 lower-case letters, digits and hyphens, beginning with a letter, and not ending with -dead-letters";

const fifo = group(
  {
    contentBasedDeduplication: flag({
      description: "Whether SQS tells duplicates by their content; if not, producers send an id with each message.",
      changing,
    }).default(false),
    highThroughput: flag({
      description: "Whether each group of messages has quotas of its own; duplicates are then found within a group.",
      changing,
    }).default(false),
  },
  {
    description: "Makes it a FIFO queue, which keeps the order of each group of messages; none unless given.",
    changing: "adding or removing it replaces the queue: what waits in it is lost",
    examples: [{ contentBasedDeduplication: true }],
  },
);

const queue = group(
  {
    name: text(QUEUE_NAME, {
      description: "Name of the queue, by which services name it; part of the variable <NAME>_QUEUE_URL.",
      allowed: ALLOWED_QUEUE_NAME,
      changing: "replaces the queue: what waits in it is lost",
      examples: ["jobs"],
    }),
    maxProcessingTime: duration(1, 12 * HOUR, {
      description:
        "Longest time that a consumer takes for a message; the visibility timeout is this for each of messagesAtOnce, and 30 seconds.",
      changing: "for what is received from then on; a consumer of the environment is deployed without downtime",
      examples: ["1m"],
    }).default("1m"),
    messagesAtOnce: wholeNumber(1, 10, {
      description: "Messages that a consumer takes with one receive and works off one after the other.",
      changing: "for what is received from then on; a consumer of the environment is deployed without downtime",
      examples: [1],
    }).default(QUEUE_DEFAULTS.messagesAtOnce),
    maxReceiveCount: wholeNumber(1, 1000, {
      description: "Receives after which a message goes to the dead-letter queue.",
      changing,
      examples: [5],
    }).default(QUEUE_DEFAULTS.maxReceiveCount),
    retention: duration(MINUTE, 14 * DAY, {
      description: "How long a message waits before it is lost; less than the 14 days of the dead-letter queue.",
      changing: "within 15 minutes; a shorter one loses older messages",
      examples: ["4d"],
    }).default(QUEUE_DEFAULTS.retention),
    delay: duration(1, 15 * MINUTE, {
      description: "How long a message is hidden after it was sent; not at all unless given.",
      changing: "for messages from then on",
      examples: ["30s"],
    }).optional(),
    fifo: fifo.optional(),
    maxMessageAge: duration(MINUTE, 14 * DAY, {
      description:
        "Age of the oldest message above which people are told; three visibility timeouts, and 15 minutes at least, unless given.",
      changing,
      examples: ["15m"],
    }).optional(),
    maxBacklog: wholeNumber(1, 1_000_000_000, {
      description:
        "Messages that wait above which people are told; what the consumers work off within that age, and 1000 at least, unless given.",
      changing,
      examples: [1000],
    }).optional(),
  },
  {
    description: "An SQS queue with its dead-letter queue and alarms (SC-4).",
    changing: "adding one leaves the others alone; removing one loses what waits in it",
    examples: [{ name: "jobs" }],
  },
);

export const queuesKeys = {
  queues: z
    .array(queue)
    .min(1)
    .meta({
      description:
        "Queues of jobs that services send to and work off by their keys sendsTo and consumes; none unless given.",
      allowed: "a list with at least one queue",
      changing: "adding one leaves the others alone; removing one loses what waits in it",
      examples: [[{ name: "jobs", maxProcessingTime: "1m" }]],
    })
    .optional(),
};

/** A queue of the configuration. */
export type QueueConfiguration = Readonly<NonNullable<SettingsOf<typeof queuesKeys>["queues"]>[number]>;
