import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { QueueSettings } from "./server-settings";
import { CARRIED, carriedTrace, inSpan, SpanKind, type SpanOptions, type TraceCarrier } from "./tracing";
import { Unavailable } from "./unavailable";

/** A message that was taken, and is hidden from other workers for a while. */
export interface TakenJob {
  readonly body: string;
  /** How often it was taken, this time included. */
  readonly attempt: number;
  readonly receipt: string;
  /** The trace in which it was sent. */
  readonly trace: TraceCarrier;
}

export interface JobQueueOptions extends QueueSettings {
  /** Longest time that a call may take, in milliseconds. */
  readonly timeout: number;
}

/** The queue of jobs, in Amazon SQS. */
export class JobQueue {
  readonly name: string;
  readonly visibilityTimeout: number;
  private readonly client: SQSClient;
  private readonly url: string;

  constructor(private readonly options: JobQueueOptions) {
    this.visibilityTimeout = options.visibilityTimeout;
    this.url = options.url.href;
    this.name = options.url.pathname.split("/").at(-1) ?? "";
    this.client = new SQSClient({ region: regionOf(options.url) });
  }

  /** @throws {Unavailable} when the queue doesn't answer. */
  async send(body: string): Promise<void> {
    try {
      await inSpan(`send ${this.name}`, this.spanOptions("send", SpanKind.PRODUCER), () => {
        const command = new SendMessageCommand({
          QueueUrl: this.url,
          MessageBody: body,
          MessageAttributes: attributesOf(carriedTrace()),
        });
        return this.client.send(command, this.bounded());
      });
    } catch (error) {
      throw new Unavailable("queue", error);
    }
  }

  /** How a span of the queue is described. */
  spanOptions(operation: "send" | "process", kind: SpanKind): SpanOptions {
    const attributes = {
      "messaging.system": "aws_sqs",
      "messaging.destination.name": this.name,
      "messaging.operation.name": operation,
      "messaging.operation.type": operation,
    };
    return { kind, attributes };
  }

  /** Takes a job, or waits for one; undefined when none came. */
  async take(stop: AbortSignal): Promise<TakenJob | undefined> {
    const { waitSeconds, timeout } = this.options;
    const command = new ReceiveMessageCommand({
      QueueUrl: this.url,
      MaxNumberOfMessages: 1,
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: this.visibilityTimeout,
      MessageSystemAttributeNames: ["ApproximateReceiveCount"],
      MessageAttributeNames: [...CARRIED],
    });
    const abortSignal = AbortSignal.any([stop, AbortSignal.timeout(waitSeconds * 1000 + timeout)]);
    const { Messages: [message] = [] } = await this.client.send(command, { abortSignal });
    if (message?.ReceiptHandle === undefined) return undefined;
    return {
      body: message.Body ?? "",
      attempt: Number(message.Attributes?.ApproximateReceiveCount ?? 1),
      receipt: message.ReceiptHandle,
      trace: textsOf(message.MessageAttributes),
    };
  }

  async delete({ receipt }: TakenJob): Promise<void> {
    await this.client.send(new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle: receipt }), this.bounded());
  }

  /** Hides a job for some seconds from now on; 0 gives it back. */
  async hide({ receipt }: TakenJob, seconds: number): Promise<void> {
    const command = new ChangeMessageVisibilityCommand({
      QueueUrl: this.url,
      ReceiptHandle: receipt,
      VisibilityTimeout: seconds,
    });
    await this.client.send(command, this.bounded());
  }

  /** Resolves when the queue answers. */
  async check(signal: AbortSignal): Promise<void> {
    const command = new GetQueueAttributesCommand({
      QueueUrl: this.url,
      AttributeNames: ["ApproximateNumberOfMessages"],
    });
    await this.client.send(command, { abortSignal: signal });
  }

  end(): void {
    this.client.destroy();
  }

  private bounded(): { readonly abortSignal: AbortSignal } {
    return { abortSignal: AbortSignal.timeout(this.options.timeout) };
  }
}

function attributesOf(texts: Readonly<Record<string, string>>): Record<string, MessageAttributeValue> {
  const attributes = Object.entries(texts).map(([name, text]) => [name, { DataType: "String", StringValue: text }]);
  return Object.fromEntries(attributes) as Record<string, MessageAttributeValue>;
}

function textsOf(attributes: Readonly<Record<string, MessageAttributeValue>> = {}): TraceCarrier {
  return Object.fromEntries(Object.entries(attributes).map(([name, { StringValue }]) => [name, StringValue]));
}

/** Region in a queue's URL; undefined for anything else, for which the SDK's own settings hold. */
function regionOf({ hostname }: URL): string | undefined {
  return /^sqs\.([a-z0-9-]+)\.amazonaws\.com/.exec(hostname)?.[1];
}
