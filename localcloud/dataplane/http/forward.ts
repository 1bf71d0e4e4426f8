import type { Dispatcher } from "undici";
import type { RuleAction } from "../routing/actions";
import type { Upstream } from "../upstream/upstream";
import { answerByItself, writeHead } from "./answer";
import { chooseFor, type Choice } from "./choose";
import type { Exchange } from "./exchange";
import type { ClientRequest, ClientResponse, FrontendContext } from "./frontend";
import { notModelled, page } from "./pages";
import { clientHeaders, targetHeaders, valuesOf } from "./request-headers";

/** Errors of the connection to a target after which the client is told that time ran out. */
const TIMEOUTS = ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_CONNECT_TIMEOUT"];
/** Errors of the request itself, which is sent to no target. */
const BAD_REQUESTS = ["UND_ERR_REQ_CONTENT_LENGTH_MISMATCH", "UND_ERR_INVALID_ARG"];
/** Status in logs of a request whose client left before it had an answer (User Guide, "Troubleshoot", HTTP 460). */
const CLIENT_LEFT = 460;

/** Sends a request to a target, and its answer to the client. */
export function forward(
  exchange: Exchange,
  response: ClientResponse,
  action: Extract<RuleAction, { kind: "forward" }>,
  context: FrontendContext,
): void {
  const choice = chooseFor(exchange, action, context);
  if (choice?.target === undefined) {
    answerByItself(exchange, response, page(503));
    return;
  }
  if (choice.group.protocolVersion !== "HTTP1") {
    answerByItself(exchange, response, notModelled(`${choice.group.protocolVersion} towards targets`));
    return;
  }
  const { idleTimeoutSeconds } = exchange.listener.loadBalancer;
  const upstream = context.upstreams.to(choice.target, { protocol: choice.group.protocol, idleTimeoutSeconds });
  if (upstream === undefined) answerByItself(exchange, response, page(502));
  else send(exchange, response, upstream, choice);
}

function send(exchange: Exchange, response: ClientResponse, upstream: Upstream, choice: Choice): void {
  const { request, facts, connection, listener, trace } = exchange;
  const ownHost = request.httpVersionMajor === 2 ? exchange.hostHeader : undefined;
  const headers = targetHeaders(request.rawHeaders, connection, listener.loadBalancer, trace, ownHost);
  const options: Dispatcher.DispatchOptions = {
    method: facts.method as Dispatcher.HttpMethod,
    path: facts.query === "" ? facts.path : `${facts.path}?${facts.query}`,
    headers,
    body: hasBody(request) ? request : null,
  };
  const answer = new TargetAnswer(exchange, response, upstream, choice);
  exchange.forwarded();
  upstream.dispatch(options, answer);
}

/** RFC 9112, section 6: a request by HTTP/1.1 with a body says so; one by HTTP/2 hasn't ended with its headers. */
function hasBody(request: ClientRequest): boolean {
  if ("stream" in request) return !request.stream.endAfterHeaders;
  return request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;
}

/** Passes a target's answer on to the client as it comes. */
class TargetAnswer implements Dispatcher.DispatchHandlers {
  private abort: ((error?: Error) => void) | undefined;
  private hasEnded = false;

  constructor(
    private readonly exchange: Exchange,
    private readonly response: ClientResponse,
    private readonly upstream: Upstream,
    private readonly choice: Choice,
  ) {
    upstream.outstanding += 1;
    response.on("close", () => {
      this.clientLeft();
    });
  }

  onConnect(abort: (error?: Error) => void): void {
    this.abort = abort;
    if (this.hasEnded) abort();
  }

  onHeaders(status: number, raw: Buffer[], resume: () => void, reason: string): boolean {
    if (status < 200 || this.hasEnded) return true;
    this.exchange.answered(status);
    const headers = clientHeaders(raw);
    const names = valuesOf(headers, "set-cookie").map((cookie) => cookie.slice(0, cookie.indexOf("=")));
    for (const cookie of this.choice.cookies(names)) headers.push("Set-Cookie", cookie);
    this.exchange.sentBytes = headers.reduce((sum, part) => sum + part.length + 2, 17);
    writeHead(this.response, status, reason, headers);
    this.response.on("drain", resume);
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.exchange.sentBytes += chunk.length;
    return "stream" in this.response ? this.response.write(chunk) : this.response.write(chunk);
  }

  onBodySent(sent: number | string | Buffer): void {
    this.exchange.receivedBodyBytes += typeof sent === "number" ? sent : Buffer.byteLength(sent);
  }

  onComplete(): void {
    if (!this.end()) return;
    this.response.end();
    this.exchange.finish(this.exchange.targetStatus ?? 0);
  }

  onError(error: Error): void {
    if (!this.end()) return;
    const { exchange, response } = this;
    if (response.headersSent) {
      response.destroy(); // the answer ends in the middle: the client has to see that
      exchange.finish(exchange.targetStatus ?? response.statusCode);
    } else answerByItself(exchange, response, page(statusOf(error)));
  }

  private clientLeft(): void {
    if (!this.end()) return;
    this.abort?.();
    const { headersSent, statusCode } = this.response; // sent by the load balancer where the target sent none
    this.exchange.finish(this.exchange.targetStatus ?? (headersSent ? statusCode : CLIENT_LEFT));
  }

  /** Whether the exchange ends now; false where it has ended. */
  private end(): boolean {
    if (this.hasEnded) return false;
    this.hasEnded = true;
    this.upstream.outstanding -= 1;
    return true;
  }
}

/** User Guide for Application Load Balancers, "Troubleshoot": HTTP 400, 502 and 504. */
function statusOf(error: Error): number {
  const code = "code" in error ? String(error.code) : "";
  if (TIMEOUTS.includes(code)) return 504;
  return BAD_REQUESTS.includes(code) ? 400 : 502;
}
