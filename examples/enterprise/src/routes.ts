import { type ExpositionFormat, formatFor } from "./exposition";
import type { HealthReport } from "./health";
import type { LatencySummary } from "./latency";
import { json, type Reply } from "./reply";

/** What a route learns of a request. */
export interface RouteRequest {
  /** Segments of the path that the route's path has names for. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Reads the object in JSON that was sent. */
  readonly json: () => Promise<object>;
  /** Formats that the client takes, as its `Accept` header says. */
  readonly accept?: string;
}

/** Something under a path. */
export interface Route {
  readonly answer: (request: RouteRequest) => Reply | Promise<Reply>;
  /** @default GET and HEAD */
  readonly methods?: readonly string[];
  /** Whether people wait for it: then its response times are those of the product. */
  readonly product: boolean;
  /** Statuses that it answers with, besides 500. Metrics tell of them from the start. @default 200 */
  readonly statuses?: readonly number[];
}

/** What the routes tell of. */
export interface RouteSources {
  readonly version: string;
  /** Milliseconds of average response time from which the service calls itself slow. */
  readonly slowAfter: number;
  readonly draining: () => boolean;
  readonly health: () => Promise<HealthReport>;
  readonly latency: () => LatencySummary;
  readonly metrics: (format: ExpositionFormat) => Promise<string>;
}

/** The paths of the service (HC-1). */
export function serviceRoutes(sources: RouteSources): Map<string, Route> {
  return new Map<string, Route>([
    ["/", { product: true, answer: () => json(200, { product: "ProofPix Enterprise", version: sources.version }) }],
    ["/health", { product: false, statuses: [200, 503], answer: () => shallowHealth(sources) }],
    ["/api/health", { product: false, statuses: [200, 503], answer: () => deepHealth(sources) }],
    ["/api/performance/health", { product: false, answer: () => performanceHealth(sources) }],
    ["/metrics", { product: false, answer: ({ accept }) => metrics(sources, formatFor(accept)) }],
  ]);
}

/** For load balancers: nothing but this process, so that an outage elsewhere never drains the fleet. */
function shallowHealth({ draining }: RouteSources): Reply {
  return draining() ? json(503, { status: "stopping" }) : json(200, { status: "healthy" });
}

/** For monitoring: everything that the service needs. */
async function deepHealth({ health }: RouteSources): Promise<Reply> {
  const report = await health();
  return json(report.status === "unhealthy" ? 503 : 200, report);
}

/** For monitoring: a slow instance still serves, so it is no failure. */
function performanceHealth({ latency, slowAfter }: RouteSources): Reply {
  const milliseconds = latency();
  return json(200, { status: milliseconds.average > slowAfter ? "slow" : "healthy", milliseconds });
}

async function metrics(sources: RouteSources, format: ExpositionFormat): Promise<Reply> {
  return { status: 200, contentType: format.contentType, body: await sources.metrics(format) };
}
