import type { MetricIdentity } from "../../../behaviour/model/metric";
import { objects, text, type Properties } from "../../../model/values";

/** The metric that a structure with namespace, name and dimensions names. */
export function metricNamed(metric: Properties, region: string): MetricIdentity {
  return {
    region,
    namespace: text(metric, "Namespace") ?? "",
    metricName: text(metric, "MetricName") ?? "",
    dimensions: dimensionsNamed(metric),
  };
}

/** Dimensions of a list of names and values. */
export function dimensionsNamed(metric: Properties): Readonly<Record<string, string>> {
  return Object.fromEntries(objects(metric, "Dimensions").map(({ Name, Value }) => [String(Name), String(Value)]));
}
