import { parseArn } from "../../shared/arn";
import type { AlertmanagerSettings, AlertReceiver, SlackReceiver, WebhookReceiver } from "./settings";

/** Name of the receiver that tells nobody. */
export const NOBODY = "nobody";
/** Name of the receiver of the alert that always fires. */
export const WATCHDOG = "watchdog";

/** A receiver in Alertmanager's notation: a name, and a list for each kind of integration. */
export type ReceiverEntry = Readonly<Record<string, unknown>> & { readonly name: string };

/** All receivers: one for each severity, one for each team and severity, the Watchdog's, and nobody. */
export function receiverEntries({ receivers, teams = {}, watchdog }: AlertmanagerSettings): ReceiverEntry[] {
  return [
    ...Object.entries(receivers).map(([severity, list]) => entry(severity, list)),
    ...Object.entries(teams).flatMap(([team, lists]) =>
      Object.entries(lists).map(([severity, list]) => entry(teamReceiver(team, severity), list)),
    ),
    entry(WATCHDOG, watchdog === undefined ? [] : [watchdog], false),
    { name: NOBODY },
  ];
}

/** Name of the receiver of a team's alerts of one severity. */
export function teamReceiver(team: string, severity: string): string {
  return `${team}-${severity}`;
}

function entry(name: string, receivers: readonly AlertReceiver[], resolved = true): ReceiverEntry {
  const lists: Record<string, object[]> = {};
  for (const receiver of receivers) {
    const list = (lists[`${receiver.kind}_configs`] ??= []);
    list.push({ send_resolved: resolved, ...integration(receiver) });
  }
  return { name, ...lists };
}

/** An integration in Alertmanager's notation. */
function integration(receiver: AlertReceiver): object {
  switch (receiver.kind) {
    case "email":
      return { to: receiver.to, headers: { Subject: TITLE }, text: TEXT };
    case "slack":
      return slack(receiver);
    case "pagerduty":
      return {
        routing_key_file: receiver.routingKeyFile,
        description: TITLE,
        severity: '{{ template "alert.severity" . }}',
        details: { alerts: TEXT },
      };
    case "webhook":
      return webhook(receiver);
    case "sns":
      return {
        topic_arn: receiver.topicArn,
        sigv4: { region: parseArn(receiver.topicArn).region },
        subject: TITLE,
        message: TEXT,
      };
  }
}

function slack({ urlFile, channel }: SlackReceiver): object {
  return {
    api_url_file: urlFile,
    ...(channel !== undefined && { channel }),
    title: TITLE,
    title_link: '{{ template "alert.link" . }}',
    text: TEXT,
    color: '{{ template "alert.color" . }}',
  };
}

function webhook({ url, urlFile, tokenFile }: WebhookReceiver): object {
  return {
    ...(urlFile === undefined ? { url } : { url_file: urlFile }),
    ...(tokenFile !== undefined && { http_config: { authorization: { credentials_file: tokenFile } } }),
  };
}

const TITLE = '{{ template "alert.title" . }}';
const TEXT = '{{ template "alert.text" . }}';
