import {
  MANDATORY_FROM_STAGING,
  stackRule,
  type Reader,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";
import { AlarmIndex } from "./shared/alarms";

interface Settings {
  readonly minimumReceives: number;
  readonly maximumReceives: number;
  /** Whether each dead-letter queue needs an alarm. */
  readonly requireAlarm: boolean;
}

const QUEUE = "aws:sqs/queue:Queue";
const REDRIVE_POLICY = "aws:sqs/redrivePolicy:RedrivePolicy";
const EVENT_SOURCE = "aws:lambda/eventSourceMapping:EventSourceMapping";
const FUNCTION = "aws:lambda/function:Function";

export const sqsDeadLetterQueue = stackRule<Settings>({
  name: "sqs-dead-letter-queue",
  title: "Messages that can't be processed are kept and noticed",
  description:
    "Each SQS queue moves a message to a dead-letter queue after some receives. The dead-letter queue keeps it " +
    "longer than the queue does and has an alarm. A function that reads a queue ends before others see the message " +
    "again.",
  why:
    "Otherwise a message that makes its consumer fail comes back again and again until it expires, delays the " +
    "others (in a FIFO queue its whole group), and is then lost without a trace.",
  fix:
    "Set `redrivePolicy` with a `deadLetterTargetArn` and a `maxReceiveCount` within the bounds, give the dead-letter " +
    "queue a longer `messageRetentionSeconds`, and an alarm on its `ApproximateNumberOfMessagesVisible`.",
  severity: "high",
  requirements: ["HC-4", "SC-4"],
  references: [
    {
      title: "Amazon SQS Developer Guide, Using dead-letter queues in Amazon SQS",
      url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    },
    {
      title: "AWS Lambda Developer Guide, Creating and configuring an Amazon SQS event source mapping",
      url: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    },
  ],
  types: [QUEUE, REDRIVE_POLICY],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      minimumReceives: { type: "integer", minimum: 1, description: "Fewest receives before a message is given up" },
      maximumReceives: { type: "integer", minimum: 1, description: "Most receives before a message is given up" },
      requireAlarm: { type: "boolean", description: "Whether an alarm has to tell of messages that are given up" },
    },
    defaults: {
      development: { minimumReceives: 1, maximumReceives: 10, requireAlarm: false },
      staging: { minimumReceives: 3, maximumReceives: 10, requireAlarm: true },
      production: { minimumReceives: 3, maximumReceives: 10, requireAlarm: true },
    },
  },
  check(stack, settings) {
    const redrives = stack.resources(QUEUE).flatMap((queue) => redrivesOf(stack, queue));
    const targets = new Set([...redrives.flatMap(({ targets: each }) => each), ...otherTargets(stack)]);
    return [
      ...stack
        .resources(QUEUE)
        .filter((queue) => !targets.has(queue))
        .filter((queue) => !redrives.some((redrive) => redrive.queue === queue))
        .map(withoutRedrive),
      ...redrives.flatMap((redrive) => [...receives(redrive, settings), ...shortLived(redrive)]),
      ...(settings.requireAlarm ? withoutAlarm(stack, redrives) : []),
      ...seenTooSoon(stack),
    ];
  },
});

/** A queue with a redrive policy, the resource that sets it, and the dead-letter queues of the stack. */
interface Redrive {
  readonly queue: ResourceView;
  readonly statedBy: ResourceView;
  readonly policy: Reader;
  readonly targets: readonly ResourceView[];
}

/** Redrive policies of queues, by their own property or by a separate resource. */
function redrivesOf(stack: StackView, queue: ResourceView): readonly Redrive[] {
  const own = isSet(stack, queue, "redrivePolicy") ? [queue] : [];
  return [...own, ...stack.referrersOf(queue, "queueUrl", [REDRIVE_POLICY])].slice(0, 1).map((statedBy) => ({
    queue,
    statedBy,
    policy: statedBy.json("redrivePolicy"),
    targets: stack.referencesTo(statedBy, "redrivePolicy", [QUEUE]),
  }));
}

/**
 * Whether the program sets a property that the provider otherwise fills in, which is unknown in previews. A value of
 * the program's that isn't known yet comes from another resource.
 */
function isSet(stack: StackView, queue: ResourceView, property: string): boolean {
  const text = queue.silent.string(property);
  return text.known ? (text.value ?? "") !== "" : stack.dependsOnOthers(queue, property);
}

