import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command, CommandHandlers } from "../behaviour/model/command";
import type { Instant } from "../behaviour/model/instant";
import type { CloudReader, CloudResource } from "../model/resource";
import { text } from "../model/values";
import { TOPIC_SUBSCRIPTION } from "../services/sns/topic-subscription";
import { mailBody } from "./mail-body";
import { mailText } from "./mail-text";

/** How many mails are kept: the oldest go first. */
const MOST_MAILS = 500;

/** Mail of people, and of programs that read JSON. */
const MAIL_PROTOCOLS = ["email", "email-json"];

/** What an outbox is made of. */
export interface OutboxParts {
  /** Folder of the mails. */
  readonly directory: string;
  readonly cloud: CloudReader;
  /** The time on the clock of the world. */
  readonly now: () => Instant;
}

type Publication = Extract<Command, { readonly kind: "publish" }>;

/**
 * Writes each mail that Amazon SNS would send of a published message as a file, one for each subscription of its topic.
 * On AWS a recipient gets nothing until the subscription is confirmed. Nobody can confirm one here, so the mail is
 * written, and says so.
 */
export function outbox(parts: OutboxParts): CommandHandlers {
  let written = 0;
  return {
    publish: (publication) => {
      for (const subscription of mailSubscriptions(publication.topicArn, parts.cloud)) {
        write(parts, { publication, subscription, number: ++written });
      }
      forgetOldest(parts.directory);
    },
  };
}

function mailSubscriptions(topicArn: string, cloud: CloudReader): CloudResource[] {
  return cloud
    .ofType(TOPIC_SUBSCRIPTION)
    .filter(({ inputs }) => text(inputs, "topic") === topicArn)
    .filter(({ inputs }) => MAIL_PROTOCOLS.includes(text(inputs, "protocol") ?? ""));
}

interface Mail {
  readonly publication: Publication;
  readonly subscription: CloudResource;
  readonly number: number;
}

function write({ directory, now }: OutboxParts, { publication, subscription, number }: Mail): void {
  const at = now();
  const to = text(subscription.inputs, "endpoint") ?? "";
  const isJson = text(subscription.inputs, "protocol") === "email-json";
  const content = mailText({
    to,
    at,
    subject: publication.subject,
    topicArn: publication.topicArn,
    isConfirmed: subscription.computed.pendingConfirmation !== true,
    body: mailBody(publication, { at, isJson }),
  });
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(join(directory, fileName(at, number, to)), content, { mode: 0o600 });
}

/** Names sort by time, and in the order of writing. */
function fileName(at: Instant, number: number, to: string): string {
  const time = new Date(at).toISOString().replaceAll(":", "-").replace("Z", "");
  return `${time}-${String(number).padStart(5, "0")}-${to.replaceAll(/[^\w.@+-]/g, "_")}.eml`;
}

function forgetOldest(directory: string): void {
  const mails = mailsIn(directory);
  for (const name of mails.slice(0, Math.max(0, mails.length - MOST_MAILS))) rmSync(join(directory, name));
}

/** Names of the mails in a folder, the oldest first. */
export function mailsIn(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith(".eml"))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
