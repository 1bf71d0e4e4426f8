import { DEFAULT_SPEED } from "../../components/scaling/scaling-speed";
import { TRIGGER_NUMBERS, type TriggerNumbers } from "../../components/scaling/triggers/numbers";

const WIDTH = 760;
const LABEL = 150;
const TRACK = { left: LABEL + 10, width: 560, height: 26, gap: 44, top: 64 };

/** What each trigger measures: its label, unit and the value at the right end of its track. */
const SCALES: Readonly<Record<keyof typeof TRIGGER_NUMBERS, { label: string; unit: string; end: number }>> = {
  cpu: { label: "CPU", unit: " %", end: 100 },
  memory: { label: "memory", unit: " %", end: 100 },
  responseTime: { label: "response time", unit: " s", end: 3 },
  queueDepth: { label: "queue depth", unit: "", end: 140 },
};

/** Picture of when instances are added and taken away, drawn from the triggers' own numbers. */
export function scalingPicture(
  numbers: Readonly<Record<keyof typeof SCALES, TriggerNumbers>> = TRIGGER_NUMBERS,
): string {
  const { addedInstances, upCooldownSeconds, removedInstances, downCooldownSeconds } = DEFAULT_SPEED;
  const rows = Object.entries(numbers) as [keyof typeof SCALES, TriggerNumbers][];
  const bottom = TRACK.top + rows.length * TRACK.gap;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 74}" role="img" aria-labelledby="title" font-family="sans-serif" font-size="13">`,
    '<title id="title">Instances are added when any trigger is above its threshold, and taken away while all are quiet</title>',
    `<rect width="${WIDTH}" height="${bottom + 74}" fill="#ffffff"/>`,
    text(TRACK.left, 24, "quiet", "#1f7a4d", 'font-weight="bold"'),
    text(TRACK.left + TRACK.width / 2, 24, "as it is", "#57606a", 'text-anchor="middle" font-weight="bold"'),
    text(TRACK.left + TRACK.width, 24, `adds ${addedInstances}`, "#a40e26", 'text-anchor="end" font-weight="bold"'),
    text(TRACK.left, 42, "taken away only while all four are here", "#57606a", 'font-size="11"'),
    text(TRACK.left + TRACK.width, 42, "one of the four is enough", "#57606a", 'text-anchor="end" font-size="11"'),
    ...rows.flatMap(([key, row], index) => track(key, row, TRACK.top + index * TRACK.gap)),
    text(
      TRACK.left,
      bottom + 20,
      `down: all four quiet for ${longest(rows)}, then ${removedInstances} less and ${downCooldownSeconds / 60} minutes of rest`,
      "#1f7a4d",
    ),
    text(
      TRACK.left,
      bottom + 42,
      `up: any for its own time, then ${addedInstances} more and ${upCooldownSeconds / 60} minutes of rest`,
      "#a40e26",
    ),
    "</svg>",
    "",
  ].join("\n");
}

function track(key: keyof typeof SCALES, { above, aboveFor, below, belowFor }: TriggerNumbers, y: number): string[] {
  const { label, unit, end } = SCALES[key];
  const at = (value: number): number => Math.round(TRACK.left + (value / end) * TRACK.width);
  const [quiet, busy, right] = [at(below), at(above), TRACK.left + TRACK.width];
  return [
    text(LABEL, y + 18, label, "#24292f", 'text-anchor="end"'),
    bar(TRACK.left, quiet, y, "#d2f0de"),
    bar(quiet, busy, y, "#eef1f4"),
    bar(busy, right, y, "#ffd7d5"),
    text(quiet + 4, y + 18, `${below}${unit}`, "#1f7a4d"),
    text(busy - 4, y + 18, `${above}${unit}`, "#a40e26", 'text-anchor="end"'),
    text(TRACK.left + 4, y + 18, belowFor, "#1f7a4d", 'font-size="11"'),
    text(right - 4, y + 18, aboveFor, "#a40e26", 'text-anchor="end" font-size="11"'),
  ];
}

function bar(from: number, to: number, y: number, fill: string): string {
  return `<rect x="${from}" y="${y}" width="${to - from}" height="${TRACK.height}" fill="${fill}" stroke="#ffffff"/>`;
}

function text(x: number, y: number, content: string, fill: string, further = ""): string {
  return `<text x="${x}" y="${y}" fill="${fill}"${further === "" ? "" : ` ${further}`}>${content}</text>`;
}

/** The longest of the quiet times, for which all triggers have to be quiet. */
function longest(rows: readonly [string, TriggerNumbers][]): string {
  const minutes = rows.map(([, { belowFor }]) => Number(belowFor.replace("m", "")));
  return `${Math.max(...minutes)} minutes`;
}