/** Resources that send what fails to a queue, by the property that names the queue. */
const OTHER_SENDERS: readonly (readonly [type: string, property: string])[] = [
  [FUNCTION, "deadLetterConfig"],
  [EVENT_SOURCE, "destinationConfig"],
  ["aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "destinationConfig"],
  ["aws:cloudwatch/eventTarget:EventTarget", "deadLetterConfig"],
  ["aws:scheduler/schedule:Schedule", "target.deadLetterConfig"],
  ["aws:sns/topicSubscription:TopicSubscription", "redrivePolicy"],
];

/** Dead-letter queues of other resources than queues. */
function otherTargets(stack: StackView): readonly ResourceView[] {
  const targets = OTHER_SENDERS.flatMap(([type, property]) =>
    stack.resources(type).flatMap((sender) => stack.referencesTo(sender, property, [QUEUE])),
  );
  const open = stack.resources(QUEUE).filter((queue) => isSet(stack, queue, "redriveAllowPolicy"));
  return [...targets, ...open];
}

function withoutRedrive(queue: ResourceView): StackFinding {
  return {
    resource: queue,
    property: "redrivePolicy",
    problem: "a message that can't be processed comes back until it expires, and is lost then",
    allowed: "a policy with deadLetterTargetArn and maxReceiveCount",
    fix: "set redrivePolicy: JSON with the ARN of a dead-letter queue and maxReceiveCount: 5",
  };
}

function receives({ statedBy, policy }: Redrive, { minimumReceives, maximumReceives }: Settings): StackFinding[] {
  const count = policy.number("maxReceiveCount");
  if (!count.known) return [];
  const { value = 0 } = count;
  if (value >= minimumReceives && value <= maximumReceives) return [];
  return [
    {
      resource: statedBy,
      property: "redrivePolicy.maxReceiveCount",
      value: count.value,
      problem:
        value < minimumReceives
          ? "a passing fault is enough for a message to be given up"
          : "a message that can't be processed holds up others for long",
      allowed: `${minimumReceives} to ${maximumReceives}`,
      fix: `set maxReceiveCount to ${Math.min(Math.max(5, minimumReceives), maximumReceives)}`,
    },
  ];
}

const DEFAULT_RETENTION_SECONDS = 345_600;

/**
 * The findings for dead-letter queues with a short retention: a message's age counts from its first sending (Amazon SQS
 * Developer Guide, "Using dead-letter queues").
 */
function shortLived({ queue, targets }: Redrive): StackFinding[] {
  const retention = queue.number("messageRetentionSeconds");
  if (!retention.known) return [];
  const { value: needed = DEFAULT_RETENTION_SECONDS } = retention;
  return targets.flatMap((target) => {
    const seconds = target.number("messageRetentionSeconds");
    if (!seconds.known || (seconds.value ?? DEFAULT_RETENTION_SECONDS) > needed) return [];
    return [
      {
        resource: target,
        property: "messageRetentionSeconds",
        value: seconds.value,
        problem: `messages keep their age from ${queue.name}, and expire before anyone looks at them`,
        allowed: `more than ${needed}`,
        fix: "set messageRetentionSeconds: 1209600, which is the most, and less on the queue before it",
      },
    ];
  });
}

const DEPTH = ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"];

function withoutAlarm(stack: StackView, redrives: readonly Redrive[]): StackFinding[] {
  const alarms = new AlarmIndex(stack, [QUEUE]);
  const targets = new Set(redrives.flatMap((redrive) => redrive.targets));
  return [...targets]
    .filter((target) => alarms.on([target], DEPTH).length === 0)
    .map((target) => ({
      resource: target,
      property: "ApproximateNumberOfMessagesVisible",
      problem: "no alarm watches it, so nobody learns that messages were given up",
      allowed: "an aws.cloudwatch.MetricAlarm on the queue's depth",
      fix: "add an alarm on AWS/SQS ApproximateNumberOfMessagesVisible > 0 with the queue's name as QueueName",
    }));
}

const DEFAULT_VISIBILITY_SECONDS = 30;
const DEFAULT_FUNCTION_SECONDS = 3;

function seenTooSoon(stack: StackView): StackFinding[] {
  return stack.resources(EVENT_SOURCE).flatMap((source) => {
    const seconds = stack
      .referencesTo(source, "functionName", [FUNCTION])
      .map((reader) => reader.number("timeout"))
      .map((timeout) => (timeout.known ? (timeout.value ?? DEFAULT_FUNCTION_SECONDS) : 0));
    const longest = Math.max(0, ...seconds);
    return stack.referencesTo(source, "eventSourceArn", [QUEUE]).flatMap((queue) => visibleWithin(queue, longest));
  });
}

function visibleWithin(queue: ResourceView, seconds: number): StackFinding[] {
  const timeout = queue.number("visibilityTimeoutSeconds");
  if (!timeout.known || (timeout.value ?? DEFAULT_VISIBILITY_SECONDS) >= seconds) return [];
  return [
    {
      resource: queue,
      property: "visibilityTimeoutSeconds",
      value: timeout.value,
      problem: "others see a message again while its function still works on it, and it is processed twice",
      allowed: `${seconds}, the function's timeout, or more; AWS advises six times that`,
      fix: `set visibilityTimeoutSeconds: ${6 * seconds}`,
    },
  ];
}
