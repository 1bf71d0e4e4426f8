import type { Level, MetricPanel } from "../../../../components/monitoring/dashboards/panel";

export const LEVEL_COLOURS: Readonly<Record<Level, string>> = {
  good: "#1a7f37",
  neutral: "#0969da",
  warning: "#bc4c00",
  critical: "#cf222e",
};

const SERIES = ["#0969da", "#d9730d", "#2da44e", "#8250df", "#bf3989", "#1b7c83", "#9a6700", "#57606a"];

/** Colour of a series by its place. */
export function seriesColour(index: number): string {
  return SERIES[index % SERIES.length] ?? "#57606a";
}

/** How bad a value is by the limits of its panel. */
export function levelOf(value: number, { limits = [] }: MetricPanel): Level {
  if (limits.length === 0) return "neutral";
  const broken = limits.filter((limit) => (limit.worse === "above" ? value >= limit.value : value < limit.value));
  const levels = broken.map(({ level }) => level);
  return (["critical", "warning", "neutral"] as const).find((level) => levels.includes(level)) ?? "good";
}
