import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { Instant } from "../../behaviour/model/instant";
import type { Listener } from "../configuration/model";
import type { RoutedTarget } from "../configuration/targets";
import type { Routes } from "../routes";
import type { ExchangeRecord } from "../traffic/exchange-record";
import type { Upstreams } from "../upstream/upstreams";

/** A request by HTTP/1.1 or HTTP/2. */
export type ClientRequest = IncomingMessage | Http2ServerRequest;
/** The answer to a request by HTTP/1.1 or HTTP/2. */
export type ClientResponse = ServerResponse | Http2ServerResponse;

/** What a listener's server works with. */
export interface FrontendContext {
  readonly listenerArn: string;
  readonly upstreams: Upstreams;
  routes(): Routes;
  now(): Instant;
  /** From 0 to less than 1. */
  random(): number;
  /** 24 hexadecimal digits for the id of a trace. */
  traceDigits(): string;
  /** How many requests a target group had before, counting this one. */
  turnOf(targetGroupArn: string): number;
  /** The port of this machine behind a port of the load balancer; the same where none is. */
  localPort(loadBalancerArn: string, port: number): number;
  record(exchange: ExchangeRecord): void;
  /** A client was connected with a target by TCP. */
  recordFlow(target: RoutedTarget): void;
}

/** The listener as it is now; undefined once it was deleted. */
export function listenerOf(context: FrontendContext): Listener | undefined {
  return context.routes().listeners.get(context.listenerArn);
}
