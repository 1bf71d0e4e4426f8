import type { MetricPanel } from "../../../../components/monitoring/dashboards/panel";
import { LEVEL_COLOURS, seriesColour } from "./colours";
import type { NamedSeries, Span } from "./data";
import { type Box, fitting, INK, line, path, rectangle, text, widthOf } from "../../../../tools/drawing/svg";
import { timeTicks, valueTicks } from "./ticks";
import { formatted } from "./units";

const LEFT = 58;
const LEGEND = 17;
const AXIS = 18;

/** Something that happened, as a line across a chart. */
export interface Mark {
  readonly time: number;
  readonly text: string;
}

/** Lines, areas on top of each other, or bars, with axes, limits and a legend below. */
export function chart(
  panel: MetricPanel,
  series: readonly NamedSeries[],
  box: Box,
  span: Span,
  marks: readonly Mark[],
): string {
  const legend = legendRows(series, box.width - 8);
  const plot = plotBox(box, legend.length);
  const shown = panel.visualization === "lines" ? series : stackedSeries(series);
  const scale = scaleOf(panel, shown, plot, span);
  return [
    ...grid(panel, plot, scale, span),
    ...marks.filter(({ time }) => time >= span.start).map(({ time }) => mark(scale.x(time), plot)),
    ...shown.map((each, index) => drawn(panel, each, series[index], index, scale, plot)),
    ...limitLines(panel, plot, scale),
    ...legend.flatMap((row, index) => row.map((entry) => legendEntry(entry, box, plot, index))),
  ].join("");
}

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
}

function plotBox({ x, y, width, height }: Box, legendRowCount: number): Box {
  return { x: x + LEFT, y: y + 4, width: width - LEFT - 8, height: height - 8 - AXIS - legendRowCount * LEGEND };
}

function scaleOf(panel: MetricPanel, series: readonly NamedSeries[], plot: Box, span: Span): Scale {
  const values = series.flatMap(({ points }) => points.map(([, value]) => value)).filter(Number.isFinite);
  const limits = (panel.limits ?? []).map(({ value }) => value);
  const [low, high] = bounds(panel, values, limits);
  return {
    low,
    high,
    x: (time) => plot.x + ((time - span.start) / (span.end - span.start)) * plot.width,
    y: (value) => plot.y + plot.height - ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * plot.height,
  };
}

/** Limits are shown where that leaves the values readable, as when one is a third of the other. */
function bounds({ min, max }: MetricPanel, values: readonly number[], limits: readonly number[]): [number, number] {
  const top = Math.max(...values, 0);
  const shown = limits.filter((limit) => limit <= top * 6 || top === 0);
  const lowest = min ?? Math.min(...values, ...(max === undefined ? [0] : limits));
  const highest = Math.max(top, ...shown);
  const room = (highest - lowest) * 0.08;
  const low = min ?? (lowest < 0 ? lowest - room : Math.max(0, lowest - room));
  const high = max !== undefined && highest > 0.6 * max ? max : highest + room;
  return high > low ? [low, high] : [low, low + 1];
}

function grid(panel: MetricPanel, plot: Box, { low, high, x, y }: Scale, span: Span): string[] {
  const ticks = valueTicks(low, high, Math.max(2, Math.floor(plot.height / 36)), panel.unit);
  const isWhole = panel.decimals === 0;
  const decimals = isWhole ? 0 : decimalsOf(ticks, panel.unit);
  const rows = ticks
    .filter((value) => !isWhole || Number.isInteger(value))
    .flatMap((value) => [
      line(plot.x, y(value), plot.x + plot.width, y(value), { stroke: INK.faint }),
      text(plot.x - 6, y(value) + 4, formatted(value, panel.unit, decimals), {
        ...{ colour: INK.quiet, size: 10, anchor: "end" },
      }),
    ]);
  const columns = timeTicks(span.start, span.end, Math.max(2, Math.floor(plot.width / 70))).flatMap(
    ({ time, label }) => [
      line(x(time), plot.y, x(time), plot.y + plot.height, { stroke: INK.faint }),
      text(x(time), plot.y + plot.height + 14, label, {
        ...{ colour: INK.quiet, size: 10, anchor: time === span.end ? "end" : "middle" },
      }),
    ],
  );
  return [...columns, ...rows];
}

/** As many decimals as tell two neighbours apart; undefined where the unit knows better. */
function decimalsOf([first = 0, second = 1]: readonly number[], unit: MetricPanel["unit"]): number | undefined {
  if (unit === "s" || unit === "bytes") return undefined;
  const step = Number((second - first).toPrecision(6));
  return (String(step).split(".")[1] ?? "").length;
}

