import { type Instant, SECOND } from "../model/instant";
import type { MetricDatum, MetricIdentity } from "../model/metric";
import type { MetricStore } from "../world/world";
import { metricKey } from "./metric-key";
import { MetricSeries } from "./metric-series";
import { statisticNamed } from "./statistics";

/** Length of the buckets of ordinary metrics, and of those of high resolution: the shortest period of an alarm. */
const BUCKET_SECONDS = { standard: 60, high: 10 } as const;

interface KnownMetric {
  readonly identity: MetricIdentity;
  readonly series: MetricSeries;
}

/** Metrics in memory, for 15 days as CloudWatch keeps those of a minute. */
export class MemoryMetrics implements MetricStore {
  private readonly byKey = new Map<string, KnownMetric>();
  /** Metrics by the dimensions that they were asked for with, and by name. */
  private readonly met = new WeakMap<MetricIdentity["dimensions"], Map<string, KnownMetric>>();

  add(data: readonly MetricDatum[]): void {
    for (const datum of data) (this.seriesOf(datum) ?? this.newSeries(datum)).add(datum);
  }

  values(
    metric: MetricIdentity,
    statistic: string,
    periodSeconds: number,
    from: Instant,
    to: Instant,
  ): (number | undefined)[] {
    const series = this.seriesOf(metric);
    if (series === undefined)
      return Array<undefined>(Math.ceil((to - from) / (periodSeconds * SECOND))).fill(undefined);
    return series.periods(periodSeconds, from, to, statisticNamed(statistic));
  }

  /** Every metric that has ever had a value, in order of appearance. */
  all(): readonly MetricIdentity[] {
    return [...this.byKey.values()].map(({ identity }) => identity);
  }

  private seriesOf(metric: MetricIdentity): MetricSeries | undefined {
    const { region, namespace, metricName, dimensions } = metric;
    const met = this.met.get(dimensions);
    // Those who publish and those who read use the same dimensions again: no key is written for them.
    const found = met?.get(metricName);
    if (found !== undefined && found.identity.namespace === namespace && found.identity.region === region)
      return found.series;
    const known = this.byKey.get(metricKey(metric));
    if (known === undefined) return undefined;
    if (met === undefined) this.met.set(dimensions, new Map([[metricName, known]]));
    else met.set(metricName, known);
    return known.series;
  }

  private newSeries({
    region,
    namespace,
    metricName,
    dimensions,
    isHighResolution = false,
  }: MetricDatum): MetricSeries {
    const series = new MetricSeries(isHighResolution ? BUCKET_SECONDS.high : BUCKET_SECONDS.standard);
    const identity = { region, namespace, metricName, dimensions };
    this.byKey.set(metricKey(identity), { identity, series });
    return series;
  }
}
