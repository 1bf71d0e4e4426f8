import { KMS_KEY_ARN, parseArn } from "../shared/arn";
import { requireSeconds, requireWhole } from "../shared/bounds";
import { durationText } from "../shared/quantity";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { QueueArgs, QueueSender } from "./args";
import { QUEUE_DEFAULTS, queueSettings, visibilityTimeout } from "./queue-settings";

/** Amazon SQS API Reference, SetQueueAttributes. */
const BOUNDS = {
  processing: { smallest: 1, largest: 43_200 },
  retention: { smallest: 60, largest: 1_209_600 },
  receiveWait: { smallest: 1, largest: 20 },
  delay: { smallest: 1, largest: 900 },
  receives: { smallest: 1, largest: 1000 },
  /** Amazon SQS API Reference, ReceiveMessage: MaxNumberOfMessages. */
  atOnce: { smallest: 1, largest: 10 },
} as const;

const LONGEST_VISIBILITY_SECONDS = 43_200;
/** Conditions of a queue's policy (Amazon SQS Developer Guide, "Amazon SQS policy quotas"), without that on TLS. */
const MOST_SENDER_CONDITIONS = 9;
const MOST_BACKLOG = 1_000_000_000;
const MOST_CONSUMERS = 10_000;

/** Records what SQS would refuse, and what would lose messages or process them twice. */
export function validateQueue(args: QueueArgs, problems: ArgumentProblems): void {
  const before = problems.all.length;
  checkKey(args, problems);
  requireWhole(problems, "maxReceiveCount", args.maxReceiveCount, BOUNDS.receives);
  checkVisibility(args, problems);
  checkRetention(args, problems);
  checkOptionalSeconds("receiveWaitTime", args.receiveWaitTime, BOUNDS.receiveWait, problems);
  checkOptionalSeconds("delay", args.delay, BOUNDS.delay, problems);
  checkSenders(args, problems);
  checkAlarms(args, problems);
  if (problems.all.length === before) checkMessageAge(args, problems);
  checkTags(problems, args.tags);
}

function checkKey({ kmsKeyArn }: QueueArgs, problems: ArgumentProblems): void {
  const key = literal(kmsKeyArn);
  problems.require(
    key === undefined || KMS_KEY_ARN.test(key),
    "kmsKeyArn",
    `must be the ARN of a KMS key, not of an alias, since policies name it, got "${key ?? ""}"`,
  );
}

function checkVisibility(args: QueueArgs, problems: ArgumentProblems): void {
  const before = problems.all.length;
  requireSeconds(problems, "maxProcessingTime", args.maxProcessingTime, BOUNDS.processing);
  requireWhole(problems, "messagesAtOnce", args.messagesAtOnce, BOUNDS.atOnce);
  if (problems.all.length > before) return;
  const seconds = visibilityTimeout(args);
  const { messagesAtOnce = QUEUE_DEFAULTS.messagesAtOnce } = args;
  problems.require(
    seconds <= LONGEST_VISIBILITY_SECONDS,
    "maxProcessingTime",
    `must leave a visibility timeout of 12 hours at most, got "${args.maxProcessingTime}" for each of ${messagesAtOnce}, which takes ${durationText(seconds)}; split the work, or have the consumer extend the timeout by ChangeMessageVisibility`,
  );
}

function checkRetention(args: QueueArgs, problems: ArgumentProblems): void {
  const { retention = QUEUE_DEFAULTS.retention, deadLetterRetention = QUEUE_DEFAULTS.deadLetterRetention } = args;
  const kept = requireSeconds(problems, "retention", retention, BOUNDS.retention);
  const keptDead = requireSeconds(problems, "deadLetterRetention", deadLetterRetention, BOUNDS.retention);
  problems.require(
    kept === undefined || keptDead === undefined || kept < keptDead,
    args.retention === undefined ? "deadLetterRetention" : "retention",
    `must let the dead-letter queue keep messages longer than the queue, since their age counts on, got "${retention}" in the queue and "${deadLetterRetention}" in the dead-letter queue; lower retention`,
  );
}

function checkOptionalSeconds(
  path: "delay" | "receiveWaitTime",
  duration: string | undefined,
  bounds: { readonly smallest: number; readonly largest: number },
  problems: ArgumentProblems,
): void {
  if (duration !== "0s") requireSeconds(problems, path, duration, bounds);
}

function checkSenders({ senders = [], fifo }: QueueArgs, problems: ArgumentProblems): void {
  const conditions = senders.reduce((sum, { sourceAccount }) => sum + (sourceAccount === undefined ? 1 : 2), 0);
  problems.require(
    conditions <= MOST_SENDER_CONDITIONS,
    "senders",
    `must have ${MOST_SENDER_CONDITIONS} conditions at most together, one for sourceArns and one for sourceAccount, got ${conditions}; let them publish to a topic that sends to the queue`,
  );
  senders.forEach((sender, index) => {
    checkSender(sender, `senders[${index}]`, problems);
    problems.require(
      fifo === undefined || sender.service !== "s3.amazonaws.com",
      `senders[${index}].service`,
      "must not be S3, which sends to no FIFO queue; send by EventBridge instead, or leave out fifo",
    );
  });
}

function checkSender(
  { service, sourceArns, sourceAccount }: QueueSender,
  path: string,
  problems: ArgumentProblems,
): void {
  problems.require(
    /^[a-z0-9.-]+\.amazonaws\.com$/.test(service),
    `${path}.service`,
    `must be a service principal such as "events.amazonaws.com", got "${service}"`,
  );
  problems.require(
    sourceArns.length > 0,
    `${path}.sourceArns`,
    "must name one resource at least, or the service sends for anybody's, got none",
  );
  sourceArns.forEach((source, index) => {
    const arn = literal(source);
    if (arn === undefined) return;
    const at = `${path}.sourceArns[${index}]`;
    problems.require(/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(arn), at, `must be an ARN, got "${arn}"`);
    problems.require(
      sourceAccount !== undefined || /^\d{12}$/.test(parseArn(arn).accountId),
      at,
      `must name its account, or sourceAccount has to, or a stranger who takes over the name sends, got "${arn}"`,
    );
  });
}

function checkAlarms(
  { alarms: { maxMessageAge, consumers, maxBacklog } = {} }: QueueArgs,
  problems: ArgumentProblems,
): void {
  requireSeconds(problems, "alarms.maxMessageAge", maxMessageAge, BOUNDS.retention);
  requireWhole(problems, "alarms.consumers", consumers, { smallest: 1, largest: MOST_CONSUMERS });
  requireWhole(problems, "alarms.maxBacklog", maxBacklog, { smallest: 1, largest: MOST_BACKLOG });
}

/** Records an age that no message reaches, since it is lost before. */
function checkMessageAge(args: QueueArgs, problems: ArgumentProblems): void {
  const { maxMessageAgeSeconds, retentionSeconds } = queueSettings(args);
  problems.require(
    maxMessageAgeSeconds < retentionSeconds,
    args.alarms?.maxMessageAge === undefined ? "retention" : "alarms.maxMessageAge",
    `must let people hear of a message before it is lost: they do after ${durationText(maxMessageAgeSeconds)}, and it is kept for ${durationText(retentionSeconds)}; raise retention or lower alarms.maxMessageAge`,
  );
}