function mark(x: number, plot: Box): string {
  return line(x, plot.y, x, plot.y + plot.height, {
    stroke: "#8250df",
    "stroke-dasharray": "2 3",
    "stroke-width": 1.2,
  });
}

function limitLines({ limits = [] }: MetricPanel, plot: Box, { low, high, y }: Scale): string[] {
  return limits
    .filter(({ value }) => value >= low && value <= high)
    .map(({ value, level }) =>
      line(plot.x, y(value), plot.x + plot.width, y(value), {
        ...{ stroke: LEVEL_COLOURS[level], "stroke-dasharray": "6 4", "stroke-width": 1.2 },
      }),
    );
}

function drawn(
  { visualization }: MetricPanel,
  top: NamedSeries,
  own: NamedSeries | undefined,
  index: number,
  scale: Scale,
  plot: Box,
): string {
  const colour = seriesColour(index);
  if (visualization === "bars") return bars(top, own ?? top, colour, scale, plot);
  const points = withGaps(top.points).map((point) =>
    point === undefined ? undefined : ([scale.x(point[0]), scale.y(point[1])] as const),
  );
  const edge = path(points, { fill: "none", stroke: colour, "stroke-width": 1.6, "stroke-linejoin": "round" });
  return visualization === "area" ? area(top, own ?? top, colour, scale) + edge : edge;
}

/** Nothing where points are missing, so that no line tells of what isn't known. */
function withGaps(points: NamedSeries["points"]): (readonly [number, number] | undefined)[] {
  const step = Math.min(...points.slice(1).map(([time], index) => time - (points[index]?.[0] ?? time)));
  return points.flatMap(([time, value], index) => {
    if (!Number.isFinite(value)) return [undefined];
    const before = points[index - 1]?.[0] ?? time;
    return time - before > 1.5 * step ? [undefined, [time, value] as const] : [[time, value] as const];
  });
}

/** From the series below up to this one. */
function area(top: NamedSeries, own: NamedSeries, colour: string, { x, y }: Scale): string {
  const upper = top.points.map(([time, value]) => [x(time), y(value)] as const);
  const lower = top.points.map(([time, value], index) => [x(time), y(value - (own.points[index]?.[1] ?? 0))] as const);
  return path([...upper, ...lower.reverse()], { fill: colour, "fill-opacity": 0.18, stroke: "none" });
}

function bars(top: NamedSeries, own: NamedSeries, colour: string, { x, y }: Scale, plot: Box): string {
  const times = top.points.map(([time]) => time);
  const gap = Math.min(...times.slice(1).map((time, index) => x(time) - x(times[index] ?? time)), plot.width / 40);
  return top.points
    .map(([time, value], index) => {
      const height = own.points[index]?.[1] ?? 0;
      const [from, to] = [y(value), y(value - height)];
      const box = { x: x(time) - gap * 0.4, y: Math.min(from, to), width: gap * 0.8, height: Math.abs(from - to) };
      return height === 0 ? "" : rectangle(box, { fill: colour, "fill-opacity": 0.85 });
    })
    .join("");
}

/** Each series on top of those before it. Values below 0 are stacked downwards. */
function stackedSeries(series: readonly NamedSeries[]): NamedSeries[] {
  const above = new Map<number, number>();
  const below = new Map<number, number>();
  return series.map((each) => ({
    ...each,
    points: each.points.map(([time, value]) => {
      const sums = value < 0 ? below : above;
      const sum = (sums.get(time) ?? 0) + (Number.isFinite(value) ? value : 0);
      sums.set(time, sum);
      return [time, sum] as const;
    }),
  }));
}

interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  readonly offset: number;
}

const MOST_LEGEND_ROWS = 2;

function legendRows(series: readonly NamedSeries[], width: number): LegendEntry[][] {
  const rows: LegendEntry[][] = [[]];
  let offset = 8;
  for (const [index, { name }] of series.entries()) {
    const shown = fitting(name, width / 2);
    const taken = widthOf(shown) + 34;
    if (offset + taken > width && offset > 8) {
      rows.push([]);
      offset = 8;
    }
    rows.at(-1)?.push({ name: shown, colour: seriesColour(index), offset });
    offset += taken;
  }
  return rows.slice(0, MOST_LEGEND_ROWS);
}

function legendEntry({ name, colour, offset }: LegendEntry, box: Box, plot: Box, row: number): string {
  const y = plot.y + plot.height + AXIS + 14 + row * LEGEND;
  const swatch = rectangle({ x: box.x + offset, y: y - 7, width: 12, height: 4 }, { fill: colour, rx: 1 });
  return swatch + text(box.x + offset + 17, y, name, { colour: INK.quiet });
}
