import type { Instant } from "./instant";

/** What tells one metric of CloudWatch from another. */
export interface MetricIdentity {
  readonly region: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A value of a metric (Amazon CloudWatch API Reference, MetricDatum). */
export interface MetricDatum extends MetricIdentity {
  readonly at: Instant;
  readonly value: number;
  /** How often the value was seen. @default 1 */
  readonly count?: number;
  readonly unit?: string;
  /** Whether values of less than a minute are told apart (PutMetricData, StorageResolution 1). @default false */
  readonly isHighResolution?: boolean;
}

/** Metrics, to be read. */
export interface MetricReader {
  /**
   * Values of the periods that begin at `from` or later and before `to`, the oldest first; undefined where a period has
   * none.
   * @param statistic such as `Average`, `Sum` or `p95`
   */
  values(
    metric: MetricIdentity,
    statistic: string,
    periodSeconds: number,
    from: Instant,
    to: Instant,
  ): (number | undefined)[];
}
