import type { MetricPanel, PanelQuery } from "../../../../components/monitoring/dashboards/panel";
import type { Prometheus, Series } from "../prometheus";
import { interpolated } from "../queries";

/** Time that a picture shows, in seconds of Unix time. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface NamedSeries extends Series {
  readonly name: string;
}

/** Points of a line at most. */
const POINTS = 240;
const COARSE_SECONDS = 900;
const DAY = 86_400;

/** Results of a panel's queries, in their order. */
export async function dataOf(panel: MetricPanel, prometheus: Prometheus, span: Span): Promise<NamedSeries[]> {
  const results: NamedSeries[] = [];
  for (const query of panel.queries) {
    const series = await resultsOf(query, panel, prometheus, span);
    results.push(...series.map((each) => ({ ...each, name: nameOf(query, each) })));
  }
  return results;
}

function resultsOf(query: PanelQuery, panel: MetricPanel, prometheus: Prometheus, span: Span): Promise<Series[]> {
  const step = stepOf(panel, span);
  const expression = interpolated(query.expression, { rateSeconds: rateSecondsOf(step) });
  if (isDrawnOverTime(panel)) return prometheus.range(expression, span.start, span.end, step);
  return prometheus.instant(expression, span.end);
}

/** Whether a panel shows more than the latest values. */
export function isDrawnOverTime({ visualization }: MetricPanel): boolean {
  return ["lines", "area", "bars", "states"].includes(visualization);
}

function stepOf({ step = "1m" }: MetricPanel, { start, end }: Span): number {
  const least = secondsOf(step);
  const rough = (end - start) / POINTS;
  const unit = end - start > DAY ? COARSE_SECONDS : 60;
  return Math.max(least, Math.ceil(rough / unit) * unit);
}

/** As Grafana has it: four scrapes, or a step and a scrape. The history of weeks has a point in 15 minutes. */
function rateSecondsOf(step: number): number {
  return step >= COARSE_SECONDS ? step + 2 * COARSE_SECONDS : Math.max(240, step + 60);
}

const LENGTHS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: DAY };

/** Seconds of a duration such as `15m`. */
export function secondsOf(duration: string): number {
  return Number(duration.slice(0, -1)) * (LENGTHS[duration.slice(-1)] ?? 1);
}

function nameOf({ legend }: PanelQuery, { labels }: Series): string {
  return legend.replace(/\{\{(\w+)\}\}/g, (_, label: string) => labels[label] ?? "");
}
