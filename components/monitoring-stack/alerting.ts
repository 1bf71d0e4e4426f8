import * as pulumi from "@pulumi/pulumi";
import { type AlertmanagerSettings, type AlertReceiver, publishStatements } from "../monitoring";
import { parseArn } from "../shared/arn";
import type { PolicyStatementInput } from "../shared/policy-document";
import type { SecretSource } from "../shared/secret-source";
import type { AlertingArgs, ReceiverArgs, WebhookReceiverArgs } from "./alerting-args";
import { PATHS } from "./part-names";

/** Who is told of alerts, as Alertmanager takes it. */
export interface Alerting {
  readonly settings: pulumi.Output<AlertmanagerSettings>;
  /** Secrets of the receivers, by the paths of the files in which Alertmanager finds them. */
  readonly secretFiles: Readonly<Record<string, SecretSource>>;
  /** Statements with which Alertmanager publishes on topics. */
  readonly statements: readonly PolicyStatementInput[];
}

/** Tells the ARN of a receiver's topic. */
export type TopicArns = (topicArn: pulumi.Input<string>) => string;

const MAIL_PASSWORD = "mail-password";

/** Turns the receivers' secrets into files, of which the settings have the paths. */
export function alertingOf(args: AlertingArgs, kmsKeyArn: pulumi.Input<string>): Alerting {
  const topics = namedReceivers(args).flatMap(({ receiver }) => (receiver.kind === "sns" ? receiver.topicArn : []));
  const settings = pulumi
    .all(topics)
    .apply((arns) => alertmanagerSettings(args, (topic) => arns[topics.indexOf(topic)] ?? ""));
  return {
    settings,
    secretFiles: secretFilesOf(args),
    statements: topics.length > 0 ? publishing(settings, kmsKeyArn) : [],
  };
}

/** The settings that Alertmanager takes, with the paths of files in place of secrets. */
export function alertmanagerSettings(args: AlertingArgs, topicArns: TopicArns): AlertmanagerSettings {
  const { mail, receivers, teams, watchdog } = args;
  const list = (of: readonly ReceiverArgs[], prefix: string): AlertReceiver[] =>
    of.map((receiver, index) => placed(receiver, nameOf(prefix, index), topicArns));
  return {
    receivers: { critical: list(receivers.critical, "critical"), warning: list(receivers.warning, "warning") },
    ...(teams !== undefined && {
      teams: mapped(teams, (lists, team) => mapped(lists, (of, severity) => list(of, `${team}-${severity}`))),
    }),
    ...(watchdog !== undefined && { watchdog: placed(watchdog, "watchdog", topicArns) }),
    ...(mail !== undefined && { mail: placedMail(mail) }),
  };
}

/** Secrets of receivers and of the mail server, by the paths of their files. */
export function secretFilesOf(args: AlertingArgs): Readonly<Record<string, SecretSource>> {
  const ofReceivers = namedReceivers(args).flatMap(({ name, receiver }) =>
    Object.entries(secretsOf(receiver)).flatMap(([secret, source]) =>
      source === undefined ? [] : [[fileOf(`${name}-${secret}`), source] as const],
    ),
  );
  const ofMail = args.mail === undefined ? [] : [[fileOf(MAIL_PASSWORD), args.mail.password] as const];
  return Object.fromEntries([...ofReceivers, ...ofMail]);
}

/** Every receiver under a name of its own. */
export function namedReceivers({
  receivers,
  teams = {},
  watchdog,
}: AlertingArgs): { name: string; receiver: ReceiverArgs }[] {
  const lists = [
    ...Object.entries(receivers),
    ...Object.entries(teams).flatMap(([team, of]) =>
      Object.entries(of).map(([severity, list]) => [`${team}-${severity}`, list] as const),
    ),
  ];
  return [
    ...lists.flatMap(([prefix, list]) => list.map((receiver, index) => ({ name: nameOf(prefix, index), receiver }))),
    ...(watchdog === undefined ? [] : [{ name: "watchdog", receiver: watchdog }]),
  ];
}

/** Secrets of a receiver, by the ends of their files' names. */
function secretsOf(receiver: ReceiverArgs): Readonly<Record<string, SecretSource | undefined>> {
  switch (receiver.kind) {
    case "slack":
      return { url: receiver.url };
    case "pagerduty":
      return { "routing-key": receiver.routingKey };
    case "webhook":
      return { url: receiver.secretUrl, token: receiver.token };
    case "email":
    case "sns":
      return {};
  }
}

function placedMail({ from, host, port, username }: NonNullable<AlertingArgs["mail"]>): AlertmanagerSettings["mail"] {
  return { host, from, username, passwordFile: pathOf(MAIL_PASSWORD), ...(port !== undefined && { port }) };
}

function placed(args: ReceiverArgs, name: string, topicArns: TopicArns): AlertReceiver {
  switch (args.kind) {
    case "email":
      return args;
    case "sns":
      return { kind: "sns", topicArn: topicArns(args.topicArn) };
    case "slack": {
      const { kind, channel } = args;
      return { kind, urlFile: pathOf(`${name}-url`), ...(channel !== undefined && { channel }) };
    }
    case "pagerduty":
      return { kind: "pagerduty", routingKeyFile: pathOf(`${name}-routing-key`) };
    case "webhook":
      return placedWebhook(args, name);
  }
}

function placedWebhook({ kind, secretUrl, token, url }: WebhookReceiverArgs, name: string): AlertReceiver {
  return {
    kind,
    ...(url !== undefined && { url }),
    ...(secretUrl !== undefined && { urlFile: pathOf(`${name}-url`) }),
    ...(token !== undefined && { tokenFile: pathOf(`${name}-token`) }),
  };
}

function nameOf(prefix: string, index: number): string {
  return `${prefix}-${index}`;
}

function fileOf(name: string): string {
  return `secrets/${name}`;
}

function pathOf(name: string): string {
  return `${PATHS.configuration}/${fileOf(name)}`;
}

/** A topic's messages are encrypted with a key that its publisher has to be allowed to use. */
function publishing(
  settings: pulumi.Output<AlertmanagerSettings>,
  kmsKeyArn: pulumi.Input<string>,
): PolicyStatementInput[] {
  const publish = settings.apply((known) => {
    const [statement] = publishStatements(known);
    if (statement === undefined) throw new Error("no receiver is a topic");
    return statement;
  });
  const throughSns = pulumi
    .output(kmsKeyArn)
    .apply((arn) => ({ StringEquals: { "kms:ViaService": `sns.${parseArn(arn).region}.amazonaws.com` } }));
  return [
    publish,
    {
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: kmsKeyArn,
      Condition: throughSns,
    },
  ];
}

function mapped<Value, Result>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value, key: string) => Result,
): Readonly<Record<string, Result>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]));
}
