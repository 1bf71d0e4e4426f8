import { type Instant, SECOND } from "../model/instant";
import type { MetricDatum } from "../model/metric";
import { Distribution } from "./distribution";

/** Amazon CloudWatch User Guide, "Metrics retention": how long values of a minute are kept. */
const RETAINED_SECONDS = 15 * 24 * 3600;

/** How much more than that may gather before old values are dropped, so that it happens seldom. */
const SLACK = 1.1;

/** The values of one metric, in buckets of equal length. */
export class MetricSeries {
  /** Number of the first bucket since 1970. */
  private first = 0;
  private buckets: (Distribution | undefined)[] = [];

  /** @param bucketSeconds 60, or less for a metric of high resolution */
  constructor(readonly bucketSeconds: number) {}

  add({ at, value, count = 1 }: MetricDatum): void {
    const index = this.makeRoom(Math.floor(at / (this.bucketSeconds * SECOND)));
    if (index === undefined) return;
    (this.buckets[index] ??= new Distribution()).add(value, count);
  }

  /** What each period has from a point in time until another, read by a function; undefined where it has nothing. */
  periods<Value>(
    periodSeconds: number,
    from: Instant,
    to: Instant,
    read: (values: Distribution) => Value | undefined,
  ): (Value | undefined)[] {
    const length = Math.max(1, Math.round(periodSeconds / this.bucketSeconds));
    const begin = Math.floor(from / (this.bucketSeconds * SECOND)) - this.first;
    const count = Math.max(0, Math.ceil((to - from) / (periodSeconds * SECOND)));
    const found = Array<Value | undefined>(count).fill(undefined);
    if (begin >= this.buckets.length || begin + count * length <= 0) return found;
    for (let period = 0; period < count; period++) {
      const at = begin + period * length;
      const values = length === 1 ? this.buckets[at] : this.merged(at, length);
      if (values !== undefined) found[period] = read(values);
    }
    return found;
  }

  private merged(begin: number, length: number): Distribution | undefined {
    const parts = this.buckets.slice(Math.max(0, begin), Math.max(0, begin + length));
    const known = parts.filter((part) => part !== undefined);
    return known.length === 0 ? undefined : Distribution.merged(known);
  }

  /** The place of a bucket; undefined for one that is too old to be kept. */
  private makeRoom(bucket: number): number | undefined {
    if (this.buckets.length === 0) this.first = bucket;
    const most = RETAINED_SECONDS / this.bucketSeconds;
    if (bucket < this.first) {
      if (this.first + this.buckets.length - bucket > most) return undefined;
      this.buckets = [...Array<undefined>(this.first - bucket).fill(undefined), ...this.buckets];
      this.first = bucket;
    }
    if (bucket - this.first > most * SLACK) this.forget(bucket - most);
    while (this.buckets.length <= bucket - this.first) this.buckets.push(undefined);
    return bucket - this.first;
  }

  private forget(before: number): void {
    this.buckets = this.buckets.slice(before - this.first);
    this.first = before;
  }
}
