import { pointsOf, timeAt, type Timeline } from "./timeline";

export type Labels = Readonly<Record<string, string>>;

/** Writes series in the format of OpenMetrics, from which `promtool` makes blocks of Prometheus. */
export class Exposition {
  private readonly lines: string[] = [];

  constructor(readonly timeline: Timeline) {}

  /** A value that goes up and down, from one minute to another. */
  gauge(name: string, labels: Labels, from: number, to: number, value: (minute: number) => number | undefined): void {
    const series = seriesText(name, labels);
    for (const minute of pointsOf(this.timeline, from, to)) {
      const now = value(minute);
      if (now !== undefined) this.add(series, now, minute);
    }
  }

  /** Something that grows: `value` is what each minute adds. */
  counter(name: string, labels: Labels, from: number, to: number, value: (minute: number) => number): void {
    const series = seriesText(name, labels);
    let sum = 0;
    let reached = from;
    for (const minute of pointsOf(this.timeline, from, to)) {
      for (; reached < minute; reached += 1) sum += value(reached);
      this.add(series, sum, minute);
    }
  }

  text(): string {
    return [...this.lines, "# EOF", ""].join("\n");
  }

  private add(series: string, value: number, minute: number): void {
    this.lines.push(`${series} ${Number(value.toFixed(4))} ${timeAt(this.timeline, minute)}`);
  }
}

function seriesText(name: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${name}{${pairs.join(",")}}`;
}
