import { z } from "zod";
import { group, oneOf, text, wholeNumber } from "../../../configuration/schema/fields";
import { SECRET_SOURCE_KEY } from "./secret-keys";

const changing = "deploys Alertmanager";

const secret = (description: string, example: string) =>
  text(SECRET_SOURCE_KEY, {
    description: `${description}: a declared secret, or the ARN of another. Never the secret itself.`,
    allowed: "the name of a secret in proofpix:secrets, or the whole ARN of a secret",
    changing,
    examples: [example],
  }).optional();

const address = (description: string) =>
  text(/^https?:\/\/[^\s@]+$/, {
    description,
    allowed: "an address of http or https",
    changing,
    examples: ["https://alerts.example.com/hook"],
  }).optional();

const receiver = group(
  {
    kind: oneOf(["email", "slack", "pagerduty", "webhook", "sns"], {
      description: "By what somebody is told.",
      changing,
    }),
    severity: oneOf(["critical", "warning"], {
      description: "Alerts of which severity; of both unless given.",
      changing,
    }).optional(),
    team: text(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, {
      description: "Team whose alerts these are, which are then told to nobody else; everybody's unless given.",
      allowed:
        "at most 63 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen",
      changing,
      examples: ["product"],
    }).optional(),
    to: text(/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, {
      description: "Address, of email.",
      allowed: "an e-mail address",
      changing,
      examples: ["operations@proofpix.com"],
    }).optional(),
    channel: text(/^[#@]?[\w.-]+$/, {
      description: "Channel, of slack; the one for which the webhook was made unless given.",
      allowed: "the name of a channel",
      changing,
      examples: ["#alerts"],
    }).optional(),
    url: address("Address, of webhook, where it is no secret."),
    secretUrl: secret("Address, of slack and webhook", "slack-webhook"),
    token: secret("Token, of webhook, that is sent as Authorization: Bearer", "alerts-token"),
    routingKey: secret("Integration key, of pagerduty", "pagerduty-key"),
    topicArn: text(/^arn:aws(?:-[a-z]+)*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/, {
      description: "Topic, of sns; the environment's own of the severity unless given.",
      allowed: "the ARN of an SNS topic that the environment's key encrypts, or none",
      changing,
      examples: ["arn:aws:sns:eu-west-1:123456789012:alerts"],
    }).optional(),
  },
  {
    description: "Somebody or something that is told of alerts.",
    changing,
    examples: [{ kind: "slack", severity: "critical", secretUrl: "slack-webhook" }],
  },
);

/** A receiver of the configuration. */
export type ReceiverSettings = z.output<typeof receiver>;

export const receivers = z
  .array(receiver)
  .min(1)
  .meta({
    description:
      "Who is told of alerts, by severity and team; whom the environment's topics tell (proofpix:alarmRecipients) unless given.",
    allowed: "a list with at least one receiver",
    changing,
    examples: [[{ kind: "slack", severity: "critical", secretUrl: "slack-webhook" }]],
  })
  .optional();

export const watchdog = group(
  {
    url: address("Its address, where that is no secret."),
    secretUrl: secret("Its address", "watchdog-address"),
  },
  {
    description:
      "Service outside of the environment that hears from Alertmanager again and again, and calls people when it hears no more: the one thing that tells when the monitoring is down; none unless given.",
    changing,
    examples: [{ secretUrl: "watchdog-address" }],
  },
).optional();

export const mail = group(
  {
    host: text(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, {
      description: "The server that takes mail, by STARTTLS.",
      allowed: "a lower-case domain name",
      changing,
      examples: ["email-smtp.eu-west-1.amazonaws.com"],
    }),
    port: wholeNumber(1, 65_535, { description: "Its port.", changing, examples: [587] }).default(587),
    from: text(/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, {
      description: "Sender of all mail.",
      allowed: "an e-mail address",
      changing,
      examples: ["alerts@proofpix.com"],
    }),
    username: text(/^\S+$/, {
      description: "Name with which Alertmanager logs in there.",
      allowed: "a text without spaces",
      changing,
      examples: ["AKIAIOSFODNN7EXAMPLE"],
    }),
    password: text(SECRET_SOURCE_KEY, {
      description: "Password: a declared secret, or the ARN of another. Never the secret itself.",
      allowed: "the name of a secret in proofpix:secrets, or the whole ARN of a secret",
      changing,
      examples: ["mail-password"],
    }),
  },
  {
    description: "The server that takes mail, for receivers of the kind email.",
    changing,
    examples: [
      {
        host: "email-smtp.eu-west-1.amazonaws.com",
        from: "alerts@proofpix.com",
        username: "AKIAIOSFODNN7EXAMPLE",
        password: "mail-password",
      },
    ],
  },
).optional();
