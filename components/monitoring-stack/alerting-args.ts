import type * as pulumi from "@pulumi/pulumi";
import type { EmailReceiver, MailServer, PagerDutyReceiver, SlackReceiver, SnsReceiver } from "../monitoring";
import type { SecretSource } from "../shared/secret-source";
import type { Severity } from "../shared/severity";

/** Somebody or something that is told of alerts. What is secret is named by where it is. */
export type ReceiverArgs =
  | EmailReceiver
  | (Omit<SlackReceiver, "urlFile"> & { readonly url: SecretSource })
  | (Omit<PagerDutyReceiver, "routingKeyFile"> & { readonly routingKey: SecretSource })
  | WebhookReceiverArgs
  | (Omit<SnsReceiver, "topicArn"> & { readonly topicArn: pulumi.Input<string> });

/** A program that takes Alertmanager's JSON. */
export interface WebhookReceiverArgs {
  readonly kind: "webhook";
  /** Address, where that is no secret; one of `url` and `secretUrl`. @default - `secretUrl` */
  readonly url?: string;
  /** Address, where that is secret. @default - `url` */
  readonly secretUrl?: SecretSource;
  /** Token that is sent as `Authorization: Bearer …`. @default - none */
  readonly token?: SecretSource;
}

/** Who is told of which alerts. */
export interface AlertingArgs {
  /** Who is told of alerts of each severity. */
  readonly receivers: Readonly<Record<Severity, readonly ReceiverArgs[]>>;
  /** Teams that are told of their own alerts in place of everybody else. @default - none */
  readonly teams?: Readonly<Record<string, Readonly<Partial<Record<Severity, readonly ReceiverArgs[]>>>>>;
  /**
   * Who hears of the alert that always fires: a service that calls people when it hears no more of it.
   * @default - nobody
   */
  readonly watchdog?: ReceiverArgs;
  /** The server that takes mail, for receivers of the kind `email`. @default - none */
  readonly mail?: Omit<MailServer, "passwordFile"> & { readonly password: SecretSource };
}
