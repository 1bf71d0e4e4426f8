import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { type HealthCheck, healthReporter } from "./health";
import { LatencyWindow } from "./latency";
import { errorText, type Log } from "./log";
import { json, type Reply } from "./reply";
import { type Route, serviceRoutes } from "./routes";
import { ServiceMetrics } from "./service-metrics";

const METHODS = ["GET", "HEAD"];
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
}

/** The service without a port: takes requests, whoever listens. */
export class Application {
  readonly listener: RequestListener = (request, response) => {
    void this.handle(request, response);
  };

  private draining = false;
  private readonly metrics = new ServiceMetrics();
  private readonly latency = new LatencyWindow();
  private readonly routes: ReadonlyMap<string, Route>;
  private readonly log: Log;

  constructor({ version, slowAfter, checks, checkTimeout, log, routes = {} }: ApplicationOptions) {
    this.log = log;
    const own = serviceRoutes({
      version,
      slowAfter,
      draining: () => this.draining,
      health: healthReporter(checks, { timeout: checkTimeout, log }),
      latency: () => this.latency.summary(),
      metrics: () => this.metrics.text(),
    });
    this.routes = new Map([...own, ...Object.entries(routes)]);
  }

  /** Tells load balancers, and clients that keep their connections, to go elsewhere. */
  drain(): void {
    this.draining = true;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const begin = performance.now();
    const { method = "GET", url = "/" } = request;
    const path = url.split("?", 1)[0] ?? "/";
    const route = this.routes.get(path);
    this.metrics.begin();
    response.once("close", () => {
      const status = response.writableFinished ? response.statusCode : CLIENT_LEFT;
      this.finished({ method, path, route, status, milliseconds: performance.now() - begin });
    });
    this.send(method, response, await this.reply(method, path, route));
  }

  private async reply(method: string, path: string, route: Route | undefined): Promise<Reply> {
    if (route === undefined) return json(404, { error: "not found" });
    if (!METHODS.includes(method)) return json(405, { error: "method not allowed" }, { Allow: METHODS.join(", ") });
    try {
      return await route.answer();
    } catch (error) {
      this.log("error", "request failed", { path, error: errorText(error) });
      return json(500, { error: "internal error" });
    }
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

  private finished({ method, path, route, status, milliseconds }: FinishedRequest): void {
    const known = METHODS.includes(method) ? method : "other";
    this.metrics.end({
      method: known,
      route: route === undefined ? "other" : path,
      status,
      seconds: milliseconds / 1000,
    });
    if (route?.product) this.latency.record(milliseconds);
    this.log(route?.product === false ? "debug" : "info", "request", { method, path, status, milliseconds });
  }
}

interface FinishedRequest {
  readonly method: string;
  readonly path: string;
  readonly route: Route | undefined;
  readonly status: number;
  readonly milliseconds: number;
}
