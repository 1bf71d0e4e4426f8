import type { Distribution } from "./distribution";

type Statistic = (values: Distribution) => number | undefined;

const SIMPLE: Readonly<Record<string, Statistic>> = {
  Average: ({ sum, count }) => sum / count,
  Maximum: ({ maximum }) => maximum,
  Minimum: ({ minimum }) => minimum,
  SampleCount: ({ count }) => count,
  Sum: ({ sum }) => sum,
  IQM: trimmed("TM", bounds("25%", "75%")),
};

/** Statistics with numbers in their names that were asked for before. */
const read = new Map<string, Statistic>();

/**
 * What computes a statistic (Amazon CloudWatch User Guide, "CloudWatch statistics definitions").
 * @param name such as `Average`, `p95`, `tm99`, `TM(10%:90%)`, `PR(:0.5)`
 */
export function statisticNamed(name: string): Statistic {
  const known = SIMPLE[name] ?? read.get(name);
  if (known !== undefined) return known;
  const made = extendedStatistic(name);
  read.set(name, made);
  return made;
}

function extendedStatistic(name: string): Statistic {
  const [, kind, share = ""] = /^(p|tm|tc|ts|wm)([\d.]+)$/.exec(name) ?? [];
  if (kind === undefined) return rangeStatistic(name);
  if (kind === "p") return (values) => percentile(values, Number(share));
  return trimmed(kind.toUpperCase(), bounds("", `${share}%`));
}

/** A statistic of the values between bounds. */
function rangeStatistic(name: string): Statistic {
  const [, kind, lower = "", upper = ""] = /^(PR|TM|TC|TS|WM)\(([\d.%]*):([\d.%]*)\)$/.exec(name) ?? [];
  if (kind === undefined) throw new Error(`unknown statistic ${name}`);
  return trimmed(kind, bounds(lower, upper));
}

/** The smallest value that as many of the values as the percentage says don't exceed. */
function percentile(values: Distribution, percent: number): number | undefined {
  const wanted = (percent / 100) * values.count;
  let seen = 0;
  for (const [value, count] of values.sorted()) {
    seen += count;
    if (seen >= wanted - 1e-9) return value;
  }
  return undefined;
}

/** Ends of a range: values, or percentages of how many values there are. */
interface Bounds {
  readonly lower: number;
  readonly upper: number;
  readonly isByCount: boolean;
}

function bounds(lower: string, upper: string): Bounds {
  const isByCount = lower.endsWith("%") || upper.endsWith("%");
  const end = (text: string, open: number): number => (text === "" ? open : parseFloat(text));
  return isByCount
    ? { lower: end(lower, 0), upper: end(upper, 100), isByCount }
    : { lower: end(lower, -Infinity), upper: end(upper, Infinity), isByCount };
}

/** The values within bounds, each with how often it is within. */
function within(values: Distribution, { lower, upper, isByCount }: Bounds): (readonly [number, number])[] {
  const sorted = values.sorted();
  // The same, "Trimmed mean": the lower bound is exclusive, the upper one inclusive.
  if (!isByCount) return sorted.filter(([value]) => value > lower && value <= upper);
  const [begin, end] = [(lower / 100) * values.count, (upper / 100) * values.count];
  let seen = 0;
  return sorted.flatMap(([value, count]): (readonly [number, number])[] => {
    const part = Math.min(seen + count, end) - Math.max(seen, begin);
    seen += count;
    return part > 0 ? [[value, part]] : [];
  });
}

function trimmed(kind: string, range: Bounds): Statistic {
  return (values) => {
    if (kind === "WM") return winsorizedMean(values, range);
    const kept = within(values, range);
    const count = kept.reduce((total, [, each]) => total + each, 0);
    const sum = kept.reduce((total, [value, each]) => total + value * each, 0);
    if (kind === "PR") return (100 * count) / values.count;
    if (kind === "TC") return count;
    if (kind === "TS") return sum;
    return count === 0 ? undefined : sum / count;
  };
}

/** The mean where values beyond the bounds count as the bound. */
function winsorizedMean(values: Distribution, range: Bounds): number | undefined {
  const [lowest, highest] = range.isByCount
    ? [percentile(values, range.lower), percentile(values, range.upper)]
    : [range.lower, range.upper];
  if (lowest === undefined || highest === undefined) return undefined;
  const sum = values
    .sorted()
    .reduce((total, [value, count]) => total + Math.min(Math.max(value, lowest), highest) * count, 0);
  return sum / values.count;
}
