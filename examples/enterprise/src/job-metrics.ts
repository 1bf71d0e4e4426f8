import { Counter, Gauge, Histogram, type Metric } from "./metrics";

/** What became of a job; one that failed is taken again later, or becomes a dead letter. */
export type JobOutcome = "done" | "failed";

const DURATION_BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** What Prometheus learns about the jobs of a worker. */
export class JobMetrics {
  readonly metrics: readonly Metric[];
  private inFlight = 0;
  private readonly processed = new Counter("jobs_processed_total", "Jobs that the worker is through with.");
  private readonly durations = new Histogram("job_duration_seconds", "Time that a job took.", DURATION_BOUNDS);

  constructor() {
    for (const outcome of ["done", "failed"] satisfies JobOutcome[]) this.processed.start({ outcome });
    this.durations.start({});
    const inFlight = new Gauge("jobs_in_flight", "Jobs that are being done.", () => this.inFlight);
    this.metrics = [this.processed, this.durations, inFlight];
  }

  begin(): void {
    this.inFlight += 1;
  }

  end(outcome: JobOutcome, seconds: number): void {
    this.inFlight -= 1;
    this.processed.increment({ outcome });
    this.durations.observe({}, seconds);
  }
}
