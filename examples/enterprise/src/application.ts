import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ExpositionFormat } from "./exposition";
import { type HealthCheck, healthReporter } from "./health";
import { HealthMetrics } from "./health-metrics";
import { LatencyWindow } from "./latency";
import { errorText, type Log } from "./log";
import type { Metric } from "./metrics";
import { processMetrics } from "./process-metrics";
import { json, type Reply } from "./reply";
import { BadRequest, jsonBody } from "./request-body";
import { closeRequestSpan, openRequestSpan } from "./request-span";
import { type FoundRoute, Router } from "./router";
import { type Route, serviceRoutes } from "./routes";
import { ServiceMetrics } from "./service-metrics";
import { errorType, type OpenSpan } from "./tracing";
import { Unavailable } from "./unavailable";

const READING = ["GET", "HEAD"];
/** Others aren't told apart in metrics: clients can make up methods without end. */
const KNOWN_METHODS = [...READING, "POST"];
/** Seconds after which a client may try again what is unavailable. */
const RETRY_AFTER = "5";
/** Counted where a client left before its answer; no such status is ever sent. */
const CLIENT_LEFT = 499;

export interface ApplicationOptions {
  readonly version: string;
  readonly checks: readonly HealthCheck[];
  readonly checkTimeout: number;
  readonly slowAfter: number;
  readonly log: Log;
  /** Further paths, or others in place of the service's own. */
  readonly routes?: Readonly<Record<string, Route>>;
  /** Metrics besides those of the requests, the health checks and the process. */
  readonly metrics?: readonly Metric[];
}

/** The service without a port: takes requests, whoever listens. */
export class Application {
  readonly listener: RequestListener = (request, response) => {
    void this.handle(request, response);
  };

  private draining = false;
  private readonly requests = new ServiceMetrics();
  private readonly latency = new LatencyWindow();
  private readonly router: Router;
  private readonly log: Log;

  constructor({ version, slowAfter, checks, checkTimeout, log, routes = {}, metrics = [] }: ApplicationOptions) {
    this.log = log;
    const health = new HealthMetrics(healthReporter(checks, { timeout: checkTimeout, log }));
    const all = [...this.requests.metrics, ...health.metrics, ...processMetrics(version), ...metrics];
    const own = serviceRoutes({
      version,
      slowAfter,
      draining: () => this.draining,
      health: () => health.report(),
      latency: () => this.latency.summary(),
      metrics: async (format: ExpositionFormat) => {
        await health.refresh();
        return format.write(all);
      },
    });
    const served = new Map([...own, ...Object.entries(routes)]);
    this.expectRequests(served);
    this.router = new Router(served);
  }

  /** Tells load balancers, and clients that keep their connections, to go elsewhere. */
  drain(): void {
    this.draining = true;
  }

  private expectRequests(routes: Iterable<readonly [pattern: string, route: Route]>): void {
    for (const [pattern, { methods = ["GET"], statuses = [200] }] of routes) {
      for (const method of methods) this.requests.expect(method, pattern, [...statuses, 500]);
    }
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const begin = performance.now();
    const { method = "GET", url = "/" } = request;
    const path = url.split("?", 1)[0] ?? "/";
    const found = this.router.find(path);
    const span = found?.route.product
      ? openRequestSpan(knownMethod(method), found.pattern, request.headers)
      : undefined;
    this.requests.begin();
    response.once("close", () => {
      const status = response.writableFinished ? response.statusCode : CLIENT_LEFT;
      this.finished({ method, path, found, status, milliseconds: performance.now() - begin, span });
    });
    const reply = (): Promise<Reply> => this.reply(request, found, span);
    this.send(method, response, await (span === undefined ? reply() : span.run(reply)));
  }

  private async reply(request: IncomingMessage, found: FoundRoute | undefined, span?: OpenSpan): Promise<Reply> {
    if (found === undefined) return json(404, { error: "not found" });
    const { route, parameters, pattern } = found;
    const { methods = READING } = route;
    if (!methods.includes(request.method ?? "")) {
      return json(405, { error: "method not allowed" }, { Allow: methods.join(", ") });
    }
    try {
      return await route.answer({ parameters, json: () => jsonBody(request), accept: request.headers.accept });
    } catch (error) {
      return this.failure(error, pattern, span);
    }
  }

  /** Tells a client no more than what it can act on; the rest stands in the log. */
  private failure(error: unknown, route: string, span: OpenSpan | undefined): Reply {
    if (error instanceof BadRequest) return json(error.status, { error: error.message }, { Connection: "close" });
    span?.fail(errorType(error));
    this.log("error", "request failed", { route, error: errorText(error) });
    if (!(error instanceof Unavailable)) return json(500, { error: "internal error" });
    return json(503, { error: `${error.what} unavailable` }, { "Retry-After": RETRY_AFTER });
  }

  private send(method: string, response: ServerResponse, reply: Reply): void {
    response.writeHead(reply.status, {
      "Content-Type": reply.contentType,
      "Content-Length": Buffer.byteLength(reply.body),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      ...(this.draining && { Connection: "close" }),
      ...reply.headers,
    });
    response.end(method === "HEAD" ? undefined : reply.body);
  }

  private finished({ method, path, found, status, milliseconds, span }: FinishedRequest): void {
    this.requests.end({
      method: knownMethod(method),
      route: found?.pattern ?? "other",
      status,
      seconds: milliseconds / 1000,
      trace: span?.exemplar,
    });
    const product = found?.route.product;
    if (product) this.latency.record(milliseconds);
    const fields = { method, path, status, milliseconds, ...span?.fields };
    this.log(product === false ? "debug" : "info", "request", fields);
    closeRequestSpan(span, status);
  }
}

function knownMethod(method: string): string {
  return KNOWN_METHODS.includes(method) ? method : "other";
}

interface FinishedRequest {
  readonly method: string;
  readonly path: string;
  readonly found: FoundRoute | undefined;
  readonly status: number;
  readonly milliseconds: number;
  /** Absent where nobody looks for a trace. */
  readonly span?: OpenSpan;
}
