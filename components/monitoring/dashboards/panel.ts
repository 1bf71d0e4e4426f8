/** What is seen in one place of a dashboard. */
export type Panel = MetricPanel | TextPanel | TracesPanel;

/** How results of queries are shown. */
export type Visualization = "lines" | "area" | "bars" | "number" | "gauge" | "bar-gauge" | "table" | "states";

/** A unit, by the name that Grafana has for it. */
export type Unit =
  | "none"
  | "short"
  | "percent"
  | "percentunit"
  | "s"
  | "dtdurations"
  | "d"
  | "m"
  | "bytes"
  | "Bps"
  | "reqps"
  | "ops"
  | "currencyUSD"
  | "string";

interface AnyPanel {
  readonly title: string;
  /** What it shows and what to do about it; shown on demand. */
  readonly description: string;
}

/** Results of Prometheus' queries. */
export interface MetricPanel extends AnyPanel {
  readonly kind: "metrics";
  readonly visualization: Visualization;
  readonly unit: Unit;
  readonly queries: readonly PanelQuery[];
  /** Values at which it gets better or worse; they come from the description of the system. */
  readonly limits?: readonly Limit[];
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  /** Shown while there is no value. @default "no data" */
  readonly withoutValue?: string;
  /** Whether weeks of data are asked for, which Prometheus' own disk may not hold. @default false */
  readonly history?: boolean;
  /** Least distance of two points, such as `5m`. @default - the data source's */
  readonly step?: string;
  /** Titles of a table's columns by label; `Value` is the value. Other labels aren't shown. */
  readonly columns?: Readonly<Record<string, string>>;
  /** What a value means, for states. */
  readonly states?: readonly State[];
  /** Page that explains a value. */
  readonly link?: PanelLink;
}

export interface PanelQuery {
  /** PromQL, in which Grafana replaces `$__rate_interval` and the dashboard's variables. */
  readonly expression: string;
  /** Name of the series, with labels in double braces. */
  readonly legend: string;
  /** Whether traces of single requests are marked on it. @default false */
  readonly exemplars?: boolean;
  /** Whether nothing is a good result, as with alerts. @default false */
  readonly mayBeEmpty?: boolean;
}

/** A value at which a panel changes its colour. */
export interface Limit {
  readonly value: number;
  readonly level: Level;
  /** Side of the value on which it is as bad as `level` says. */
  readonly worse: "above" | "below";
}

export type Level = "good" | "warning" | "critical" | "neutral";

/** A value with a name. */
export interface State {
  readonly value: number;
  readonly text: string;
  readonly level: Level;
}

export interface PanelLink {
  readonly title: string;
  readonly url: string;
}

/** Words and links, in Markdown. */
export interface TextPanel extends AnyPanel {
  readonly kind: "text";
  readonly content: string;
}

/** The latest traces of a service. */
export interface TracesPanel extends AnyPanel {
  readonly kind: "traces";
  readonly service: string;
}

/** A panel of metrics, with what most of them have in common. */
export function metrics(panel: Omit<MetricPanel, "kind">): MetricPanel {
  return { kind: "metrics", ...panel };
}

/** A query with the name of its series. */
export function query(expression: string, legend: string, further: Partial<PanelQuery> = {}): PanelQuery {
  return { expression, legend, ...further };
}

/** A limit that must not be exceeded. */
export function atMost(value: number, level: Level = "critical"): Limit {
  return { value, level, worse: "above" };
}

/** A limit that must be reached. */
export function atLeast(value: number, level: Level = "critical"): Limit {
  return { value, level, worse: "below" };
}
