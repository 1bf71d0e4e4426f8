import { type Instant, MINUTE } from "../../localcloud/behaviour/model/instant";
import { type Box, element, INK, line, path, rectangle, text } from "../../tools/drawing/svg";
import type { Sample } from "./recorder";

/** What a picture shows of a service. */
export interface PictureArgs {
  readonly title: string;
  readonly samples: readonly Sample[];
  readonly start: Instant;
  readonly end: Instant;
  /** What happened, such as a lost zone. */
  readonly marks: readonly { readonly at: Instant; readonly label: string }[];
}

interface Curve {
  readonly label: string;
  readonly colour: string;
  readonly valueOf: (sample: Sample) => number;
  readonly isStep?: boolean;
}

interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly curves: readonly Curve[];
  /** A band or line to compare with. */
  readonly band?: readonly [number, number];
  readonly highest?: number;
}

const WIDTH = 960;
const PANEL_HEIGHT = 110;
const MARGIN = { left: 56, right: 16, top: 60, gap: 34, bottom: 28 };

const PANELS: readonly Panel[] = [
  {
    title: "Load",
    unit: "requests/s",
    curves: [{ label: "offered", colour: "#0969da", valueOf: ({ requests }) => requests / 60 }],
  },
  {
    title: "Instances",
    unit: "",
    curves: [
      { label: "wanted", colour: "#bf8700", valueOf: ({ desired }) => desired, isStep: true },
      { label: "running", colour: "#1a7f37", valueOf: ({ tasks }) => tasks, isStep: true },
    ],
  },
  {
    title: "Utilisation",
    unit: "%",
    band: [60, 70],
    highest: 100,
    curves: [
      {
        label: "CPU",
        colour: "#8250df",
        valueOf: ({ cpuUsed, cpuHad }) => (cpuHad === 0 ? 0 : (100 * cpuUsed) / cpuHad),
      },
      { label: "memory of the fullest", colour: "#bc4c00", valueOf: ({ memory }) => Math.min(100, 100 * memory) },
    ],
  },
  {
    title: "Response time",
    unit: "s",
    curves: [{ label: "95th percentile", colour: "#0969da", valueOf: ({ p95 }) => p95 }],
  },
  {
    title: "Requests that failed",
    unit: "%",
    curves: [
      {
        label: "failed",
        colour: "#cf222e",
        valueOf: ({ requests, failed }) => (requests === 0 ? 0 : (100 * failed) / requests),
      },
    ],
  },
];

/** Draws load, instances, utilisation, response time and failures over time, with what happened, as SVG. */
export function picture(args: PictureArgs): string {
  const height = MARGIN.top + PANELS.length * (PANEL_HEIGHT + MARGIN.gap) + MARGIN.bottom;
  const panels = PANELS.map((panel, index) => drawn(panel, boxOf(index), args));
  const content = [
    rectangle({ x: 0, y: 0, width: WIDTH, height }, { fill: INK.paper }),
    text(MARGIN.left, 20, args.title, { size: 14, bold: true }),
    ...panels,
    ...timeLabels(args, height - 12),
  ];
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${WIDTH} ${height}`,
    "font-family": "sans-serif",
  };
  return `${element("svg", attributes, `\n${content.join("\n")}\n`)}\n`;
}

function boxOf(index: number): Box {
  const y = MARGIN.top + index * (PANEL_HEIGHT + MARGIN.gap);
  return { x: MARGIN.left, y, width: WIDTH - MARGIN.left - MARGIN.right, height: PANEL_HEIGHT };
}

function drawn(panel: Panel, box: Box, args: PictureArgs): string {
  const values = panel.curves.flatMap(({ valueOf }) => args.samples.map(valueOf));
  const highest = panel.highest ?? roundedUp(Math.max(...values, 0));
  const y = (value: number): number => box.y + box.height * (1 - value / highest);
  const x = (at: Instant): number => box.x + (box.width * (at - args.start)) / (args.end - args.start);
  return [
    text(box.x, box.y - 8, `${panel.title}${panel.unit === "" ? "" : `, ${panel.unit}`}`, { bold: true }),
    ...legend(panel, box),
    rectangle(box, { fill: INK.page }),
    ...(panel.band === undefined ? [] : [bandOf(panel.band, box, y)]),
    ...[0, highest / 2, highest].flatMap((value) => [
      line(box.x, y(value), box.x + box.width, y(value), { stroke: INK.line }),
      text(box.x - 6, y(value) + 4, shortNumber(value), { size: 10, colour: INK.quiet, anchor: "end" }),
    ]),
    ...args.marks.map(({ at }) =>
      line(x(at), box.y, x(at), box.y + box.height, { stroke: "#cf222e", "stroke-dasharray": "3 3" }),
    ),
    ...(panel === PANELS[0]
      ? args.marks.map(({ at, label }) => text(x(at) + 3, box.y + 12, label, { size: 10, colour: "#cf222e" }))
      : []),
    ...panel.curves.map((curve) => curveOf(curve, args.samples, x, y)),
  ].join("\n");
}

function legend({ curves }: Panel, box: Box): string[] {
  return curves.flatMap(({ label, colour }, index) => {
    const right = box.x + box.width - (curves.length - 1 - index) * 150;
    return [
      line(right - 130, box.y - 12, right - 112, box.y - 12, { stroke: colour, "stroke-width": 2 }),
      text(right - 108, box.y - 8, label, { size: 10, colour: INK.quiet }),
    ];
  });
}

function bandOf([low, high]: readonly [number, number], box: Box, y: (value: number) => number): string {
  return rectangle({ x: box.x, y: y(high), width: box.width, height: y(low) - y(high) }, { fill: "#dafbe1" });
}

function curveOf(
  curve: Curve,
  samples: readonly Sample[],
  x: (at: Instant) => number,
  y: (value: number) => number,
): string {
  const points = samples.flatMap((sample, index): [number, number][] => {
    const point: [number, number] = [x(sample.at + MINUTE), y(curve.valueOf(sample))];
    const before = samples[index - 1];
    return curve.isStep === true && before !== undefined ? [[point[0], y(curve.valueOf(before))], point] : [point];
  });
  return path(withoutRepeats(points), { fill: "none", stroke: curve.colour, "stroke-width": 1.5 });
}

/** Points between two of the same height draw nothing. */
function withoutRepeats(points: readonly [number, number][]): [number, number][] {
  return points.filter(([, y], index) => points[index - 1]?.[1] !== y || points[index + 1]?.[1] !== y);
}

function timeLabels({ start, end }: PictureArgs, y: number): string[] {
  const hours = (end - start) / MINUTE / 60;
  const step = [0.25, 0.5, 1, 2, 3, 4, 6].find((each) => hours / each <= 12) ?? 12;
  const width = WIDTH - MARGIN.left - MARGIN.right;
  return Array.from({ length: Math.floor(hours / step) + 1 }, (_, index) => {
    const minutes = Math.round(index * step * 60);
    const label = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
    return text(MARGIN.left + (width * index * step) / hours, y, label, {
      size: 10,
      colour: INK.quiet,
      anchor: "middle",
    });
  });
}

/** The next number with one digit that counts, so that an axis ends at a round one. */
function roundedUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.ceil(value / power) * power;
}

function shortNumber(value: number): string {
  return value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(2);
}
