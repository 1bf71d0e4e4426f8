/** How long the latest requests took, in milliseconds. */
export interface LatencySummary {
  readonly count: number;
  readonly average: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly slowest: number;
}

/** Response times of the latest requests. */
export class LatencyWindow {
  private readonly latest: number[] = [];
  private next = 0;

  /** @param size how many requests are remembered. */
  constructor(private readonly size = 1000) {}

  record(milliseconds: number): void {
    this.latest[this.next] = milliseconds;
    this.next = (this.next + 1) % this.size;
  }

  summary(): LatencySummary {
    return summarized(this.latest);
  }
}

/** Figures of any response times; all 0 when there are none. */
export function summarized(milliseconds: readonly number[]): LatencySummary {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  return {
    count: sorted.length,
    average: sorted.length === 0 ? 0 : total / sorted.length,
    p50: percentile(sorted, 50),
    p95: percentile(sorted, 95),
    p99: percentile(sorted, 99),
    slowest: sorted.at(-1) ?? 0,
  };
}

/** The value that `percent` of the values don't exceed (nearest rank). */
function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0;
}
