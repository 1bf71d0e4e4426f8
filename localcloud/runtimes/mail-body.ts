import { randomUUID } from "node:crypto";
import type { Command } from "../behaviour/model/command";
import type { Instant } from "../behaviour/model/instant";
import { isProperties, number, type Properties, text, texts } from "../model/values";

type Publication = Extract<Command, { readonly kind: "publish" }>;

/** What a mail says of a message: CloudWatch's alarms in sentences, other messages as they are, or SNS's JSON. */
export function mailBody(publication: Publication, of: { readonly at: Instant; readonly isJson: boolean }): string {
  if (of.isJson) return envelope(publication, of.at);
  const alarm = alarmOf(publication.message);
  return alarm === undefined ? publication.message : alarmText(alarm);
}

/** Amazon SNS Developer Guide, "HTTP/HTTPS notification JSON format"; without a signature, which nothing here makes. */
function envelope({ topicArn, subject, message }: Publication, at: Instant): string {
  const fields = {
    Type: "Notification",
    MessageId: randomUUID(),
    TopicArn: topicArn,
    Subject: subject,
    Message: message,
    Timestamp: new Date(at).toISOString(),
  };
  return JSON.stringify(fields, undefined, 2);
}

function alarmOf(message: string): Properties | undefined {
  if (!message.startsWith('{"AlarmName"')) return undefined;
  const parsed: unknown = JSON.parse(message);
  return isProperties(parsed) ? parsed : undefined;
}

/** The same as the message, for people. */
function alarmText(alarm: Properties): string {
  const field = (name: string): string => text(alarm, name) ?? "-";
  const actions = [
    ["Alarm actions", "AlarmActions"],
    ["OK actions", "OKActions"],
    ["Actions without data", "InsufficientDataActions"],
  ].map(([label = "", name = ""]) => `- ${label}: ${texts(alarm, name).join(", ") || "none"}`);
  return [
    `The alarm "${field("AlarmName")}" in ${field("Region")} is now ${field("NewStateValue")}.`,
    field("AlarmDescription"),
    "",
    `- State: ${field("OldStateValue")} -> ${field("NewStateValue")}`,
    `- Reason: ${field("NewStateReason")}`,
    `- Time: ${field("StateChangeTime")}`,
    `- Account: ${field("AWSAccountId")}`,
    `- Alarm: ${field("AlarmArn")}`,
    ...watched(alarm),
    ...actions,
  ].join("\n");
}

function watched({ Trigger: trigger, AlarmRule: rule }: Properties): string[] {
  if (typeof rule === "string") return [`- Rule: ${rule}`];
  if (!isProperties(trigger)) return [];
  const of = (name: string): string => text(trigger, name) ?? String(number(trigger, name) ?? "");
  const metric = of("MetricName") === "" ? "metric math" : `${of("Namespace")} ${of("MetricName")}`;
  const periods = `${of("EvaluationPeriods")} periods${of("Period") === "" ? "" : ` of ${of("Period")} s`}`;
  return [`- Metric: ${metric}, ${of("ComparisonOperator")} ${of("Threshold")} in ${periods}`];
}
