import { outputsOf } from "../../../model/resource";
import { AwsError } from "../../../model/aws-error";
import { text } from "../../../model/values";
import { sqsOperations } from "../../../runtimes/data/aws/sqs";
import { QUEUE } from "../../../services/sqs/queue-lookup";
import { type ApiOperation, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";

/** Operations whose one implementation is what the programs of tasks use, too. */
const SHARED = [
  "ChangeMessageVisibility",
  "ChangeMessageVisibilityBatch",
  "DeleteMessage",
  "DeleteMessageBatch",
  "GetQueueAttributes",
  "GetQueueUrl",
  "PurgeQueue",
  "ReceiveMessage",
  "SendMessage",
  "SendMessageBatch",
] as const;

/** Operations of Amazon SQS. */
export const SQS_OPERATIONS: ServiceOperations = {
  ...Object.fromEntries(SHARED.map((name) => [name, shared(name)])),
  ListQueues: reading(({ input, region }, { cloud }) => {
    const prefix = text(input, "QueueNamePrefix") ?? "";
    const urls = cloud
      .ofType(QUEUE)
      .filter((queue) => queue.region === region && (text(outputsOf(queue), "name") ?? "").startsWith(prefix))
      .map(({ id }) => id);
    const { elements, next } = pageOf(urls, input, { token: "NextToken", limit: "MaxResults", most: 1000 });
    return { QueueUrls: elements, ...next };
  }),
};

function shared(name: (typeof SHARED)[number]): ApiOperation {
  return async (call, { queues, cloud }) => {
    if (queues === undefined) throw new AwsError("UnsupportedOperation", "nothing on this machine serves queues");
    const operation = sqsOperations(queues, cloud)[`AmazonSQS.${name}`];
    const output = (await operation?.(call)) ?? {};
    return { output: () => output };
  };
}
