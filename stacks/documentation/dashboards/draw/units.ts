import type { Unit } from "../../../../components/monitoring/dashboards/panel";

/** A value as people read it. */
export function formatted(value: number, unit: Unit, decimals?: number): string {
  if (!Number.isFinite(value)) return "–";
  return FORMATS[unit](value, decimals);
}

type Format = (value: number, decimals: number | undefined) => string;

const FORMATS: Readonly<Record<Unit, Format>> = {
  none: fixed,
  short,
  percent: (value, decimals) => `${fixed(value, decimals)} %`,
  percentunit: (value, decimals) => `${fixed(100 * value, decimals)} %`,
  s: seconds,
  dtdurations: duration,
  d: (value, decimals) => `${fixed(value, decimals)} days`,
  m: (value, decimals) => `${fixed(value, decimals)} min`,
  bytes: (value, decimals) => binary(value, decimals),
  Bps: (value, decimals) => `${binary(value, decimals)}/s`,
  reqps: (value, decimals) => `${short(value, decimals)}/s`,
  ops: (value, decimals) => `${short(value, decimals)}/s`,
  currencyUSD: (value, decimals) => `$${short(value, decimals)}`,
  string: String,
};

function fixed(value: number, decimals: number | undefined): string {
  return withoutZeros(value.toFixed(decimals ?? digitsFor(value)), decimals);
}

function short(value: number, decimals: number | undefined): string {
  if (decimals === 0) return Math.round(value).toLocaleString("en-US");
  if (Math.abs(value) >= 1e6) return `${fixed(value / 1e6, 1)} M`;
  if (Math.abs(value) >= 1e4) return `${fixed(value / 1e3, 1)} k`;
  return fixed(value, decimals);
}

function seconds(value: number, decimals: number | undefined): string {
  if (value !== 0 && Math.abs(value) < 1) return `${fixed(1000 * value, decimals ?? 0)} ms`;
  if (Math.abs(value) >= 300) return `${fixed(value / 60, decimals)} min`;
  return `${fixed(value, decimals)} s`;
}

const DURATIONS = [
  [86_400, "d"],
  [3600, "h"],
  [60, "min"],
] as const;

function duration(value: number): string {
  const [length, name] = DURATIONS.find(([each]) => value >= each) ?? [1, "s"];
  return `${Math.round(value / length)} ${name}`;
}

function binary(value: number, decimals: number | undefined): string {
  const names = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = value === 0 ? 0 : Math.min(names.length - 1, Math.floor(Math.log2(Math.abs(value)) / 10));
  return `${fixed(value / 1024 ** power, decimals ?? 1)} ${names[power] ?? ""}`;
}

function digitsFor(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 100) return 0;
  if (size >= 10) return 1;
  return size >= 1 ? 2 : 3;
}

/** Zeros at the end say nothing where nobody asked for them. */
function withoutZeros(content: string, decimals: number | undefined): string {
  return decimals === undefined && content.includes(".") ? content.replace(/\.?0+$/, "") : content;
}
