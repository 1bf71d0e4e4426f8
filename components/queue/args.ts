import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import type { DurationQuantity } from "../shared/quantity";
import type { AlarmTopics } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Arguments of a `Queue`. */
export interface QueueArgs {
  /**
   * ARN of the KMS key that encrypts messages, of the queue's region. Producers and consumers need its use through SQS,
   * which `sendPermissions` and `consumePermissions` give; services among `senders` need its policy to let them in.
   * Messages that wait keep the key under which they were sent.
   */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Longest time that a consumer takes for one message, with all that it waits for; it gives up then. The visibility
   * timeout is computed from it: too short, and a second consumer gets the message meanwhile; too long, and it takes as
   * long until a failed one is tried again. Takes effect at once, for what is received from then on.
   */
  readonly maxProcessingTime: DurationQuantity;
  /**
   * Messages that a consumer takes with one receive and works off one after the other: 1 to 10. The last of them waits
   * for the others, so the visibility timeout grows with it.
   * @default 1
   */
  readonly messagesAtOnce?: number;
  /**
   * Receives after which a message that wasn't deleted goes to the dead-letter queue: 1 to 1000.
   * @default 5
   */
  readonly maxReceiveCount?: number;
  /**
   * How long a message waits before it is lost: 1 minute to less than `deadLetterRetention`. A shorter one takes effect
   * within 15 minutes, and older messages are lost then.
   * @default "4d"
   */
  readonly retention?: DurationQuantity;
  /**
   * How long the dead-letter queue keeps messages, up to 14 days. The age of a message counts from its first sending
   * (in a FIFO queue from when it was moved).
   * @default "14d"
   */
  readonly deadLetterRetention?: DurationQuantity;
  /** How long a receive waits for a message: 1 to 20 seconds, or "0s" for none. @default "20s" */
  readonly receiveWaitTime?: DurationQuantity | "0s";
  /** How long a message is hidden after it was sent, up to 15 minutes. @default "0s" */
  readonly delay?: DurationQuantity | "0s";
  /** Makes it a FIFO queue. Adding or removing it replaces the queue: what waits in it is lost. @default - none */
  readonly fifo?: FifoSettings;
  /** Services of AWS that may send. Identities of the account get their rights by IAM. @default - none */
  readonly senders?: readonly QueueSender[];
  /** When people are told. @default - thresholds that follow from the other arguments */
  readonly alarms?: QueueAlarmSettings;
  /** ARNs of the topics that are told when an alarm begins and when it ends. */
  readonly alarmActions: AlarmTopics;
  /** Tags of the queues and alarms; policies have none. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: QueueTransforms;
}

/**
 * A FIFO queue keeps the order of messages of one group and drops duplicates within 5 minutes (Amazon SQS Developer
 * Guide, "Amazon SQS FIFO queues"). A message that fails holds up its group until it is deleted or given up; S3 can't
 * send to it.
 */
export interface FifoSettings {
  /**
   * Whether SQS tells duplicates by the SHA-256 of the body; otherwise producers send a MessageDeduplicationId.
   * @default false
   */
  readonly contentBasedDeduplication?: boolean;
  /**
   * Whether groups have their quotas each for itself, instead of 300 calls a second of each kind together; duplicates
   * are then found within a group only.
   * @default false
   */
  readonly highThroughput?: boolean;
}

/** A service of AWS that sends messages for some resources, and for no others. */
export interface QueueSender {
  /** Service principal, such as `"events.amazonaws.com"`. */
  readonly service: string;
  /** ARNs of the rules, topics or buckets for which it sends; `*` stands for any text. */
  readonly sourceArns: readonly pulumi.Input<string>[];
  /**
   * Account of the resources; needed where their ARNs have none, as those of S3's buckets.
   * @default - as in the ARNs
   */
  readonly sourceAccount?: pulumi.Input<string> | undefined;
}

/** When people are told of a queue. */
export interface QueueAlarmSettings {
  /**
   * Age of the oldest message above which people are told: 1 minute to less than `retention`.
   * @default - three visibility timeouts, 15 minutes at least
   */
  readonly maxMessageAge?: DurationQuantity;
  /**
   * Consumers that work at most at the same time, from which `maxBacklog` follows.
   * @default 1
   */
  readonly consumers?: number;
  /**
   * Messages that wait above which people are told.
   * @default - what `consumers` work off within `maxMessageAge` at `maxProcessingTime` each, 1000 at least
   */
  readonly maxBacklog?: number;
}

/** Escape hatches, one for each kind of child. */
export interface QueueTransforms {
  readonly queue?: Transform<aws.sqs.QueueArgs>;
  readonly deadLetterQueue?: Transform<aws.sqs.QueueArgs>;
  readonly policy?: Transform<aws.sqs.QueuePolicyArgs>;
  readonly redrivePolicy?: Transform<aws.sqs.RedrivePolicyArgs>;
  readonly redriveAllowPolicy?: Transform<aws.sqs.RedriveAllowPolicyArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}

/** What every child resource of a queue is created with. */
export type QueueChildren = Children<QueueTransforms>;
