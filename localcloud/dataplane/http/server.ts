import { createServer, STATUS_CODES, type Server } from "node:http";
import { createSecureServer } from "node:http2";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { SecureContext } from "node:tls";
import { SECOND } from "../../behaviour/model/instant";
import type { LoadBalancer } from "../configuration/model";
import type { TlsVersions } from "../tls/security-policies";
import { listenerOf, type ClientRequest, type ClientResponse, type FrontendContext } from "./frontend";
import { page } from "./pages";
import { serve } from "./serve";
import { upgrade } from "./upgrade";

/** Largest header of a request (User Guide for Application Load Balancers, "Quotas"). */
const LARGEST_HEADER = 64 * 1024;

/** How a server encrypts. */
export interface Encryption extends TlsVersions {
  /** The default certificate. */
  readonly key: string;
  readonly cert: string;
  readonly secureContext: (serverName: string) => SecureContext;
}

/** The settings of a load balancer that its servers are made with. */
export type ServerSettings = Pick<LoadBalancer, "idleTimeoutSeconds" | "speaksHttp2">;

/** A server for a listener of an application load balancer. It doesn't listen yet. */
export function httpServer(context: FrontendContext, settings: ServerSettings, encryption?: Encryption): Server {
  const options = {
    maxHeaderSize: LARGEST_HEADER,
    requestTimeout: 0, // a body may come as slowly as it likes, as long as it comes
    connectionsCheckingInterval: SECOND,
  };
  const handle = (request: ClientRequest, response: ClientResponse): void => {
    limitConnection(request, response, context);
    serve(request, response, context);
  };
  const server = encryption === undefined ? createServer(options) : secureServer(options, settings, encryption);
  server.on("request", handle);
  server.on("upgrade", (request, socket: Duplex, head) => {
    upgrade(request, socket, head, context);
  });
  server.on("clientError", answerUnreadable);
  limitTimes(server, settings);
  return server;
}

/** How long a server lets connections be idle, in milliseconds. */
export interface ServerTimes {
  keepAliveTimeout: number;
  headersTimeout: number;
}

/**
 * Has connections closed that are idle for the load balancer's time: before a request is there and between two. During
 * one, the connection has a limit of its own.
 */
export function limitTimes(
  server: ServerTimes,
  { idleTimeoutSeconds }: Pick<LoadBalancer, "idleTimeoutSeconds">,
): void {
  const idle = idleTimeoutSeconds * SECOND;
  server.keepAliveTimeout = idle;
  server.headersTimeout = idle;
}

/**
 * Node's server for both versions of HTTP; where a client speaks HTTP/1.1, it behaves as its `https` server, of which
 * it has the events.
 */
function secureServer(
  options: Parameters<typeof createServer>[0] & object,
  { speaksHttp2, idleTimeoutSeconds }: ServerSettings,
  { key, cert, minVersion, maxVersion, secureContext }: Encryption,
): Server {
  const SNICallback = (name: string, done: (error: Error | null, context?: SecureContext) => void): void => {
    done(null, secureContext(name));
  };
  const alpn = speaksHttp2 ? {} : { ALPNProtocols: ["http/1.1"] };
  const secure = { ...options, key, cert, minVersion, maxVersion, allowHTTP1: true, SNICallback, ...alpn };
  const server = createSecureServer(secure);
  server.on("session", (session) => {
    session.setTimeout(idleTimeoutSeconds * SECOND, () => {
      session.close();
    });
  });
  return server as unknown as Server;
}

/**
 * Ends what takes too long: a request whose body stays out (User Guide, "Troubleshoot", HTTP 408), and a connection
 * that is older than it may become. Waiting for a target has its own limit.
 */
function limitConnection(request: ClientRequest, response: ClientResponse, context: FrontendContext): void {
  if ("stream" in request) return;
  request.on("timeout", () => {
    if ("stream" in response || response.headersSent) return;
    const { status, headers, body } = page(408);
    response.writeHead(status, [...headers.flat(), "Connection", "close"]);
    response.end(body, () => request.socket.destroy());
  });
  response.on("timeout", () => undefined);
  const loadBalancer = listenerOf(context)?.loadBalancer;
  if (loadBalancer === undefined || "stream" in response) return;
  request.socket.setTimeout(loadBalancer.idleTimeoutSeconds * SECOND);
  if (ageOf(request.socket) > loadBalancer.clientKeepAliveSeconds * SECOND) response.shouldKeepAlive = false;
}

const openedAt = new WeakMap<object, number>();

/** Milliseconds since the first request of a connection. */
function ageOf(socket: object): number {
  const now = performance.now();
  const since = openedAt.get(socket);
  if (since === undefined) openedAt.set(socket, now);
  return now - (since ?? now);
}

/**
 * What is no whole request of HTTP (User Guide for Application Load Balancers, "Troubleshoot", HTTP 400 and 408). A
 * connection on which nothing was ever said is closed without a word.
 */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  const isSilent = (socket as Partial<Socket>).bytesRead === 0;
  if (error.code === "ECONNRESET" || isSilent || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, body } = page(error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400);
  const reason = STATUS_CODES[status] ?? "";
  const head = [`HTTP/1.1 ${status} ${reason}`, "Server: awselb/2.0", "Content-Type: text/html", "Connection: close"];
  socket.end([...head, `Content-Length: ${Buffer.byteLength(body)}`, "", body].join("\r\n"));
}
