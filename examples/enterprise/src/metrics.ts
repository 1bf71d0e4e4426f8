/** Names and values that tell series of one metric apart. Keep values few: each is a series of its own. */
export type Labels = Readonly<Record<string, string>>;

/** Something that Prometheus reads. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  samples(): Iterable<Sample>;
}

/** One line of a metric. */
export interface Sample {
  /** Added to the metric's name: `_bucket`, `_sum`, `_count`. */
  readonly suffix?: string;
  readonly labels: Labels;
  readonly value: number;
  readonly exemplar?: Exemplar;
}

/** One of the events that a value counts, for people who want to see what happened. */
export interface Exemplar {
  readonly labels: Labels;
  readonly value: number;
  /** When it happened, in seconds of Unix time. */
  readonly time: number;
}

/** A value of each combination of labels that has been seen. */
class Series<Value> {
  private readonly byLabels = new Map<string, { readonly labels: Labels; value: Value }>();

  constructor(private readonly initial: () => Value) {}

  update(labels: Labels, change: (value: Value) => Value): void {
    const key = JSON.stringify(Object.entries(labels).sort());
    const entry = this.byLabels.get(key) ?? { labels, value: this.initial() };
    entry.value = change(entry.value);
    this.byLabels.set(key, entry);
  }

  entries(): Iterable<{ readonly labels: Labels; readonly value: Value }> {
    return this.byLabels.values();
  }
}

/** Something that only grows. */
export class Counter implements Metric {
  readonly type = "counter";
  private readonly series = new Series(() => 0);

  constructor(
    readonly name: string,
    readonly help: string,
  ) {}

  /** Tells 0 from the start, so that `rate()` sees the first increase. */
  start(labels: Labels): void {
    this.series.update(labels, (value) => value);
  }

  increment(labels: Labels = {}): void {
    this.series.update(labels, (value) => value + 1);
  }

  samples(): Iterable<Sample> {
    return this.series.entries();
  }
}

/** A value with its labels, as it is read. */
export type Reading = Pick<Sample, "labels" | "value">;

/** Something that is read when Prometheus asks: one value, or one for each combination of labels. */
abstract class ReadMetric implements Metric {
  abstract readonly type: Metric["type"];

  constructor(
    readonly name: string,
    readonly help: string,
    private readonly read: () => number | Iterable<Reading>,
  ) {}

  samples(): Iterable<Sample> {
    const readings = this.read();
    return typeof readings === "number" ? [{ labels: {}, value: readings }] : readings;
  }
}

/** Something that goes up and down. */
export class Gauge extends ReadMetric {
  readonly type = "gauge";
}

/** Something that only grows, and that somebody else counts. */
export class ReadCounter extends ReadMetric {
  readonly type = "counter";
}

interface Distribution {
  readonly counts: readonly number[];
  /** The latest one in each bucket, the last of which is for everything above the bounds. */
  readonly exemplars: readonly (Exemplar | undefined)[];
  readonly sum: number;
  readonly count: number;
}

/** How values spread: how many were at most as large as each bound. */
export class Histogram implements Metric {
  readonly type = "histogram";
  private readonly series: Series<Distribution>;

  /** @param bounds upper bounds in growing order; one for everything is added. */
  constructor(
    readonly name: string,
    readonly help: string,
    private readonly bounds: readonly number[],
  ) {
    this.series = new Series(() => ({ counts: bounds.map(() => 0), exemplars: [], sum: 0, count: 0 }));
  }

  /** Tells 0 from the start, so that `rate()` sees the first increase. */
  start(labels: Labels): void {
    this.series.update(labels, (distribution) => distribution);
  }

  /** @param trace labels by which people find what happened, such as `trace_id`. */
  observe(labels: Labels, value: number, trace?: Labels): void {
    const exemplar = trace && { labels: trace, value, time: Date.now() / 1000 };
    this.series.update(labels, ({ counts, exemplars, sum, count }) => ({
      counts: this.bounds.map((bound, index) => (counts[index] ?? 0) + (value <= bound ? 1 : 0)),
      exemplars: exemplar === undefined ? exemplars : this.withExemplar(exemplars, exemplar),
      sum: sum + value,
      count: count + 1,
    }));
  }

  *samples(): Iterable<Sample> {
    for (const { labels, value } of this.series.entries()) {
      for (const [index, bound] of [...this.bounds, Infinity].entries()) {
        const count = value.counts[index] ?? value.count;
        const exemplar = value.exemplars[index];
        yield { suffix: "_bucket", labels: { ...labels, le: boundText(bound) }, value: count, exemplar };
      }
      yield { suffix: "_sum", labels, value: value.sum };
      yield { suffix: "_count", labels, value: value.count };
    }
  }

  private withExemplar(exemplars: Distribution["exemplars"], exemplar: Exemplar): Distribution["exemplars"] {
    const found = this.bounds.findIndex((bound) => exemplar.value <= bound);
    const bucket = found === -1 ? this.bounds.length : found;
    return [...this.bounds, Infinity].map((_, index) => (index === bucket ? exemplar : exemplars[index]));
  }
}

/**
 * A bound as OpenMetrics writes it (OpenMetrics 1.0, "Considerations: Canonical Numbers"). Prometheus 3 makes `1` into
 * `1.0`, and Prometheus 2 does not; `1.0` is the same to both.
 */
function boundText(bound: number): string {
  if (bound === Infinity) return "+Inf";
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}
