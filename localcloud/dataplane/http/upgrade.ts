import { request as httpRequest, type ClientRequest as TargetRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Duplex } from "node:stream";
import { SECOND } from "../../behaviour/model/instant";
import type { RuleAction } from "../routing/actions";
import { matchingRule } from "../routing/rules";
import type { Address } from "../configuration/targets";
import type { Upstream } from "../upstream/upstream";
import { chooseFor, type Choice } from "./choose";
import { Exchange } from "./exchange";
import { listenerOf, type FrontendContext } from "./frontend";
import { page, type OwnAnswer } from "./pages";
import { targetHeaders } from "./request-headers";
import { ownAnswer } from "./serve";

/**
 * Connects a client that asks for another protocol, such as WebSocket, with a target (User Guide for Application Load
 * Balancers, "Listeners", WebSockets). The rules are those of every request.
 */
export function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, context: FrontendContext): void {
  socket.on("error", () => socket.destroy());
  const listener = listenerOf(context);
  if (listener === undefined) {
    socket.destroy();
    return;
  }
  const exchange = new Exchange(request, listener, context);
  exchange.isUpgrade = true;
  exchange.rule = matchingRule(listener.rules, exchange.facts);
  const action = exchange.rule?.action;
  if (action?.kind === "forward") connectWithTarget(exchange, { socket, head }, action, context);
  else endWith(exchange, socket, ownAnswer(action, exchange, context));
}

function connectWithTarget(
  exchange: Exchange,
  client: Client,
  action: Extract<RuleAction, { kind: "forward" }>,
  context: FrontendContext,
): void {
  const choice = chooseFor(exchange, action, context);
  if (choice?.target === undefined) {
    endWith(exchange, client.socket, page(503));
    return;
  }
  const { idleTimeoutSeconds } = exchange.listener.loadBalancer;
  const upstream = context.upstreams.to(choice.target, { protocol: choice.group.protocol, idleTimeoutSeconds });
  if (upstream === undefined) endWith(exchange, client.socket, page(502));
  else connect(exchange, client, upstream, choice);
}

/** A client's connection, with what it sent behind its request. */
interface Client {
  readonly socket: Duplex;
  readonly head: Buffer;
}

function connect(exchange: Exchange, client: Client, upstream: Upstream, choice: Choice): void {
  const { idleTimeoutSeconds } = exchange.listener.loadBalancer;
  const asked = askTarget(exchange, upstream.address, choice.group.protocol);
  upstream.outstanding += 1;
  asked.once("close", () => (upstream.outstanding -= 1));
  asked.setTimeout(idleTimeoutSeconds * SECOND, () => {
    if (exchange.targetStatus !== undefined) return;
    endWith(exchange, client.socket, page(504));
    asked.destroy();
  });
  asked.on("error", () => {
    if (exchange.targetStatus === undefined) endWith(exchange, client.socket, page(502));
  });
  asked.on("upgrade", (answer, target: Duplex, first) => {
    exchange.answered(answer.statusCode ?? 101);
    client.socket.write(
      headOf(
        answer,
        choice.cookies([]).map((cookie) => `Set-Cookie: ${cookie}`),
      ),
    );
    join(exchange, client, { socket: target, head: first }, upstream);
  });
  asked.on("response", (answer) => {
    exchange.answered(answer.statusCode ?? 0);
    client.socket.write(lastHeadOf(answer));
    answer.pipe(client.socket);
    answer.once("close", () => {
      exchange.finish(exchange.targetStatus ?? 0);
    });
  });
  exchange.forwarded();
  asked.end();
}

function askTarget(exchange: Exchange, { host, port }: Address, protocol: string): TargetRequest {
  const { request, facts, connection, listener, trace } = exchange;
  const headers = [
    ...targetHeaders(request.rawHeaders, connection, listener.loadBalancer, trace),
    ...["Connection", "Upgrade", "Upgrade", request.headers.upgrade ?? ""],
  ];
  const path = facts.query === "" ? facts.path : `${facts.path}?${facts.query}`;
  const options = { host, port, method: facts.method, path, headers, setHost: false, agent: false };
  return protocol === "HTTPS" ? httpsRequest({ ...options, rejectUnauthorized: false }) : httpRequest(options);
}

/** Passes on what either side sends, until one of them ends or neither has sent anything for the idle timeout. */
function join(exchange: Exchange, client: Client, target: Client, upstream: Upstream): void {
  const sockets = [client.socket, target.socket];
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
    exchange.finish(exchange.targetStatus ?? 101);
  };
  for (const socket of sockets) {
    socket.once("close", end).on("error", end);
    if ("setTimeout" in socket)
      (socket as { setTimeout(delay: number, act: () => void): void }).setTimeout(idle(exchange), end);
  }
  upstream.adopt(target.socket);
  if (client.head.length > 0) target.socket.write(client.head);
  if (target.head.length > 0) client.socket.write(target.head);
  target.socket.on("data", (chunk: Buffer) => (exchange.sentBytes += chunk.length));
  client.socket.pipe(target.socket).pipe(client.socket);
}

function idle({ listener }: Exchange): number {
  return listener.loadBalancer.idleTimeoutSeconds * SECOND;
}

type AnswerHead = Pick<IncomingMessage, "statusCode" | "statusMessage" | "rawHeaders">;

/** Status line and headers of an answer. */
function headOf({ statusCode = 0, statusMessage = "", rawHeaders }: AnswerHead, more: readonly string[]): string {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`, ...linesOf(rawHeaders), ...more];
  return [...lines, "", ""].join("\r\n");
}

/** The same for an answer after which the connection ends, which tells the end of the body. */
function lastHeadOf(answer: IncomingMessage): string {
  const rawHeaders = answer.rawHeaders.slice();
  for (let index = rawHeaders.length - 2; index >= 0; index -= 2) {
    if (/^(?:connection|keep-alive|transfer-encoding)$/i.test(rawHeaders[index] ?? "")) rawHeaders.splice(index, 2);
  }
  const { statusCode, statusMessage } = answer;
  return headOf({ statusCode, statusMessage, rawHeaders }, ["Connection: close"]);
}

function linesOf(raw: readonly string[]): string[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? `${name}: ${raw[index + 1] ?? ""}` : []));
}

function endWith(exchange: Exchange, socket: Duplex, { status, headers, body }: OwnAnswer): void {
  const fields = [...headers, ["Content-Length", String(Buffer.byteLength(body))], ["Connection", "close"]];
  const lines = [`HTTP/1.1 ${status} `, ...fields.map(([name = "", value = ""]) => `${name}: ${value}`)];
  socket.end([...lines, "", body].join("\r\n"));
  exchange.finish(status);
}
