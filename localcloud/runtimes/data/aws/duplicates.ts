import type { CloudResource } from "../../../model/resource";
import { DEDUPLICATION_MILLISECONDS, deduplicationKey, type MessageOrder } from "./fifo";
import type { Message } from "./message";

/** Messages that FIFO queues took in the last minutes, by what others are duplicates of theirs. */
export class Duplicates {
  private readonly sent = new Map<string, Message>();

  /** The message that one would be a duplicate of; undefined where there is none, or was one too long ago. */
  find(queue: CloudResource, order: MessageOrder, now: number): Message | undefined {
    this.forget(now);
    return this.sent.get(keyOf(queue, order));
  }

  note(queue: CloudResource, message: Message): void {
    this.sent.set(keyOf(queue, message), message);
  }

  /** The oldest come first. */
  private forget(now: number): void {
    for (const [key, { sentAt }] of this.sent) {
      if (sentAt + DEDUPLICATION_MILLISECONDS > now) return;
      this.sent.delete(key);
    }
  }
}

function keyOf(queue: CloudResource, order: MessageOrder): string {
  return `${queue.id}|${deduplicationKey(queue, order)}`;
}
