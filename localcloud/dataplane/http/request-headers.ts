import type { LoadBalancer } from "../configuration/model";
import { TRACE_HEADER } from "./trace-id";

/** Headers of one connection, not of the whole way (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Headers that the load balancer sets by itself, and one that it answers by itself. */
const REPLACED = new Set([
  "expect",
  "x-amzn-trace-id",
  "x-amzn-tls-cipher-suite",
  "x-amzn-tls-version",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
]);

/** Names that are valid (Elastic Load Balancing API Reference, LoadBalancerAttribute: drop_invalid_header_fields). */
const VALID_NAME = /^[-A-Za-z0-9]+$/;

/** What a target is told about the client's connection. */
export interface ClientConnection {
  readonly address: string;
  readonly port: number;
  /** `http` or `https`. */
  readonly scheme: string;
  /** Port of the listener on AWS. */
  readonly listenerPort: number;
  readonly tls?: { readonly version: string; readonly cipher: string };
}

/** The settings of a load balancer that headers depend on. */
export type HeaderSettings = Pick<
  LoadBalancer,
  "dropsInvalidHeaders" | "forwardedFor" | "forwardsClientPort" | "forwardsTls"
>;

/**
 * Headers of a request as its target gets them, names and values in turn (User Guide for Application Load Balancers,
 * "HTTP headers and Application Load Balancers").
 *
 * @param raw headers as the client sent them, names and values in turn
 * @param ownHost host of a request by HTTP/2, which has it elsewhere
 */
export function targetHeaders(
  raw: readonly string[],
  connection: ClientConnection,
  settings: HeaderSettings,
  trace: string,
  ownHost?: string,
): string[] {
  const passed = passedOn(raw, settings);
  const headers = ownHost === undefined ? passed : ["host", ownHost, ...withOneCookie(passed)];
  addForwardedFor(headers, valuesOf(raw, "x-forwarded-for"), connection, settings);
  headers.push("X-Forwarded-Proto", connection.scheme, "X-Forwarded-Port", String(connection.listenerPort));
  if (settings.forwardsTls && connection.tls !== undefined)
    headers.push("X-Amzn-Tls-Version", connection.tls.version, "X-Amzn-Tls-Cipher-Suite", connection.tls.cipher);
  headers.push(TRACE_HEADER, trace);
  return headers;
}

/** HTTP/2 may have a header for each cookie, HTTP/1.1 has one for all (RFC 9113, section 8.2.3). */
function withOneCookie(headers: readonly string[]): string[] {
  const cookies = valuesOf(headers, "cookie");
  if (cookies.length < 2) return [...headers];
  const others = headers.filter((_, index) => headers[index - (index % 2)]?.toLowerCase() !== "cookie");
  return [...others, "cookie", cookies.join("; ")];
}

/** Headers that targets get as the client sent them. */
function passedOn(raw: readonly string[], settings: HeaderSettings): string[] {
  const headers: string[] = [];
  const named = connectionHeaders(raw);
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = "", value = ""] = [raw[index], raw[index + 1]];
    const lower = name.toLowerCase();
    if (!isDropped(name, lower, settings) && !named.includes(lower)) headers.push(name, value);
  }
  return headers;
}

function isDropped(name: string, lower: string, { dropsInvalidHeaders }: HeaderSettings): boolean {
  if (name.startsWith(":") || HOP_BY_HOP.has(lower) || REPLACED.has(lower)) return true;
  return dropsInvalidHeaders && !VALID_NAME.test(name);
}

/** Headers that the `Connection` header names, which end at the load balancer too. */
function connectionHeaders(raw: readonly string[]): readonly string[] {
  const at = raw.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === "connection");
  if (at < 0) return [];
  return (raw[at + 1] ?? "").toLowerCase().split(/\s*,\s*/);
}

/** User Guide for Application Load Balancers, "X-Forwarded headers": appended, left as it is, or taken away. */
function addForwardedFor(
  headers: string[],
  given: readonly string[],
  { address, port }: ClientConnection,
  { forwardedFor, forwardsClientPort }: HeaderSettings,
): void {
  if (forwardedFor === "remove") return;
  const client = forwardsClientPort ? `${address}:${port}` : address;
  const values = forwardedFor === "append" ? [...given, client] : given;
  if (values.length > 0) headers.push("X-Forwarded-For", values.join(", "));
}

/** Headers of a target's answer as the client gets them, names and values in turn. */
export function clientHeaders(raw: readonly Buffer[]): string[] {
  const headers: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index]?.toString("latin1") ?? "";
    if (!HOP_BY_HOP.has(name.toLowerCase())) headers.push(name, raw[index + 1]?.toString("latin1") ?? "");
  }
  return headers;
}

/** The values of the headers with a name, in lower case. */
export function valuesOf(raw: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    if (raw[index]?.toLowerCase() === name) values.push(raw[index + 1] ?? "");
  }
  return values;
}
