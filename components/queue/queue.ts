import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createNotifyingAlarm } from "../shared/alarm";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { type Transform, transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { QueueArgs, QueueChildren } from "./args";
import { queueAlarmDefinitions } from "./queue-alarms";
import { createQueuePolicy } from "./queue-policy";
import { type QueueSettings, queueSettings } from "./queue-settings";
import { validateQueue } from "./validate";

/**
 * An SQS queue with a dead-letter queue: encrypted, used over TLS only, and with alarms for messages that wait too
 * long, are too many, or were given up. A month costs about 0.40 USD for the alarms, and 0.40 USD for each million
 * requests after the first (eu-west-1, November 2026).
 *
 * @throws {pulumi.InputPropertiesError} naming every argument that could not work.
 */
export class Queue extends pulumi.ComponentResource {
  /** URL by which programs use the queue, known once nobody can use it without TLS. */
  public readonly queueUrl: pulumi.Output<string>;
  /** ARN of the queue, for policies. */
  public readonly queueArn: pulumi.Output<string>;
  /** Name of the queue, for metrics. */
  public readonly queueName: pulumi.Output<string>;
  /** URL of the queue that gets what couldn't be processed. */
  public readonly deadLetterQueueUrl: pulumi.Output<string>;
  /** ARN of the dead-letter queue, for policies and for a redrive. */
  public readonly deadLetterQueueArn: pulumi.Output<string>;
  /** Name of the dead-letter queue, for metrics. */
  public readonly deadLetterQueueName: pulumi.Output<string>;
  /** KMS key that encrypts messages, as it was given. */
  public readonly kmsKeyArn: pulumi.Output<string>;
  /** Seconds in which a consumer has to delete a message that it received, or extend them. */
  public readonly visibilityTimeoutSeconds: number;

  constructor(name: string, args: QueueArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("Queue", name, args, validateQueue);
    super("proofpix:queue:Queue", name, {}, opts);

    const settings = queueSettings(args);
    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const deadLetters = createDeadLetterQueue(children, args, settings);
    const queue = createQueue(children, args, settings);
    const policy = createQueuePolicy(children, "policy", queue, args.senders ?? []);
    const deadLetterPolicy = createQueuePolicy(children, "dead-letters-policy", deadLetters, []);
    createRedrive(children, queue, deadLetters, settings);
    const watched = { queueName: queue.name, deadLetterQueueName: deadLetters.name };
    for (const definition of queueAlarmDefinitions(name, watched, settings)) {
      createNotifyingAlarm(children, definition, args.alarmActions);
    }

    this.queueUrl = policy.queueUrl;
    this.queueArn = queue.arn;
    this.queueName = queue.name;
    this.deadLetterQueueUrl = deadLetterPolicy.queueUrl;
    this.deadLetterQueueArn = deadLetters.arn;
    this.deadLetterQueueName = deadLetters.name;
    this.kmsKeyArn = pulumi.output(args.kmsKeyArn);
    this.visibilityTimeoutSeconds = settings.visibilityTimeoutSeconds;
    this.registerOutputs({
      queueUrl: this.queueUrl,
      queueArn: this.queueArn,
      queueName: this.queueName,
      deadLetterQueueUrl: this.deadLetterQueueUrl,
      deadLetterQueueArn: this.deadLetterQueueArn,
      deadLetterQueueName: this.deadLetterQueueName,
      kmsKeyArn: this.kmsKeyArn,
      visibilityTimeoutSeconds: this.visibilityTimeoutSeconds,
    });
  }
}

/** Longest name of a queue with the suffix of a FIFO queue (Amazon SQS API Reference, CreateQueue). */
const NAME_LENGTH = 75;

function createQueue(children: QueueChildren, args: QueueArgs, settings: QueueSettings): aws.sqs.Queue {
  return createOneQueue(children, children.name, children.transform.queue, {
    ...commonArgs(args),
    delaySeconds: settings.delaySeconds,
    messageRetentionSeconds: settings.retentionSeconds,
    receiveWaitTimeSeconds: settings.receiveWaitSeconds,
    visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
  });
}

/** Whoever looks into dead letters has them for as long as a consumer would. */
function createDeadLetterQueue(children: QueueChildren, args: QueueArgs, settings: QueueSettings): aws.sqs.Queue {
  return createOneQueue(children, `${children.name}-dead-letters`, children.transform.deadLetterQueue, {
    ...commonArgs(args),
    messageRetentionSeconds: settings.deadLetterRetentionSeconds,
    receiveWaitTimeSeconds: settings.receiveWaitSeconds,
    visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
  });
}

function commonArgs({ kmsKeyArn, fifo }: QueueArgs): aws.sqs.QueueArgs {
  if (fifo === undefined) return { kmsMasterKeyId: kmsKeyArn };
  const { contentBasedDeduplication = false, highThroughput = false } = fifo;
  return {
    kmsMasterKeyId: kmsKeyArn,
    fifoQueue: true,
    contentBasedDeduplication,
    deduplicationScope: highThroughput ? "messageGroup" : "queue",
    fifoThroughputLimit: highThroughput ? "perMessageGroupId" : "perQueue",
  };
}

function createOneQueue(
  { parent, tags }: QueueChildren,
  name: string,
  transform: Transform<aws.sqs.QueueArgs> | undefined,
  args: aws.sqs.QueueArgs,
): aws.sqs.Queue {
  const logicalName = automaticName(name, NAME_LENGTH);
  return new aws.sqs.Queue(
    ...transformed(transform, logicalName, { ...args, tags: namedTags(logicalName, tags) }, { parent }),
  );
}

/**
 * The dead-letter queue admits the queue before the queue gives messages to it, which SQS refuses otherwise: policies
 * of their own can be made in that order, also where the queue is replaced.
 */
function createRedrive(
  { name, parent, transform }: QueueChildren,
  queue: aws.sqs.Queue,
  deadLetters: aws.sqs.Queue,
  { maxReceiveCount }: QueueSettings,
): void {
  const allowPolicy = new aws.sqs.RedriveAllowPolicy(
    ...transformed<aws.sqs.RedriveAllowPolicyArgs>(
      transform.redriveAllowPolicy,
      `${name}-redrive-allow-policy`,
      {
        queueUrl: deadLetters.url,
        redriveAllowPolicy: pulumi.jsonStringify({ redrivePermission: "byQueue", sourceQueueArns: [queue.arn] }),
      },
      { parent },
    ),
  );
  new aws.sqs.RedrivePolicy(
    ...transformed<aws.sqs.RedrivePolicyArgs>(
      transform.redrivePolicy,
      `${name}-redrive-policy`,
      {
        queueUrl: queue.url,
        redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount }),
      },
      { parent, dependsOn: [allowPolicy] },
    ),
  );
}
