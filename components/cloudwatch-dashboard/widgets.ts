/** Columns of a dashboard (Amazon CloudWatch API Reference, "Dashboard Body Structure and Syntax"). */
const COLUMNS = 24;
const PANEL_HEIGHT = 6;
const HEADING_HEIGHT = 1;

/** A metric as a widget names it: namespace, metric, dimensions and what is drawn. */
export type WidgetMetric = readonly unknown[];

/** A widget without a place. */
export interface Widget {
  readonly type: "alarm" | "log" | "metric" | "text";
  readonly properties: Readonly<Record<string, unknown>>;
  readonly height: number;
}

/** A widget with its place. */
export interface PlacedWidget extends Widget {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A threshold that is drawn as a line. */
export interface Line {
  readonly label: string;
  readonly value: number;
}

/** Panels that stand side by side below a heading. */
export interface Row {
  readonly title: string;
  readonly widgets: readonly Widget[];
}

/** What differs from panel to panel. */
export interface Panel {
  readonly title: string;
  readonly metrics: readonly WidgetMetric[];
  /** Label of the axis: the unit. */
  readonly unit: string;
  /** @default - none */
  readonly lines?: readonly Line[];
  /** @default "Average" */
  readonly statistic?: string;
}

/** A panel of metrics over time, one point a minute, from zero. */
export function metricWidget(
  region: string,
  { title, metrics, unit, lines = [], statistic = "Average" }: Panel,
): Widget {
  return {
    type: "metric",
    height: PANEL_HEIGHT,
    properties: {
      title,
      region,
      metrics,
      view: "timeSeries",
      stat: statistic,
      period: 60,
      yAxis: { left: { min: 0, label: unit, showUnits: false } },
      ...(lines.length > 0 && { annotations: { horizontal: lines } }),
    },
  };
}

/** The states of alarms, 100 at most. */
export function alarmWidget(title: string, alarms: readonly string[]): Widget {
  return { type: "alarm", height: PANEL_HEIGHT, properties: { title, alarms, sortBy: "stateUpdatedTimestamp" } };
}

/** The latest lines that a query of CloudWatch Logs Insights finds. */
export function logWidget(region: string, title: string, logGroups: readonly string[], query: string): Widget {
  const sources = logGroups.map((group) => `SOURCE '${group}'`).join(" | ");
  return {
    type: "log",
    height: PANEL_HEIGHT,
    properties: { title, region, query: `${sources} | ${query}`, view: "table" },
  };
}

/** Places rows below each other, and the widgets of a row side by side in equal widths, three at most. */
export function placed(rows: readonly Row[]): PlacedWidget[] {
  let y = 0;
  return rows.flatMap(({ title, widgets }) => {
    if (widgets.length === 0) return [];
    const heading = { ...headingWidget(title), x: 0, y, width: COLUMNS };
    y += HEADING_HEIGHT;
    const panels = linesOf(widgets).flatMap((line) => {
      const width = COLUMNS / line.length;
      const row = line.map((widget, index) => ({ ...widget, x: index * width, y, width }));
      y += PANEL_HEIGHT;
      return row;
    });
    return [heading, ...panels];
  });
}

const WIDGETS_IN_LINE = 3;

function linesOf(widgets: readonly Widget[]): Widget[][] {
  const count = Math.ceil(widgets.length / WIDGETS_IN_LINE);
  return Array.from({ length: count }, (_, line) =>
    widgets.slice(line * WIDGETS_IN_LINE, (line + 1) * WIDGETS_IN_LINE),
  );
}

function headingWidget(title: string): Widget {
  return { type: "text", height: HEADING_HEIGHT, properties: { markdown: `## ${title}`, background: "transparent" } };
}
