import { createHash } from "node:crypto";
import type { Properties } from "../../../model/values";
import { isProperties, text } from "../../../model/values";

/** A message that a queue holds. */
export interface Message {
  readonly id: string;
  readonly body: string;
  /** Attributes as they were sent. */
  readonly attributes: Properties;
  readonly sentAt: number;
  /** When it can be received, or received again. */
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt?: number;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** Grows with each message of a FIFO queue; none in a standard queue. */
  readonly sequenceNumber?: string;
  /** Handle of the last receipt. */
  readonly receipt?: string;
}

/** Hexadecimal MD5 of a text, by which SDKs check what they sent and received. */
export function md5Of(content: string | Buffer): string {
  return createHash("md5").update(content).digest("hex");
}

const KIND_OF_TEXT = 1;
const KIND_OF_BYTES = 2;

/**
 * MD5 of a message's attributes (Amazon SQS Developer Guide, "Calculating the MD5 message digest for message
 * attributes").
 */
export function md5OfAttributes(attributes: Properties): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const attribute = attributes[name];
    const { type, kind, value } = partsOf(isProperties(attribute) ? attribute : {});
    return [sized(Buffer.from(name)), sized(Buffer.from(type)), Buffer.from([kind]), sized(value)];
  });
  return md5Of(Buffer.concat(parts));
}

function partsOf(attribute: Properties): { readonly type: string; readonly kind: number; readonly value: Buffer } {
  const type = text(attribute, "DataType") ?? "String";
  if (!type.startsWith("Binary"))
    return { type, kind: KIND_OF_TEXT, value: Buffer.from(text(attribute, "StringValue") ?? "") };
  return { type, kind: KIND_OF_BYTES, value: Buffer.from(text(attribute, "BinaryValue") ?? "", "base64") };
}

function sized(bytes: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return Buffer.concat([size, bytes]);
}

/** A message as ReceiveMessage answers it, with the attributes that were asked for. */
export function receivedForm(message: Message, systemNames: readonly string[], names: readonly string[]): Properties {
  const system = asked(
    {
      SenderId: "local",
      SentTimestamp: String(message.sentAt),
      ApproximateReceiveCount: String(message.receiveCount),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
      ...(message.groupId !== undefined && { MessageGroupId: message.groupId }),
      ...(message.deduplicationId !== undefined && { MessageDeduplicationId: message.deduplicationId }),
      ...(message.sequenceNumber !== undefined && { SequenceNumber: message.sequenceNumber }),
    },
    systemNames,
  );
  const own = asked(message.attributes, names);
  const digest = md5OfAttributes(own);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    MD5OfBody: md5Of(message.body),
    Body: message.body,
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(digest !== undefined && { MessageAttributes: own, MD5OfMessageAttributes: digest }),
  };
}

/** Amazon SQS API Reference, ReceiveMessage: `All`, `.*`, names, and beginnings of names such as `foo.*`. */
function asked(all: Properties, names: readonly string[]): Properties {
  const matches = (name: string): boolean =>
    names.some(
      (each) => each === "All" || each === name || (each.endsWith(".*") && name.startsWith(each.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(all).filter(([name]) => matches(name)));
}
