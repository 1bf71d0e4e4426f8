import type { Severity } from "../../shared/severity";
import type { DetectionSettings } from "../detection";

/** Somebody or something that is told of alerts. Secrets are in files, never in the configuration. */
export type AlertReceiver = EmailReceiver | SlackReceiver | PagerDutyReceiver | WebhookReceiver | SnsReceiver;

/** Mail to people, through the server of `AlertmanagerSettings.mail`. */
export interface EmailReceiver {
  readonly kind: "email";
  /** Address that gets the mail. */
  readonly to: string;
}

/** A channel of Slack, by an incoming webhook. */
export interface SlackReceiver {
  readonly kind: "slack";
  /** File with the address of the incoming webhook, which is secret. */
  readonly urlFile: string;
  /** Channel that gets the messages. @default - the channel that the webhook was made for */
  readonly channel?: string;
}

/** A service of PagerDuty, by its Events API v2. */
export interface PagerDutyReceiver {
  readonly kind: "pagerduty";
  /** File with the integration key. */
  readonly routingKeyFile: string;
}

/** A program that takes Alertmanager's JSON. */
export interface WebhookReceiver {
  readonly kind: "webhook";
  /** Address, where that is no secret; one of `url` and `urlFile`. */
  readonly url?: string;
  /** File with the address, where that is secret; from Alertmanager 0.26 on. */
  readonly urlFile?: string;
  /** File with a token, which is sent as `Authorization: Bearer …`. @default - none */
  readonly tokenFile?: string;
}

/** A topic of SNS, to which Alertmanager publishes as the role of its task. */
export interface SnsReceiver {
  readonly kind: "sns";
  /** ARN of the topic. */
  readonly topicArn: string;
}

/** The server that takes mail. */
export interface MailServer {
  /** Host name of the server. */
  readonly host: string;
  /** Port of the server. @default 587 */
  readonly port?: number;
  /** Sender of all mail. */
  readonly from: string;
  /** User with whom Alertmanager logs in. */
  readonly username: string;
  /** Path of a file in the container that holds the password. */
  readonly passwordFile: string;
}

/** Who is told of what. */
export interface AlertmanagerSettings {
  /** Who is told of alerts of each severity. */
  readonly receivers: Readonly<Record<Severity, readonly AlertReceiver[]>>;
  /** Teams that are told of their own alerts in place of everybody else. @default - none */
  readonly teams?: Readonly<Record<string, Readonly<Partial<Record<Severity, readonly AlertReceiver[]>>>>>;
  /**
   * Who hears of the Watchdog, an alert that always fires: a service that calls people when it hears no more of it.
   * @default - nobody
   */
  readonly watchdog?: AlertReceiver;
  /** Needed for receivers of kind `email`. @default - none */
  readonly mail?: MailServer;
  /** How alerts are grouped. @default - as `DETECTION` says */
  readonly detection?: Pick<DetectionSettings, "grouping">;
}
