import { AwsError } from "../../../model/aws-error";
import { type CloudReader, type CloudResource, outputsOf } from "../../../model/resource";
import { number, object, objects, text, texts, type Properties } from "../../../model/values";
import { type Message, md5Of, md5OfAttributes, receivedForm } from "../../../runtimes/data/aws/message";
import type { Queues } from "../../../runtimes/data/aws/queues";
import { attributeOf, isFifo, QUEUE } from "../../../services/sqs/queue-lookup";
import { orderOf, requireLiveReceipt } from "../../../runtimes/data/aws/fifo";
import { type ApiCall, type ApiContext, type ApiOperation, reading, type ServiceOperations } from "../../operation";

/** An operation on a queue that is there, and on the messages in it. */
type QueueOperation = (
  call: ApiCall,
  queue: CloudResource,
  queues: Queues,
  context: ApiContext,
) => Promise<Properties> | Properties;

/** Amazon SQS API Reference, operations on messages. */
export const messageOperations: ServiceOperations = {
  SendMessage: onQueue(({ input }, queue, queues) => sent(queues, queue, input)),
  SendMessageBatch: onQueue(({ input }, queue, queues) => batch(input, (entry) => sent(queues, queue, entry))),
  ReceiveMessage: onQueue((call, queue, queues) => receive(queues, queue, call)),
  DeleteMessage: onQueue(({ input }, queue, queues) => deleted(queues, queue, input)),
  DeleteMessageBatch: onQueue(({ input }, queue, queues) => batch(input, (entry) => deleted(queues, queue, entry))),
  ChangeMessageVisibility: onQueue(({ input }, queue, queues) => hidden(queues, queue, input)),
  ChangeMessageVisibilityBatch: onQueue(({ input }, queue, queues) =>
    batch(input, (entry) => hidden(queues, queue, entry)),
  ),
  GetQueueAttributes: onQueue(({ input }, queue, queues, { cloud }) => attributesOf(queues, queue, input, cloud)),
  PurgeQueue: onQueue((_, queue, queues) => {
    queues.purge(queue);
    return {};
  }),
  GetQueueUrl: reading(({ input, region }, { cloud }) => {
    const name = text(input, "QueueName");
    const found = cloud
      .ofType(QUEUE)
      .find((queue) => queue.region === region && text(outputsOf(queue), "name") === name);
    return { QueueUrl: (found ?? refuseQueue()).id };
  }),
};

function onQueue(operation: QueueOperation): ApiOperation {
  return (call, context) => {
    const { queues, cloud } = context;
    if (queues === undefined) throw new AwsError("UnsupportedOperation", "nothing on this machine serves queues");
    const output = operation(call, queueOf(call, cloud), queues, context);
    const answered = (properties: Properties) => ({ output: () => properties });
    return output instanceof Promise ? output.then(answered) : answered(output);
  };
}

function queueOf({ input }: ApiCall, cloud: CloudReader): CloudResource {
  return cloud.find(QUEUE, text(input, "QueueUrl") ?? "") ?? refuseQueue();
}

function refuseQueue(): never {
  throw new AwsError("com.amazonaws.sqs#QueueDoesNotExist", "The specified queue does not exist.");
}

function sent(queues: Queues, queue: CloudResource, input: Properties): Properties {
  const body = text(input, "MessageBody") ?? "";
  const most = number(queue.inputs, "maxMessageSize");
  if (most !== undefined && Buffer.byteLength(body) > most) {
    const reason = `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`;
    throw new AwsError("InvalidParameterValue", reason);
  }
  const attributes = object(input, "MessageAttributes") ?? {};
  const delaySeconds = number(input, "DelaySeconds");
  const sending = {
    body,
    attributes,
    order: orderOf(queue, input),
    ...(delaySeconds !== undefined && { delaySeconds }),
  };
  const message = queues.send(queue, sending);
  const digest = md5OfAttributes(attributes);
  return {
    MessageId: message.id,
    ...(message.sequenceNumber !== undefined && { SequenceNumber: message.sequenceNumber }),
    MD5OfMessageBody: md5Of(body),
    ...(digest !== undefined && { MD5OfMessageAttributes: digest }),
  };
}

