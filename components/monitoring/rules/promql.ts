/** A metric's selector with labels: `up{job="probe"}`. */
export function selector(metric: string, labels: Readonly<Record<string, string>>): string {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `${metric}{${matchers.join(",")}}`;
}

/** Matcher of a histogram's bound, which Prometheus 3 writes as `2.0` and Prometheus 2 as it was told: `2`. */
export function boundMatcher(seconds: number): string {
  return Number.isInteger(seconds) ? `le=~"${seconds}(\\\\.0)?"` : `le="${seconds}"`;
}

/** Share of which something is over another, absent where the other is zero: nothing happened, so nothing failed. */
export function share(part: string, whole: string): string {
  return `${part}\n/ (${whole} > 0)`;
}

/** A text as part of a regular expression within a string of PromQL. */
export function regexQuoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\\\$&");
}
