import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { transformed } from "../shared/transform";
import { accessPolicy } from "./access-policy";
import type { QueueSender, QueueTransforms } from "./args";

/** The policy of a queue that nobody uses without TLS, and to which services send. */
export function createQueuePolicy(
  { name, parent, transform }: Children<Pick<QueueTransforms, "policy">>,
  role: string,
  queue: aws.sqs.Queue,
  senders: readonly QueueSender[],
): aws.sqs.QueuePolicy {
  const policy = pulumi
    .all([queue.arn, pulumi.output(senders)])
    .apply(([queueArn, known]) => accessPolicy(queueArn, known));
  return new aws.sqs.QueuePolicy(
    ...transformed<aws.sqs.QueuePolicyArgs>(
      transform.policy,
      `${name}-${role}`,
      { queueUrl: queue.url, policy: pulumi.jsonStringify(policy) },
      { parent },
    ),
  );
}
