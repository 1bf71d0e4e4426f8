import { JOBS } from "../jobs";
import type { MonitoredService } from "../description";

/** The window of rates: Grafana makes it four scrapes or a step, whichever is longer. */
export const RATE = "$__rate_interval";

/** Hours of a month, as AWS counts them for prices. */
export const MONTH_HOURS = 730;

export const DAY_SECONDS = 86_400;

/** Values of labels; each is one value, or a list of which any will do. */
export type Labels = Readonly<Record<string, string | readonly string[]>>;

/** Selects series of a metric by their labels and by further matchers. */
export function select(metric: string, labels: Labels, ...matchers: readonly string[]): string {
  const equal = Object.entries(labels).map(([label, value]) => matcher(label, value));
  return `${metric}{${[...equal, ...matchers].join(",")}}`;
}

function matcher(label: string, value: string | readonly string[]): string {
  if (typeof value === "string") {
    return value.startsWith("$") ? `${label}=~${quoted(value)}` : `${label}=${quoted(value)}`;
  }
  const [only] = value;
  if (value.length === 1 && only !== undefined) return matcher(label, only);
  return `${label}=~${quoted(value.map(literally).join("|"))}`;
}

/** A matcher for series whose label has none of the values. */
export function noneOf(label: string, values: readonly string[]): string {
  return `${label}!~${quoted(values.map(literally).join("|"))}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A regular expression of RE2 that matches the text and nothing else. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Labels of what services say of themselves. */
export function application(services: readonly Pick<MonitoredService, "name">[]): Labels {
  return { job: JOBS.application, service: services.map(({ name }) => name) };
}

/** A matcher for requests of users: neither health checks nor scrapes. */
export function ofUsers(services: readonly MonitoredService[]): string {
  const paths = services.flatMap(({ healthEndpoints, metricsPath }) => [
    ...healthEndpoints.map(({ path }) => path),
    ...(metricsPath === undefined ? [] : [metricsPath]),
  ]);
  return noneOf("route", [...new Set(paths)].sort());
}

/** Bound of a histogram's bucket. Prometheus 3 writes whole numbers with a decimal, those before it as they come. */
export function bucketUpTo(seconds: number): string {
  const text = String(seconds);
  return Number.isInteger(seconds) ? `le=~${quoted(`${text}(\\.0)?`)}` : `le=${quoted(text)}`;
}

/** 0 rather than nothing. */
export function orNone(expression: string): string {
  return `${expression} or vector(0)`;
}
