import type { MetricPanel } from "../../../../components/monitoring/dashboards/panel";
import { LEVEL_COLOURS, levelOf, seriesColour } from "./colours";
import type { NamedSeries } from "./data";
import { type Box, element, fitting, INK, rectangle, text } from "../../../../tools/drawing/svg";
import { formatted } from "./units";

function latest({ points }: NamedSeries): number {
  return points.at(-1)?.[1] ?? Number.NaN;
}

/** Large figures side by side, each in the colour of its limits. */
export function figures(panel: MetricPanel, series: readonly NamedSeries[], box: Box): string {
  const values = series.filter((each) => Number.isFinite(latest(each)));
  if (values.length === 0) return nothing(panel, box);
  const width = box.width / values.length;
  const hasNames = values.length > 1 || panel.queries[0]?.legend.includes("{{") === true;
  return values
    .map((each, index) => {
      const value = latest(each);
      const named = panel.states?.find((state) => state.value === value);
      const shown = named?.text ?? formatted(value, panel.unit, panel.decimals);
      const size = Math.min(34, (width - 16) / (shown.length * 0.58), box.height * 0.5);
      const middle = box.x + width * (index + 0.5);
      const base = box.y + box.height / 2 + (hasNames ? 2 : size * 0.35);
      const style = { size, bold: true, anchor: "middle" as const, colour: LEVEL_COLOURS[levelOf(value, panel)] };
      const name = hasNames ? text(middle, box.y + box.height - 12, fitting(each.name, width - 8, 12), NAME) : "";
      return text(middle, base, shown, style) + name;
    })
    .join("");
}

const NAME = { size: 12, anchor: "middle", colour: INK.quiet } as const;

/** Said in place of a value. */
export function nothing({ withoutValue = "no data" }: MetricPanel, box: Box): string {
  return text(box.x + box.width / 2, box.y + box.height / 2 + 5, withoutValue, { ...NAME, size: 16 });
}

/** Half a circle that is filled as far as the value goes. */
export function gauge(panel: MetricPanel, series: readonly NamedSeries[], box: Box): string {
  const [first] = series;
  if (first === undefined) return nothing(panel, box);
  const value = latest(first);
  const { min = 0, max = 100 } = panel;
  const radius = Math.min(box.width / 2 - 24, box.height - 34);
  const [x, y] = [box.x + box.width / 2, box.y + box.height - 18];
  const part = Math.min(1, Math.max(0, (value - min) / (max - min)));
  const colour = LEVEL_COLOURS[levelOf(value, panel)];
  return [
    arc(x, y, radius, 1, INK.faint),
    part > 0 ? arc(x, y, radius, part, colour) : "",
    text(x, y - radius * 0.12, formatted(value, panel.unit, panel.decimals), {
      ...{ size: Math.max(18, radius * 0.34), bold: true, colour, anchor: "middle" },
    }),
  ].join("");
}

function arc(x: number, y: number, radius: number, part: number, colour: string): string {
  const angle = Math.PI * (1 - part);
  const [endX, endY] = [x + radius * Math.cos(angle), y - radius * Math.sin(angle)];
  const round = (value: number): number => Math.round(value * 10) / 10;
  const d = `M${round(x - radius)} ${round(y)}A${round(radius)} ${round(radius)} 0 0 1 ${round(endX)} ${round(endY)}`;
  return element("path", { d, fill: "none", stroke: colour, "stroke-width": Math.max(10, radius * 0.22) });
}

const BAR_ROW = 36;

/** Bars beside each other, the longest first. */
export function barGauge(panel: MetricPanel, series: readonly NamedSeries[], box: Box): string {
  if (series.length === 0) return nothing(panel, box);
  const sorted = [...series].sort((one, other) => latest(other) - latest(one));
  const most = Math.max(...sorted.map(latest));
  const height = Math.min(BAR_ROW, (box.height - 8) / sorted.length);
  return sorted
    .map((each, index) => {
      const y = box.y + 4 + index * height;
      const full = { x: box.x + 12, y: y + height * 0.45, width: box.width - 100, height: height * 0.36 };
      const value = formatted(latest(each), panel.unit, panel.decimals);
      return [
        text(full.x, y + height * 0.36, fitting(each.name, full.width), { colour: INK.quiet }),
        rectangle(full, { fill: INK.faint, rx: 2 }),
        rectangle({ ...full, width: (full.width * latest(each)) / most }, { fill: seriesColour(0), rx: 2 }),
        text(box.x + box.width - 12, y + height * 0.75, value, { anchor: "end", size: 12, bold: true }),
      ].join("");
    })
    .join("");
}
