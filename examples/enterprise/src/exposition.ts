import type { Exemplar, Labels, Metric, Sample } from "./metrics";

/** A format of metrics that Prometheus reads. */
export interface ExpositionFormat {
  readonly contentType: string;
  write(metrics: Iterable<Metric>): string;
}

/** Prometheus documentation, "Exposition formats", text format 0.0.4. */
export const TEXT_FORMAT: ExpositionFormat = {
  contentType: "text/plain; version=0.0.4; charset=utf-8",
  write: (metrics) => [...metrics].flatMap((metric) => metricLines(metric, metric.name)).join(""),
};

/** OpenMetrics 1.0: it holds exemplars, and names a counter without `_total` but in its samples. */
export const OPENMETRICS_FORMAT: ExpositionFormat = {
  contentType: "application/openmetrics-text; version=1.0.0; charset=utf-8",
  write: (metrics) => {
    const lines = [...metrics].flatMap((metric) => metricLines(metric, familyName(metric), exemplarText));
    return `${lines.join("")}# EOF\n`;
  },
};

/** The format that an `Accept` header asks for: OpenMetrics where it is liked no less than the text format. */
export function formatFor(accept: string | undefined): ExpositionFormat {
  const ranges = (accept ?? "").split(",").map(mediaRange);
  const liking = (...types: string[]): number =>
    Math.max(0, ...ranges.filter(({ type }) => types.includes(type)).map(({ quality }) => quality));
  const openMetrics = liking("application/openmetrics-text");
  return openMetrics > 0 && openMetrics >= liking("text/plain") ? OPENMETRICS_FORMAT : TEXT_FORMAT;
}

/** A part of an `Accept` header (RFC 9110, section 12.5.1); versions of OpenMetrics other than 1.0.0 aren't spoken. */
function mediaRange(text: string): { readonly type: string; readonly quality: number } {
  const [type = "", ...rest] = text.split(";").map((part) => part.trim().toLowerCase());
  const parameters = new Map(rest.map((part) => part.split("=", 2) as [string, string]));
  const spoken = type !== "application/openmetrics-text" || (parameters.get("version") ?? "1.0.0") === "1.0.0";
  return { type, quality: spoken ? Number(parameters.get("q") ?? 1) : 0 };
}

function familyName({ name, type }: Metric): string {
  return type === "counter" ? name.replace(/_total$/, "") : name;
}

function metricLines(metric: Metric, family: string, after: (sample: Sample) => string = () => ""): string[] {
  const { name, help, type } = metric;
  const samples = [...metric.samples()].map((sample) => {
    const { suffix = "", labels, value } = sample;
    return `${name}${suffix}${labelText(labels)} ${numberText(value)}${after(sample)}\n`;
  });
  return [
    `# HELP ${family} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`,
    `# TYPE ${family} ${type}\n`,
    ...samples,
  ];
}

function exemplarText({ exemplar }: { readonly exemplar?: Exemplar }): string {
  if (exemplar === undefined) return "";
  const { labels, value, time } = exemplar;
  return ` # {${pairs(labels)}} ${numberText(value)} ${time.toFixed(3)}`;
}

function labelText(labels: Labels): string {
  const text = pairs(labels);
  return text === "" ? "" : `{${text}}`;
}

function pairs(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(",");
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
}
