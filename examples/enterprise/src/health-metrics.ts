import { pauseUnless } from "./aborts";
import type { CheckResult, HealthReport } from "./health";
import { Gauge, type Labels, type Metric, type Reading } from "./metrics";

/** Milliseconds after which the results of the checks are too old to be told. */
const FRESH = 10_000;
/** Milliseconds that a scrape waits for new results: less than the time that Prometheus takes for a scrape. */
const PATIENCE = 3000;

export interface HealthMetricsOptions {
  /** @default 10000 */
  readonly fresh?: number;
  /** @default 3000 */
  readonly patience?: number;
}

/**
 * The health checks as Prometheus learns of them: the latest results while they are fresh. Where nobody asks for the
 * checks, a scrape runs them; where they take too long, there is no series rather than an old one.
 */
export class HealthMetrics {
  readonly metrics: readonly Metric[];
  private latest?: { readonly report: HealthReport; readonly at: number };

  /** @param run runs the checks. */
  constructor(
    private readonly run: () => Promise<HealthReport>,
    private readonly options: HealthMetricsOptions = {},
  ) {
    const status = "1 when the check found what it looks at working, or else 0.";
    this.metrics = [
      new Gauge("health_check_status", status, () => this.readings(statusOf)),
      new Gauge("health_check_duration_seconds", "How long the check took.", () => this.readings(durationOf)),
    ];
  }

  async report(): Promise<HealthReport> {
    const report = await this.run();
    this.latest = { report, at: performance.now() };
    return report;
  }

  /** Runs the checks if the latest results are old, and waits for them for a while. */
  async refresh(): Promise<void> {
    if (this.results().length > 0) return;
    const done = new AbortController();
    await Promise.race([this.report(), pauseUnless(done.signal, this.options.patience ?? PATIENCE)]);
    done.abort();
  }

  private readings(reading: (result: CheckResult) => Reading): Reading[] {
    return this.results().map(reading);
  }

  /** Empty when they are old. */
  private results(): readonly CheckResult[] {
    const { fresh = FRESH } = this.options;
    return this.latest !== undefined && performance.now() - this.latest.at < fresh ? this.latest.report.checks : [];
  }
}

function statusOf(result: CheckResult): Reading {
  const labels: Labels = { ...labelsOf(result), critical: String(result.critical) };
  return { labels, value: result.status === "healthy" ? 1 : 0 };
}

function durationOf(result: CheckResult): Reading {
  return { labels: labelsOf(result), value: result.milliseconds / 1000 };
}

function labelsOf({ name, kind }: CheckResult): Labels {
  return { check: name, kind };
}
