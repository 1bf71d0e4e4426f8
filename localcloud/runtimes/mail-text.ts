import type { Instant } from "../behaviour/model/instant";

/** A mail of Amazon SNS. */
export interface MailParts {
  readonly to: string;
  readonly at: Instant;
  readonly subject: string;
  readonly topicArn: string;
  /** Whether the recipient has confirmed the subscription, without which SNS sends nothing. */
  readonly isConfirmed: boolean;
  readonly body: string;
}

/** The text of a mail, with its headers (RFC 5322). */
export function mailText({ to, at, subject, topicArn, isConfirmed, body }: MailParts): string {
  const headers = {
    From: "AWS Notifications <no-reply@sns.amazonaws.com>",
    To: to,
    Subject: subject,
    Date: new Date(at).toUTCString().replace("GMT", "+0000"),
    "X-Topic": topicArn,
    ...(isConfirmed
      ? {}
      : { "X-Local-Cloud": "not confirmed: on AWS this mail comes once its recipient has subscribed" }),
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${headerValue(value)}`);
  return [...lines, "", body, ""].join("\n");
}

/** A header is one line of ASCII; other text is encoded (RFC 2047). */
function headerValue(value: string): string {
  const line = value.replaceAll(/[\r\n]+/g, " ");
  return /^[\x20-\x7e]*$/.test(line) ? line : `=?utf-8?B?${Buffer.from(line).toString("base64")}?=`;
}
