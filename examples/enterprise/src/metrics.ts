/** Names and values that tell series of one metric apart. Keep values few: each is a series of its own. */
export type Labels = Readonly<Record<string, string>>;

/** Something that Prometheus reads (Prometheus documentation, "Exposition formats", text format 0.0.4). */
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
}

export const EXPOSITION_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** All metrics as Prometheus reads them. */
export function exposition(metrics: Iterable<Metric>): string {
  return [...metrics].flatMap(metricLines).join("");
}

function metricLines(metric: Metric): string[] {
  const { name, help, type } = metric;
  const samples = [...metric.samples()].map(
    ({ suffix = "", labels, value }) => `${name}${suffix}${labelText(labels)} ${numberText(value)}\n`,
  );
  return [
    `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`,
    `# TYPE ${name} ${type}\n`,
    ...samples,
  ];
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
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
export type Reading = Omit<Sample, "suffix">;

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
    this.series = new Series(() => ({ counts: bounds.map(() => 0), sum: 0, count: 0 }));
  }

  /** Tells 0 from the start, so that `rate()` sees the first increase. */
  start(labels: Labels): void {
    this.series.update(labels, (distribution) => distribution);
  }

  observe(labels: Labels, value: number): void {
    this.series.update(labels, ({ counts, sum, count }) => ({
      counts: this.bounds.map((bound, index) => (counts[index] ?? 0) + (value <= bound ? 1 : 0)),
      sum: sum + value,
      count: count + 1,
    }));
  }

  *samples(): Iterable<Sample> {
    for (const { labels, value } of this.series.entries()) {
      for (const [index, bound] of this.bounds.entries()) {
        yield { suffix: "_bucket", labels: { ...labels, le: String(bound) }, value: value.counts[index] ?? 0 };
      }
      yield { suffix: "_bucket", labels: { ...labels, le: "+Inf" }, value: value.count };
      yield { suffix: "_sum", labels, value: value.sum };
      yield { suffix: "_count", labels, value: value.count };
    }
  }
}
