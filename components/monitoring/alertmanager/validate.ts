import { arnPattern } from "../../shared/arn";
import type { ArgumentProblems } from "../../shared/validation";
import type { AlertmanagerSettings, AlertReceiver } from "./settings";

/** A topic of SNS (Amazon SNS API Reference, CreateTopic). */
const TOPIC_ARN = arnPattern({ service: "sns", resource: "[\\w-]{1,256}" });
/** Teams are parts of receivers' names and values of a label. */
const TEAM = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const MAIL_ADDRESS = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;

/** Records what Alertmanager couldn't deliver by. */
export function validateAlertmanager(settings: AlertmanagerSettings, problems: ArgumentProblems): void {
  const { receivers, teams = {}, watchdog } = settings;
  problems.require(
    receivers.critical.length > 0,
    "receivers.critical",
    "must have a receiver of critical alerts that is no team's alone, or nobody is told of an outage, got none",
  );
  for (const [severity, list] of Object.entries(receivers)) {
    checkReceivers(`receivers.${severity}`, list, settings, problems);
  }
  for (const [team, lists] of Object.entries(teams)) {
    problems.require(
      TEAM.test(team),
      `teams.${team}`,
      `must be named in lower-case letters, digits and hyphens between them, got ${JSON.stringify(team)}`,
    );
    for (const [severity, list] of Object.entries(lists)) {
      problems.require(
        list.length > 0,
        `teams.${team}.${severity}`,
        "must have a receiver; leave the list out where the team is told as everybody is",
      );
      checkReceivers(`teams.${team}.${severity}`, list, settings, problems);
    }
  }
  if (watchdog !== undefined) checkReceiver("watchdog", watchdog, settings, problems);
}

function checkReceivers(
  path: string,
  receivers: readonly AlertReceiver[],
  settings: AlertmanagerSettings,
  problems: ArgumentProblems,
): void {
  receivers.forEach((receiver, index) => {
    checkReceiver(`${path}[${index}]`, receiver, settings, problems);
  });
}

function checkReceiver(
  path: string,
  receiver: AlertReceiver,
  { mail }: AlertmanagerSettings,
  problems: ArgumentProblems,
): void {
  switch (receiver.kind) {
    case "email":
      problems.require(MAIL_ADDRESS.test(receiver.to), `${path}.to`, `must be one mail address, got "${receiver.to}"`);
      problems.require(mail !== undefined, "mail", `must be given, since ${path} is told by mail`);
      return;
    case "sns":
      problems.require(
        TOPIC_ARN.test(receiver.topicArn),
        `${path}.topicArn`,
        `must be the ARN of a topic (arn:aws:sns:<region>:<account>:<name>), got "${receiver.topicArn}"`,
      );
      return;
    case "webhook":
      checkWebhook(path, receiver, problems);
      return;
    case "slack":
      checkFile(`${path}.urlFile`, receiver.urlFile, problems);
      return;
    case "pagerduty":
      checkFile(`${path}.routingKeyFile`, receiver.routingKeyFile, problems);
  }
}

function checkWebhook(
  path: string,
  { url, urlFile, tokenFile }: Extract<AlertReceiver, { kind: "webhook" }>,
  problems: ArgumentProblems,
): void {
  problems.require(
    (url === undefined) !== (urlFile === undefined),
    path,
    "must have its address as one of `url` and `urlFile`",
  );
  problems.require(
    url === undefined || /^https?:\/\/[^\s@]+$/.test(url),
    `${path}.url`,
    "must be an address of http or https without a user; what is secret belongs into a file, as `urlFile`",
  );
  if (urlFile !== undefined) checkFile(`${path}.urlFile`, urlFile, problems);
  if (tokenFile !== undefined) checkFile(`${path}.tokenFile`, tokenFile, problems);
}

/** Records a path that isn't one: most likely the secret itself, which is not repeated. */
function checkFile(path: string, file: string, problems: ArgumentProblems): void {
  problems.require(
    /^\/[\w./-]+$/.test(file),
    path,
    "must be the absolute path of a file that holds the secret, not the secret itself",
  );
}
