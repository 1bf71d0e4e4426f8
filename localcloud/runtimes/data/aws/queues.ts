import { randomUUID } from "node:crypto";
import type { QueueDepth } from "../../../behaviour/model/observation";
import { type CloudReader, type CloudResource, outputsOf } from "../../../model/resource";
import { number, text, type Properties } from "../../../model/values";
import { parsedObject } from "../../../services/ecs/container-secrets";
import { attributeOf, isFifo, QUEUE, queueOfArn } from "../../../services/sqs/queue-lookup";
import { Journal } from "../../../state/journal";
import { Duplicates } from "./duplicates";
import { type MessageOrder, receivable } from "./fifo";
import type { Message } from "./message";

const SECOND = 1000;
const USUAL_VISIBILITY_SECONDS = 30;
const USUAL_RETENTION_SECONDS = 345_600;

/** A message that is to be sent. */
export interface Sending {
  readonly body: string;
  readonly attributes: Properties;
  readonly order: MessageOrder;
  /** @default - the queue's */
  readonly delaySeconds?: number;
}

/**
 * Messages of the deployed queues, in the machine's time: programs that take them work no faster on a faster clock.
 * They outlive the process; who had taken one then gets it again.
 */
export class Queues {
  private readonly messages = new Map<string, Map<string, Message>>();
  private readonly waiting = new Set<() => void>();
  private readonly duplicates = new Duplicates();
  private lastNumber = 0;

  private constructor(
    private readonly cloud: CloudReader,
    private readonly journal: Journal,
    private readonly now: () => number,
  ) {}

  /** @param now milliseconds since the epoch */
  static open(cloud: CloudReader, directory: string, now: () => number = Date.now): Queues {
    const { journal, values } = Journal.open(directory);
    const queues = new Queues(cloud, journal, now);
    for (const [key, value] of values) queues.restore(key, value as Message);
    return queues;
  }

  private restore(key: string, message: Message): void {
    const [url = "", id = ""] = key.split("|");
    this.of(url).set(id, message);
    this.lastNumber = Math.max(this.lastNumber, Number(message.sequenceNumber ?? 0));
    const queue = this.cloud.find(QUEUE, url);
    if (queue !== undefined && isFifo(queue)) this.duplicates.note(queue, message);
  }

  close(): void {
    this.journal.close();
    this.wake();
  }

  /** Keeps a message, unless it is a duplicate: then the one before is answered, also if it was deleted since. */
  send(queue: CloudResource, { body, attributes, order, delaySeconds }: Sending): Message {
    const duplicate = isFifo(queue) ? this.duplicates.find(queue, order, this.now()) : undefined;
    if (duplicate !== undefined) return duplicate;
    const delay = delaySeconds ?? number(queue.inputs, "delaySeconds") ?? 0;
    const now = this.now();
    const message: Message = {
      id: randomUUID(),
      body,
      attributes,
      ...order,
      ...(isFifo(queue) && { sequenceNumber: this.nextNumber(now) }),
      sentAt: now,
      visibleAt: now + delay * SECOND,
      receiveCount: 0,
    };
    if (isFifo(queue)) this.duplicates.note(queue, message);
    this.keep(queue.id, message);
    this.wake();
    return message;
  }

  /** Twenty digits that grow from message to message, after a restart, too. */
  private nextNumber(now: number): string {
    this.lastNumber = Math.max(this.lastNumber + 1, now * 1000);
    return String(this.lastNumber).padStart(20, "0");
  }

  /** Takes messages that can be received, at most a number of them, and hides them. */
  receive(queue: CloudResource, most: number, visibilitySeconds?: number): Message[] {
    this.forgetOld(queue);
    const hidden = visibilitySeconds ?? number(queue.inputs, "visibilityTimeoutSeconds") ?? USUAL_VISIBILITY_SECONDS;
    const taken: Message[] = [];
    for (const message of receivable(queue, [...this.of(queue.id).values()], this.now())) {
      if (taken.length === most) break;
      if (this.giveUp(queue, message)) continue;
      taken.push(this.take(queue, message, hidden));
    }
    return taken;
  }

