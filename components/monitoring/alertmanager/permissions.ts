import type { PolicyStatement } from "../../shared/policy-document";
import type { AlertmanagerSettings, AlertReceiver } from "./settings";

/** What Alertmanager's role needs to publish to its topics; none where no receiver is a topic. */
export function publishStatements(settings: AlertmanagerSettings): PolicyStatement[] {
  const topics = allReceivers(settings).flatMap((receiver) => (receiver.kind === "sns" ? [receiver.topicArn] : []));
  if (topics.length === 0) return [];
  return [{ Sid: "PublishAlerts", Effect: "Allow", Action: "sns:Publish", Resource: [...new Set(topics)].sort() }];
}

/** All receivers, of everybody, teams and the Watchdog. */
export function allReceivers({ receivers, teams = {}, watchdog }: AlertmanagerSettings): AlertReceiver[] {
  return [
    ...Object.values(receivers).flat(),
    ...Object.values(teams).flatMap((lists) => Object.values(lists).flat()),
    ...(watchdog === undefined ? [] : [watchdog]),
  ];
}
