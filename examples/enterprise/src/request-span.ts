import type { IncomingMessage } from "node:http";
import { openSpan, type OpenSpan, SpanKind } from "./tracing";

/**
 * Begins the part that a request has in a trace: the client's, if it sends one. Path, query, address and program of the
 * client stay out, since they are a person's.
 */
export function openRequestSpan(method: string, route: string, headers: IncomingMessage["headers"]): OpenSpan {
  const attributes = { "http.request.method": method, "http.route": route };
  return openSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, headers);
}

/** Ends it, if there is one; only what the service is to blame for counts as its error. */
export function closeRequestSpan(span: OpenSpan | undefined, status: number): void {
  if (span === undefined) return;
  span.set({ "http.response.status_code": status });
  if (status >= 500) span.fail(String(status));
  span.end();
}
