import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { QueueSettings } from "./server-settings";
import { Unavailable } from "./unavailable";

/** A message that was taken, and is hidden from other workers for a while. */
export interface TakenJob {
  readonly body: string;
  /** How often it was taken, this time included. */
  readonly attempt: number;
  readonly receipt: string;
}

export interface JobQueueOptions extends QueueSettings {
  /** Longest time that a call may take, in milliseconds. */
  readonly timeout: number;
}

/** The queue of jobs, in Amazon SQS. */
export class JobQueue {
  readonly visibilityTimeout: number;
  private readonly client: SQSClient;
  private readonly url: string;

  constructor(private readonly options: JobQueueOptions) {
    this.visibilityTimeout = options.visibilityTimeout;
    this.url = options.url.href;
    this.client = new SQSClient({ region: regionOf(options.url) });
  }

  /** @throws {Unavailable} when the queue doesn't answer. */
  async send(body: string): Promise<void> {
    try {
      await this.client.send(new SendMessageCommand({ QueueUrl: this.url, MessageBody: body }), this.bounded());
    } catch (error) {
      throw new Unavailable("queue", error);
    }
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
    });
    const abortSignal = AbortSignal.any([stop, AbortSignal.timeout(waitSeconds * 1000 + timeout)]);
    const { Messages: [message] = [] } = await this.client.send(command, { abortSignal });
    if (message?.ReceiptHandle === undefined) return undefined;
    return {
      body: message.Body ?? "",
      attempt: Number(message.Attributes?.ApproximateReceiveCount ?? 1),
      receipt: message.ReceiptHandle,
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

/** Region in a queue's URL; undefined for anything else, for which the SDK's own settings hold. */
function regionOf({ hostname }: URL): string | undefined {
  return /^sqs\.([a-z0-9-]+)\.amazonaws\.com/.exec(hostname)?.[1];
}
