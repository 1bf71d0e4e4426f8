import { randomBytes } from "node:crypto";
import type { CipherNameAndProtocol, TLSSocket } from "node:tls";
import type { Socket } from "node:net";
import type { Instant } from "../../behaviour/model/instant";
import { SECOND } from "../../behaviour/model/instant";
import type { Listener } from "../configuration/model";
import type { RoutedTarget } from "../configuration/targets";
import { splitHost, splitTarget, type RequestFacts } from "../routing/request";
import type { Rule } from "../routing/rules";
import { cookiesOf } from "../routing/sticky-cookies";
import type { ExchangeRecord } from "../traffic/exchange-record";
import type { ClientRequest, FrontendContext } from "./frontend";
import { valuesOf, type ClientConnection } from "./request-headers";
import { TRACE_HEADER, traceHeader } from "./trace-id";

/** A request on its way: what is known of it, and what is noted for metrics and logs. */
export class Exchange {
  readonly facts: RequestFacts;
  readonly connection: ClientConnection;
  readonly trace: string;
  readonly hostHeader: string;
  readonly startedAt: Instant;
  rule: Rule | undefined;
  targetGroupArn: string | undefined;
  target: RoutedTarget | undefined;
  targetStatus: number | undefined;
  redirectUrl: string | undefined;
  isUpgrade = false;
  receivedBodyBytes = 0;
  sentBytes = 0;
  private readonly began = performance.now();
  private readonly ofConnection: ConnectionFacts;
  private forwardedAt: number | undefined;
  private answeredAt: number | undefined;
  private isRecorded = false;

  constructor(
    readonly request: ClientRequest,
    readonly listener: Listener,
    private readonly context: FrontendContext,
  ) {
    const { rawHeaders, method = "GET" } = request;
    const authority = "authority" in request ? request.authority : undefined;
    this.startedAt = context.now();
    this.hostHeader = authority ?? request.headers.host ?? "";
    this.ofConnection = connectionFacts(request.socket);
    this.connection = connectionOf(request, listener.port, this.ofConnection.tls);
    this.facts = {
      method,
      host: splitHost(this.hostHeader).host,
      ...splitTarget(request.url ?? "/"),
      sourceAddress: this.connection.address,
      header: (name) => valuesOf(rawHeaders, name),
    };
    const [given] = this.facts.header(TRACE_HEADER.toLowerCase());
    this.trace = traceHeader(given, this.startedAt, context.traceDigits());
  }

  cookies(): ReadonlyMap<string, string> {
    return cookiesOf(this.facts.header("cookie"));
  }

  /** The request goes to a target. */
  forwarded(): void {
    this.forwardedAt = performance.now();
  }

  /** The target begins to answer. */
  answered(status: number): void {
    this.answeredAt = performance.now();
    this.targetStatus = status;
  }

  /** Reports the exchange, once, when it ended. */
  finish(status: number): void {
    if (this.isRecorded) return;
    this.isRecorded = true;
    this.context.record(this.recordOf(status));
  }

  private recordOf(status: number): ExchangeRecord {
    const { request, listener, rule, connection, trace, facts, startedAt } = this;
    const [userAgent] = facts.header("user-agent");
    return {
      listener,
      rule,
      type: this.typeOf(),
      client: connection,
      method: facts.method,
      host: facts.host,
      requestTarget: request.url ?? "/",
      httpVersion: request.httpVersion,
      userAgent,
      tls: this.ofConnection.tls,
      trace,
      connectionTrace: this.ofConnection.trace,
      startedAt,
      endedAt: this.context.now(),
      durations: this.durations(),
      status,
      receivedBytes: headBytes(request) + this.receivedBodyBytes,
      sentBytes: this.sentBytes,
      targetGroupArn: this.targetGroupArn,
      target: this.target,
      targetStatus: this.targetStatus,
      redirectUrl: this.redirectUrl,
    };
  }

  private durations(): ExchangeRecord["durations"] {
    const { began, forwardedAt, answeredAt } = this;
    if (forwardedAt === undefined) return {};
    const request = (forwardedAt - began) / SECOND;
    if (answeredAt === undefined) return { request };
    const response = (performance.now() - answeredAt) / SECOND;
    return { request, target: (answeredAt - forwardedAt) / SECOND, response };
  }

  private typeOf(): string {
    const isEncrypted = this.connection.tls !== undefined;
    if (this.isUpgrade) return isEncrypted ? "wss" : "ws";
    if (this.request.httpVersionMajor === 2) return "h2";
    return isEncrypted ? "https" : "http";
  }
}

/** What is the same for all requests of a connection, and can't be asked for once that is closed. */
interface ConnectionFacts {
  readonly trace: string;
  readonly tls: ExchangeRecord["tls"];
}

const knownConnections = new WeakMap<Socket, ConnectionFacts>();

function connectionFacts(socket: Socket): ConnectionFacts {
  const known = knownConnections.get(socket);
  if (known !== undefined) return known;
  const made = { trace: `TID_${randomBytes(16).toString("hex")}`, tls: tlsOf(socket) };
  knownConnections.set(socket, made);
  return made;
}

function connectionOf(request: ClientRequest, listenerPort: number, tls: ExchangeRecord["tls"]): ClientConnection {
  const { remoteAddress = "", remotePort = 0 } = request.socket;
  const scheme = tls === undefined ? "http" : "https";
  return { address: remoteAddress, port: remotePort, scheme, listenerPort, tls };
}

function tlsOf(socket: Socket): ExchangeRecord["tls"] {
  if (!("encrypted" in socket)) return undefined;
  const { servername } = socket as TLSSocket;
  // Node's types don't say that there is none once the connection is closed.
  const cipher = (socket as TLSSocket).getCipher() as CipherNameAndProtocol | null;
  return {
    version: (socket as TLSSocket).getProtocol() ?? "",
    cipher: cipher?.name ?? "",
    serverName: typeof servername === "string" && servername !== "" ? servername : undefined,
  };
}

/** Size of a request without its body: its first line, its headers and the empty line. */
function headBytes({ method = "", url = "", rawHeaders }: ClientRequest): number {
  return rawHeaders.reduce((sum, part) => sum + part.length + 2, method.length + url.length + 14);
}
