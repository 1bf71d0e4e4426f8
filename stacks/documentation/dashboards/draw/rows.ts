import type { MetricPanel, TextPanel } from "../../../../components/monitoring/dashboards/panel";
import { LEVEL_COLOURS } from "./colours";
import type { NamedSeries, Span } from "./data";
import { nothing } from "./figures";
import { type Box, fitting, INK, line, rectangle, text } from "../../../../tools/drawing/svg";
import { timeTicks } from "./ticks";
import { formatted } from "./units";

const TABLE_ROW = 26;

/** A table with the panel's columns. */
export function table(panel: MetricPanel, series: readonly NamedSeries[], box: Box): string {
  if (series.length === 0) return nothing(panel, box);
  const columns = Object.entries(panel.columns ?? {});
  const width = (box.width - 24) / (columns.length + 1); // the first is twice as wide
  const cell = (column: number, row: number, content: string, isHead: boolean): string => {
    const [x, room] = column === 0 ? [0, 2 * width] : [(column + 1) * width, width];
    const style = { size: 12, bold: isHead, colour: isHead ? INK.quiet : INK.text };
    return text(box.x + 12 + x, box.y + 20 + row * TABLE_ROW, fitting(content, room - 8, 12), style);
  };
  const head = columns.map(([, title], column) => cell(column, 0, title, true));
  const rows = series.slice(0, Math.floor(box.height / TABLE_ROW) - 1).flatMap(({ labels, points }, row) => {
    const value = formatted(points.at(-1)?.[1] ?? Number.NaN, panel.unit, panel.decimals);
    const y = box.y + 20 + (row + 0.3) * TABLE_ROW;
    return [
      line(box.x + 12, y, box.x + box.width - 12, y, { stroke: INK.line }),
      ...columns.map(([label], column) =>
        cell(column, row + 1, label === "Value" ? value : (labels[label] ?? ""), false),
      ),
    ];
  });
  return [...head, ...rows].join("");
}

const NAMES = 190;

/** What state something was in when: a band for each. */
export function states(panel: MetricPanel, series: readonly NamedSeries[], box: Box, span: Span): string {
  if (series.length === 0) return nothing(panel, box);
  const names = Math.min(NAMES, box.width * 0.38);
  const band = { x: box.x + names, width: box.width - names - 12 };
  const height = Math.min(30, (box.height - 44) / series.length);
  const at = (time: number): number => band.x + ((time - span.start) / (span.end - span.start)) * band.width;
  const bands = series.map(({ name, points }, index) => {
    const y = box.y + 6 + index * height;
    const label = text(band.x - 8, y + height / 2 + 2, fitting(name, names - 16), { anchor: "end", colour: INK.quiet });
    return (
      label +
      runsOf(points)
        .map(({ from, to, value }) => run(panel, at(from), at(to), value, y, height))
        .join("")
    );
  });
  const axis = timeTicks(span.start, span.end, Math.floor(band.width / 70)).map(({ time, label }) =>
    text(at(time), box.y + 6 + series.length * height + 12, label, {
      ...{ size: 10, anchor: time === span.end ? "end" : "middle", colour: INK.quiet },
    }),
  );
  const legend = (panel.states ?? []).map(({ text: name, level }, index) => {
    const [x, y] = [box.x + 12 + index * 90, box.y + box.height - 8];
    const swatch = rectangle({ x, y: y - 8, width: 10, height: 10 }, { fill: LEVEL_COLOURS[level], rx: 1 });
    return swatch + text(x + 15, y, name, { colour: INK.quiet });
  });
  return [...bands, ...axis, ...legend].join("");
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

function runsOf(points: NamedSeries["points"]): Run[] {
  const runs: Run[] = [];
  for (const [time, value] of points) {
    const last = runs.at(-1);
    if (last?.value === value) runs[runs.length - 1] = { ...last, to: time };
    else {
      if (last !== undefined) runs[runs.length - 1] = { ...last, to: time };
      runs.push({ from: time, to: time, value });
    }
  }
  return runs;
}

function run(
  { states: known = [] }: MetricPanel,
  from: number,
  to: number,
  value: number,
  y: number,
  height: number,
): string {
  const level = known.find((state) => state.value === value)?.level ?? "neutral";
  const box = { x: from, y: y + 2, width: Math.max(1, to - from), height: height - 6 };
  return rectangle(box, { fill: LEVEL_COLOURS[level], "fill-opacity": 0.85, rx: 1 });
}

/** Words, a line each, without their marks. */
export function words({ content }: TextPanel, box: Box): string {
  const letters = Math.floor((box.width - 24) / 6.6);
  const lines = content.split("\n").flatMap((each) => wrapped(each.replace(/[*`]/g, "").replace(/^- /, "• "), letters));
  return lines.map((each, index) => text(box.x + 12, box.y + 18 + index * 18, each, { size: 12 })).join("");
}

function wrapped(content: string, letters: number): string[] {
  const lines: string[] = [""];
  for (const word of content.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + word.length >= letters) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}
