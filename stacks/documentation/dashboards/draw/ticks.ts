import type { Unit } from "../../../../components/monitoring/dashboards/panel";

/** Round values between two, about as many as asked for. */
export function valueTicks(low: number, high: number, count: number, unit: Unit): number[] {
  const base = unit === "bytes" ? 1024 ** Math.max(0, Math.floor(Math.log2(high) / 10)) : 1;
  const rough = (high - low) / base / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough) * base;
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step / 1e6; tick += step) {
    ticks.push(Number(tick.toPrecision(12)));
  }
  return ticks;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const STEPS = [
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
];

export interface TimeTick {
  readonly time: number;
  readonly label: string;
}

/** Round times between two, at most as many as asked for. */
export function timeTicks(start: number, end: number, count: number): TimeTick[] {
  const step = STEPS.find((each) => (end - start) / each <= count) ?? 7 * DAY;
  const ticks: TimeTick[] = [];
  for (let time = Math.ceil(start / step) * step; time <= end; time += step) {
    ticks.push({ time, label: step >= DAY ? day(time) : clock(time) });
  }
  return ticks;
}

function clock(time: number): string {
  return new Date(time * 1000).toISOString().slice(11, 16);
}

function day(time: number): string {
  const date = new Date(time * 1000);
  return `${date.getUTCDate()} ${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][date.getUTCMonth()] ?? ""}`;
}
