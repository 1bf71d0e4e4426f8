import type { Dashboard } from "../../../../components/monitoring/dashboards/dashboard";
import { HAPPENINGS } from "../../../../components/monitoring/dashboards/grafana/annotations";
import { COLUMNS, placed, type Place } from "../../../../components/monitoring/dashboards/layout";
import type { MetricPanel, Panel } from "../../../../components/monitoring/dashboards/panel";
import type { Prometheus } from "../prometheus";
import { chart, type Mark } from "./chart";
import { dataOf, type NamedSeries, secondsOf, type Span } from "./data";
import { barGauge, figures, gauge } from "./figures";
import { states, table, words } from "./rows";
import { type Box, element, fitting, INK, rectangle, text } from "../../../../tools/drawing/svg";

/** Pixels of a row of Grafana's grid with its gap. */
const ROW = 38;
const GAP = 8;
const MARGIN = 16;
const HEAD = 58;
const TITLE = 26;

export interface PictureOptions {
  readonly environment: string;
  /** Moment at which it is drawn, in seconds of Unix time. */
  readonly end: number;
  readonly width: number;
  /** Whether panels stand one below the other, as on a phone. */
  readonly narrow?: boolean;
  /** Panels that are drawn at most. @default - all that are shown at first */
  readonly panels?: number;
}

/** Draws what a dashboard shows at first, from the results of its queries. */
export async function dashboardPicture(
  dashboard: Dashboard,
  prometheus: Prometheus,
  options: PictureOptions,
): Promise<string> {
  const span: Span = { start: options.end - secondsOf(dashboard.range), end: options.end };
  const marks = await marksOf(prometheus, span);
  const items = options.narrow === true ? narrowItems(dashboard, options) : wideItems(dashboard, options.width);
  const drawn: string[] = [];
  for (const item of items) {
    drawn.push(
      item.panel === undefined ? heading(item) : await panelPicture(item.panel, item.box, prometheus, span, marks),
    );
  }
  const height = Math.max(...items.map(({ box }) => box.y + box.height)) + MARGIN;
  return page(dashboard, options, height, drawn);
}

interface Item {
  readonly title: string;
  readonly box: Box;
  /** Undefined of a heading. */
  readonly panel?: Panel;
}

function wideItems(dashboard: Dashboard, width: number): Item[] {
  const column = (width - 2 * MARGIN + GAP) / COLUMNS;
  const boxOf = ({ x, y, w, h }: Place): Box => {
    return { x: MARGIN + x * column, y: HEAD + y * ROW, width: w * column - GAP, height: h * ROW - GAP };
  };
  return placed(dashboard).flatMap(({ title, closed, place, panels }) => [
    { title: closed ? `▸ ${title}` : title, box: boxOf(place) },
    ...(closed ? [] : panels.map(({ panel, place: own }) => ({ title: panel.title, box: boxOf(own), panel }))),
  ]);
}

function narrowItems(dashboard: Dashboard, { width, panels: most = 6 }: PictureOptions): Item[] {
  let y = HEAD;
  const shown = placed(dashboard).flatMap(({ panels, closed }) => (closed ? [] : panels));
  return shown.slice(0, most).map(({ panel, place }) => {
    const box = { x: MARGIN, y, width: width - 2 * MARGIN, height: place.h * ROW - GAP };
    y += place.h * ROW;
    return { title: panel.title, box, panel };
  });
}

function heading({ title, box }: Item): string {
  return text(box.x + 2, box.y + 21, title, { size: 14, bold: true });
}

async function panelPicture(
  panel: Panel,
  box: Box,
  prometheus: Prometheus,
  span: Span,
  marks: readonly Mark[],
): Promise<string> {
  const inside = { ...box, y: box.y + TITLE, height: box.height - TITLE };
  const frame = rectangle(box, { fill: INK.paper, stroke: INK.line, rx: 4 });
  const title = text(box.x + 12, box.y + 19, fitting(panel.title, box.width - 20, 13), { size: 13, bold: true });
  return frame + title + (await contentOf(panel, inside, prometheus, span, marks));
}

async function contentOf(
  panel: Panel,
  box: Box,
  prometheus: Prometheus,
  span: Span,
  marks: readonly Mark[],
): Promise<string> {
  if (panel.kind === "text") return words(panel, box);
  if (panel.kind === "traces")
    return text(box.x + 12, box.y + 20, "The latest traces, from Jaeger", { colour: INK.quiet });
  return drawing(panel, await dataOf(panel, prometheus, span), box, span, marks);
}

function drawing(
  panel: MetricPanel,
  series: readonly NamedSeries[],
  box: Box,
  span: Span,
  marks: readonly Mark[],
): string {
  switch (panel.visualization) {
    case "number":
      return figures(panel, series, box);
    case "gauge":
      return gauge(panel, series, box);
    case "bar-gauge":
      return barGauge(panel, series, box);
    case "table":
      return table(panel, series, box);
    case "states":
      return states(panel, series, box, span);
    default:
      return chart(panel, series, box, span, marks);
  }
}

/** Releases, of which a day or more shows none: they would be too many. */
async function marksOf(prometheus: Prometheus, { start, end }: Span): Promise<Mark[]> {
  if (end - start > 86_400) return [];
  const [releases] = HAPPENINGS;
  const found = releases === undefined ? [] : await prometheus.range(releases.expression, start, end, 60);
  return found.map(({ labels, points }) => ({ time: points[0]?.[0] ?? 0, text: labels.version ?? "" }));
}

function page(
  dashboard: Dashboard,
  { environment, width, narrow }: PictureOptions,
  height: number,
  content: string[],
): string {
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${width} ${Math.round(height)}`,
    role: "img",
  };
  const title = `${dashboard.title} (${environment})`;
  const about = narrow === true ? [] : [text(MARGIN, 47, dashboard.description, { size: 12, colour: INK.quiet })];
  const range = text(width - MARGIN, 27, `last ${dashboard.range}`, { size: 12, colour: INK.quiet, anchor: "end" });
  const body = [
    element("title", {}, `${title}: ${dashboard.description}`),
    rectangle({ x: 0, y: 0, width, height }, { fill: INK.page }),
    text(MARGIN, 28, title, { size: 18, bold: true }),
    range,
    ...about,
    ...content,
  ];
  return `${element("svg", { ...attributes, "font-family": "Helvetica, Arial, sans-serif" }, `\n${body.join("\n")}\n`)}\n`;
}
