import type { FastifyReply, FastifyRequest } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Run } from "./runs/run";

/** Bounds of answer times, in seconds: most come from the store at once. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What the service tells Prometheus of itself. */
export class ServiceMetrics {
  private readonly registry = new Registry();
  private readonly duration: Histogram<"method" | "route" | "status">;

  /** @param openRuns deployments that are under way */
  constructor(openRuns: () => Promise<readonly Run[]>) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.duration = new Histogram({
      name: "deployment_service_request_duration_seconds",
      help: "Time from a request to the end of its answer.",
      labelNames: ["method", "route", "status"],
      buckets: BUCKETS,
      registers,
    });
    new Gauge({
      name: "deployment_service_deployments_under_way",
      help: "Deployments that have been accepted and haven't ended.",
      registers,
      async collect() {
        this.set((await openRuns()).length);
      },
    });
  }

  answered({ method, routeOptions }: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): void {
    // Unknown paths have one label together: there may be any number of them.
    const labels = { method, route: routeOptions.url ?? "none", status: String(statusCode) };
    this.duration.observe(labels, elapsedTime / 1000);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
