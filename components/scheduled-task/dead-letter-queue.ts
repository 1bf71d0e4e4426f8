import * as aws from "@pulumi/aws";
import { createQueuePolicy } from "../queue/queue-policy";
import type { Children } from "../shared/children";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { ScheduledTaskArgs, ScheduledTaskTransforms } from "./args";

/** Amazon SQS API Reference, CreateQueue: QueueName, and the longest that SQS keeps a message. */
const NAME_LENGTH = 80;
const RETENTION_SECONDS = 14 * 24 * 3600;

/** The queue that is told of each run which Scheduler gave up, with what ECS answered. */
export function createDeadLetterQueue(
  { name, parent, tags, transform }: Children<ScheduledTaskTransforms>,
  { kmsKeyArn }: Pick<ScheduledTaskArgs, "kmsKeyArn">,
): aws.sqs.Queue {
  const logicalName = automaticName(`${name}-not-started`, NAME_LENGTH);
  const queue = new aws.sqs.Queue(
    ...transformed<aws.sqs.QueueArgs>(
      transform.deadLetterQueue,
      logicalName,
      {
        messageRetentionSeconds: RETENTION_SECONDS,
        ...(kmsKeyArn === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: kmsKeyArn }),
        tags: namedTags(logicalName, tags),
      },
      { parent },
    ),
  );
  createQueuePolicy(
    { name, parent, tags, transform: { policy: transform.deadLetterQueuePolicy } },
    "not-started",
    queue,
    [],
  );
  return queue;
}
