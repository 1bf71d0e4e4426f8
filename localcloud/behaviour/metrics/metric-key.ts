import type { MetricIdentity } from "../model/metric";

/** Text that is the same for the same metric, in whatever order its dimensions are given. */
export function metricKey({ region, namespace, metricName, dimensions }: MetricIdentity): string {
  const names = Object.keys(dimensions).sort();
  return [region, namespace, metricName, ...names.map((name) => `${name}=${dimensions[name] ?? ""}`)].join("|");
}