  private take(queue: CloudResource, message: Message, hiddenSeconds: number): Message {
    const now = this.now();
    const taken: Message = {
      ...message,
      visibleAt: now + hiddenSeconds * SECOND,
      receiveCount: message.receiveCount + 1,
      firstReceivedAt: message.firstReceivedAt ?? now,
      receipt: randomUUID(),
    };
    this.keep(queue.id, taken);
    return taken;
  }

  /** Resolves when a queue may have something to receive, or when the client gives up, or after some seconds. */
  async something(queue: CloudResource, seconds: number, signal: AbortSignal): Promise<void> {
    const later = [...this.of(queue.id).values()].map(({ visibleAt }) => visibleAt - this.now());
    const next = Math.min(...later.filter((milliseconds) => milliseconds > 0));
    const wait = Math.max(1, Math.min(seconds * SECOND, next));
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, wait);
      this.waiting.add(done);
      signal.addEventListener("abort", done);
    });
  }

  /** The message that a receipt is for; undefined where it was deleted, or received again since. */
  received(queue: CloudResource, receipt: string): Message | undefined {
    return [...this.of(queue.id).values()].find((message) => message.receipt === receipt);
  }

  delete(queue: CloudResource, message: Message): void {
    this.journal.append({ key: keyOf(queue.id, message) });
    this.of(queue.id).delete(message.id);
    this.wake(); // the next one of its group can be received
  }

  /** The time by which messages are hidden and shown. */
  get time(): number {
    return this.now();
  }

  /** Hides a message for some seconds from now on. */
  hide(queue: CloudResource, message: Message, seconds: number): void {
    this.keep(queue.id, { ...message, visibleAt: this.now() + seconds * SECOND });
    this.wake();
  }

  purge(queue: CloudResource): void {
    for (const message of [...this.of(queue.id).values()]) this.delete(queue, message);
  }

  depthOf(queue: CloudResource): QueueDepth {
    const now = this.now();
    this.forgetOld(queue);
    const all = [...this.of(queue.id).values()];
    const later = all.filter(({ visibleAt }) => visibleAt > now);
    const notVisible = later.filter(({ receiveCount }) => receiveCount > 0).length;
    const oldest = Math.min(now, ...all.map(({ sentAt }) => sentAt));
    return {
      kind: "queue-depth",
      queueName: text(outputsOf(queue), "name") ?? "",
      region: queue.region,
      visible: all.length - later.length,
      notVisible,
      delayed: later.length - notVisible,
      oldestAgeSeconds: (now - oldest) / SECOND,
    };
  }

  /** Numbers of all deployed queues. */
  depths(): QueueDepth[] {
    return this.cloud.ofType(QUEUE).map((queue) => this.depthOf(queue));
  }

  /** Moves what was received too often to the dead letters (Amazon SQS Developer Guide, "dead-letter queues"). */
  private giveUp(queue: CloudResource, message: Message): boolean {
    const policy = parsedObject(attributeOf(queue, "redrivePolicy", this.cloud) ?? "");
    const most = number(policy, "maxReceiveCount");
    const target = queueOfArn(String(policy.deadLetterTargetArn), this.cloud);
    if (most === undefined || target === undefined || message.receiveCount < most) return false;
    const kept: Message = { ...message, receipt: undefined };
    this.journal.append({ key: keyOf(queue.id, message) }, { key: keyOf(target.id, message), value: kept });
    this.of(queue.id).delete(message.id);
    this.of(target.id).set(message.id, kept);
    return true;
  }

  private forgetOld(queue: CloudResource): void {
    const retention = number(queue.inputs, "messageRetentionSeconds") ?? USUAL_RETENTION_SECONDS;
    const old = [...this.of(queue.id).values()].filter(({ sentAt }) => sentAt + retention * SECOND <= this.now());
    for (const message of old) this.delete(queue, message);
  }

  private keep(url: string, message: Message): void {
    this.journal.append({
      key: keyOf(url, message),
      value: { ...message, visibleAt: Math.min(message.visibleAt, this.now()) },
    });
    this.of(url).set(message.id, message);
  }

  private of(url: string): Map<string, Message> {
    const known = this.messages.get(url) ?? new Map<string, Message>();
    this.messages.set(url, known);
    return known;
  }

  private wake(): void {
    for (const done of this.waiting) done();
  }
}

function keyOf(url: string, { id }: Message): string {
  return `${url}|${id}`;
}
