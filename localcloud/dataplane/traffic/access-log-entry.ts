import { covers } from "../tls/certificates";
import type { ExchangeRecord } from "./exchange-record";

/** Decimals of seconds in logs. */
const DECIMALS = 3;
const LONGEST_USER_AGENT = 8 * 1024;
const NONE = '"-"';

/** A line of an access log (User Guide for Application Load Balancers, "Access log entries"). */
export function accessLogEntry(record: ExchangeRecord): string {
  const { listener, client, durations, target, tls } = record;
  const answering = orDash(target && `${target.targetId}:${target.port}`);
  const targetStatus = orDash(record.targetStatus);
  return [
    record.type,
    timeOf(record.endedAt),
    listener.loadBalancer.arnSuffix,
    `${client.address}:${client.port}`,
    answering,
    ...[durations.request, durations.target, durations.response].map(secondsOf),
    String(record.status),
    targetStatus,
    String(record.receivedBytes),
    String(record.sentBytes),
    quoted(requestLine(record)),
    quoted(orDash(record.userAgent).slice(0, LONGEST_USER_AGENT)),
    orDash(tls?.cipher),
    orDash(tls?.version),
    orDash(record.targetGroupArn),
    quoted(record.trace),
    quoted(orDash(tls?.serverName)),
    quoted(orDash(certificateOf(record))),
    priorityOf(record),
    timeOf(record.startedAt),
    quoted(actionOf(record)),
    quoted(orDash(record.redirectUrl)),
    NONE, // why a Lambda function or an authentication failed
    quoted(answering),
    quoted(targetStatus),
    ...[NONE, NONE], // classification of a request that is no proper HTTP, and its reason
    record.connectionTrace,
    ...[NONE, NONE, NONE], // host and URI after a rule's transforms, and whether they succeeded
  ].join(" ");
}

function orDash(value: string | number | undefined): string {
  return value === undefined ? "-" : String(value);
}

/** ISO 8601 with six decimals. */
function timeOf(instant: number): string {
  return new Date(instant).toISOString().replace("Z", "000Z");
}

/** -1 where the request didn't get so far. */
function secondsOf(seconds: number | undefined): string {
  return seconds === undefined ? "-1" : seconds.toFixed(DECIMALS);
}

function requestLine({ method, host, requestTarget, httpVersion, listener }: ExchangeRecord): string {
  const path = requestTarget.startsWith("/") ? requestTarget : `/${requestTarget}`;
  return `${method} ${listener.protocol.toLowerCase()}://${host}:${listener.port}${path} HTTP/${httpVersion}`;
}

function certificateOf({ tls, listener: { certificates } }: ExchangeRecord): string | undefined {
  if (tls === undefined) return undefined;
  const { serverName = "" } = tls;
  const chosen = certificates.find(({ domains }) => domains.some((domain) => covers(domain, serverName)));
  return (chosen ?? certificates[0])?.arn;
}

/** The priority of the default rule is 0; -1 stands for a request that met no rule. */
function priorityOf({ rule }: ExchangeRecord): string {
  return rule === undefined ? "-1" : String(rule.priority ?? 0);
}

function actionOf({ rule }: ExchangeRecord): string {
  const action = rule?.action;
  return action === undefined || action.kind === "unmodelled" ? "-" : action.kind;
}

/** Text in quotation marks; what could end them, or isn't printable, is written in hexadecimal. */
function quoted(text: string): string {
  const escaped = text.replace(
    /[^\x20-\x7e]|["\\]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`,
  );
  return `"${escaped}"`;
}