/** Waits for the first message, as long as the call or the queue says (Amazon SQS Developer Guide, "long polling"). */
async function receive(queues: Queues, queue: CloudResource, { input, signal }: ApiCall): Promise<Properties> {
  const seconds = number(input, "WaitTimeSeconds") ?? number(queue.inputs, "receiveWaitTimeSeconds") ?? 0;
  const until = performance.now() + seconds * 1000;
  const take = (): Message[] =>
    queues.receive(queue, number(input, "MaxNumberOfMessages") ?? 1, number(input, "VisibilityTimeout"));
  let messages = take();
  while (messages.length === 0 && performance.now() < until) {
    await queues.something(queue, (until - performance.now()) / 1000, signal);
    if (hasGone(signal)) break; // nothing is taken for who asked and has left
    messages = take();
  }
  const system = [...texts(input, "AttributeNames"), ...texts(input, "MessageSystemAttributeNames")];
  return { Messages: messages.map((each) => receivedForm(each, system, texts(input, "MessageAttributeNames"))) };
}

function hasGone(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** A receipt of a message that is gone, or was received again, deletes nothing and is no error. */
function deleted(queues: Queues, queue: CloudResource, input: Properties): Properties {
  const receipt = text(input, "ReceiptHandle") ?? "";
  const message = queues.received(queue, receipt);
  requireLiveReceipt(queue, message, receipt, queues.time);
  if (message !== undefined) queues.delete(queue, message);
  return {};
}

function hidden(queues: Queues, queue: CloudResource, input: Properties): Properties {
  const message = queues.received(queue, text(input, "ReceiptHandle") ?? "");
  if (message === undefined) {
    throw new AwsError("com.amazonaws.sqs#ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
  }
  queues.hide(queue, message, number(input, "VisibilityTimeout") ?? 0);
  return {};
}

/** Each entry succeeds or fails by itself. */
function batch(input: Properties, act: (entry: Properties) => Properties): Properties {
  const successful: Properties[] = [];
  const failed: Properties[] = [];
  for (const entry of objects(input, "Entries")) {
    const Id = text(entry, "Id") ?? "";
    try {
      successful.push({ Id, ...act(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failed.push({ Id, SenderFault: true, Code: error.code.split("#").at(-1), Message: error.message });
    }
  }
  return failed.length === 0 ? { Successful: successful } : { Successful: successful, Failed: failed };
}

function attributesOf(queues: Queues, queue: CloudResource, input: Properties, cloud: CloudReader): Properties {
  const { visible, notVisible, delayed } = queues.depthOf(queue);
  const { inputs, computed } = queue;
  const all: Properties = {
    QueueArn: computed.arn,
    ApproximateNumberOfMessages: visible,
    ApproximateNumberOfMessagesNotVisible: notVisible,
    ApproximateNumberOfMessagesDelayed: delayed,
    VisibilityTimeout: inputs.visibilityTimeoutSeconds,
    DelaySeconds: inputs.delaySeconds,
    MaximumMessageSize: inputs.maxMessageSize,
    MessageRetentionPeriod: inputs.messageRetentionSeconds,
    ReceiveMessageWaitTimeSeconds: inputs.receiveWaitTimeSeconds,
    RedrivePolicy: attributeOf(queue, "redrivePolicy", cloud),
    ...(isFifo(queue) && fifoAttributes(queue)),
  };
  const names = texts(input, "AttributeNames");
  const told = Object.entries(all).filter(
    ([name, value]) => value !== undefined && (names.includes("All") || names.includes(name)),
  );
  return { Attributes: Object.fromEntries(told.map(([name, value]) => [name, String(value)])) };
}

function fifoAttributes(queue: CloudResource): Properties {
  const { contentBasedDeduplication, deduplicationScope, fifoThroughputLimit } = outputsOf(queue);
  return {
    FifoQueue: true,
    ContentBasedDeduplication: contentBasedDeduplication === true,
    DeduplicationScope: deduplicationScope,
    FifoThroughputLimit: fifoThroughputLimit,
  };
}
