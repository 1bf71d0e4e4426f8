import type { Instant } from "../behaviour/model/instant";
import { MINUTE } from "../behaviour/model/instant";
import type { MemoryMetrics } from "../behaviour/metrics/memory-metrics";
import type { MetricIdentity } from "../behaviour/model/metric";
import { ControlError } from "../control/inspection";

/** Minutes that are shown of a metric. */
const MINUTES = 10;

/** Statistics that tell most of a metric. */
const STATISTICS = ["Average", "Maximum", "Sum"] as const;

/** A metric and its last minutes. */
export interface MetricSummary extends MetricIdentity {
  readonly minutes: readonly MetricMinute[];
}

/** Values of a metric's minute. */
export interface MetricMinute {
  readonly at: Instant;
  readonly average: number;
  readonly maximum: number;
  readonly sum: number;
}

/**
 * The metrics of a namespace with a name, each with the minutes of the last ten that have values. Without a name or a
 * namespace, all that match, and no minutes.
 * @throws {ControlError} where none matches, with what there is
 */
export function metricsOf(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  metrics: MemoryMetrics,
  now: Instant,
): MetricSummary[] {
  const all = metrics.all();
  const found = all.filter(
    (metric) => (namespace === "" || metric.namespace === namespace) && (name === "" || metric.metricName === name),
  );
  if (found.length === 0) throw unknownMetric(namespace, name, all);
  return found.map((metric) => ({ ...metric, minutes: name === "" ? [] : minutesOf(metric, metrics, now) }));
}

function minutesOf(metric: MetricIdentity, metrics: MemoryMetrics, now: Instant): MetricMinute[] {
  const to = Math.floor(now / MINUTE) * MINUTE + MINUTE;
  const from = to - MINUTES * MINUTE;
  const [averages = [], maxima = [], sums = []] = STATISTICS.map((statistic) =>
    metrics.values(metric, statistic, MINUTE / 1000, from, to),
  );
  return averages.flatMap((average, index) => {
    const [maximum, sum] = [maxima[index], sums[index]];
    if (average === undefined || maximum === undefined || sum === undefined) return [];
    return [{ at: from + index * MINUTE, average, maximum, sum }];
  });
}

function unknownMetric(namespace: string, name: string, all: readonly MetricIdentity[]): ControlError {
  const ofNamespace = all.filter((metric) => metric.namespace === namespace);
  const names =
    ofNamespace.length > 0 ? ofNamespace.map(({ metricName }) => metricName) : all.map((metric) => metric.namespace);
  const listed = [...new Set(names)].map((each) => `\n  ${each}`).join("");
  return new ControlError(
    404,
    `no metric ${[namespace, name].filter((each) => each !== "").join(" ")} has had a value`.replace("  ", " "),
    listed === "" ? "Metrics come with the first full minute." : `There are:${listed}`,
  );
}
