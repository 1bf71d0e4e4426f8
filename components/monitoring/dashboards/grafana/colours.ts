import type { Threshold } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Level, Limit, MetricPanel } from "../panel";

/** Colours of Grafana by how bad something is. They differ in brightness too, for people who see few colours. */
const COLOURS: Readonly<Record<Level, string>> = {
  good: "green",
  neutral: "blue",
  warning: "orange",
  critical: "red",
};

export function colourOf(level: Level): string {
  return COLOURS[level];
}

/** Steps of colour: a figure takes the colour of the last step that it has reached. */
export function steps({ visualization, limits = [] }: MetricPanel): Threshold[] {
  const sorted = [...limits].sort((a, b) => a.value - b.value);
  if (visualization === "lines" || visualization === "area" || visualization === "bars") return lines(sorted);
  const [first] = sorted;
  if (first === undefined) return [{ value: null, color: colourOf("neutral") }];
  return first.worse === "above" ? worseAbove(sorted) : worseBelow(sorted);
}

/** Lines across a panel: each in the colour of its limit, and nothing below. */
function lines(limits: readonly Limit[]): Threshold[] {
  return [
    { value: null, color: "transparent" },
    ...limits.map(({ value, level }) => ({ value, color: colourOf(level) })),
  ];
}

function worseAbove(limits: readonly Limit[]): Threshold[] {
  return [
    { value: null, color: colourOf("good") },
    ...limits.map(({ value, level }) => ({ value, color: colourOf(level) })),
  ];
}

/** From each limit on it is as bad as the next one says; beyond the last it is good. */
function worseBelow(limits: readonly Limit[]): Threshold[] {
  return limits.reduce<Threshold[]>(
    (done, { value }, index) => [...done, { value, color: colourOf(limits[index + 1]?.level ?? "good") }],
    [{ value: null, color: colourOf(limits[0]?.level ?? "good") }],
  );
}
