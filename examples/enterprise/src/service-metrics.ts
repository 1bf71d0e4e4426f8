import { Counter, Gauge, Histogram, type Labels, type Metric } from "./metrics";

const DURATION_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];

/** One request that was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** The route, not the path: clients can make up paths without end, and each would be a series. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
  /** Labels by which its trace is found. */
  readonly trace?: Labels;
}

/** What Prometheus learns about the requests. */
export class ServiceMetrics {
  readonly metrics: readonly Metric[];
  private inFlight = 0;
  private readonly requests = new Counter("http_requests_total", "Requests that were answered.");
  private readonly durations = new Histogram(
    "http_request_duration_seconds",
    "Time from the request to the end of the answer.",
    DURATION_BOUNDS,
  );

  constructor() {
    const inFlight = new Gauge("http_requests_in_flight", "Requests that are being answered.", () => this.inFlight);
    this.metrics = [this.requests, this.durations, inFlight];
  }

  /** Requests that are to be expected, which are told of with 0 before the first one. */
  expect(method: string, route: string, statuses: readonly number[]): void {
    for (const status of statuses) this.requests.start({ method, route, status: String(status) });
    this.durations.start({ method, route });
  }

  begin(): void {
    this.inFlight += 1;
  }

  end({ method, route, status, seconds, trace }: AnsweredRequest): void {
    this.inFlight -= 1;
    this.requests.increment({ method, route, status: String(status) });
    this.durations.observe({ method, route }, seconds, trace);
  }
}
