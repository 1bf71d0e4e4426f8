import { answerByItself } from "./answer";
import { Exchange } from "./exchange";
import { forward } from "./forward";
import { listenerOf, type ClientRequest, type ClientResponse, type FrontendContext } from "./frontend";
import { notModelled, page, plain, type OwnAnswer } from "./pages";
import { locationOf } from "../routing/redirect";
import { splitHost } from "../routing/request";
import { matchingRule } from "../routing/rules";
import type { RuleAction } from "../routing/actions";

/** Longest request target (User Guide for Application Load Balancers, "Troubleshoot", HTTP 414). */
const LONGEST_TARGET = 16 * 1024;

/** Carries a request to where the rules of its listener send it. */
export function serve(request: ClientRequest, response: ClientResponse, context: FrontendContext): void {
  const listener = listenerOf(context);
  if (listener === undefined) {
    response.destroy();
    return;
  }
  const exchange = new Exchange(request, listener, context);
  const refusal = refusalOf(request);
  if (refusal !== undefined) {
    answerByItself(exchange, response, page(refusal));
    return;
  }
  exchange.rule = matchingRule(listener.rules, exchange.facts);
  const action = exchange.rule?.action;
  if (action?.kind === "forward") forward(exchange, response, action, context);
  else answerByItself(exchange, response, ownAnswer(action, exchange, context));
}

/** Status of a request that the load balancer takes no further (User Guide, "Troubleshoot"). */
function refusalOf(request: ClientRequest): number | undefined {
  if (request.method === "TRACE") return 405;
  return (request.url ?? "").length > LONGEST_TARGET ? 414 : undefined;
}

/** The answer of a rule that doesn't forward. */
export function ownAnswer(
  action: Exclude<RuleAction, { kind: "forward" }> | undefined,
  exchange: Exchange,
  context: FrontendContext,
): OwnAnswer {
  switch (action?.kind) {
    case "redirect": {
      const location = locationOf(action.redirect, requestedUrl(exchange), localPorts(exchange, context));
      exchange.redirectUrl = location;
      return page(action.redirect.status, [["Location", location]]);
    }
    case "fixed-response":
      return plain(action.status, action.contentType, action.body);
    case "unmodelled":
      return notModelled(`actions of type ${action.type}`);
    case undefined:
      return page(500);
  }
}

function requestedUrl({ facts, listener }: Exchange): Parameters<typeof locationOf>[1] {
  const { host, path, query } = facts;
  return { protocol: listener.protocol, host, port: listener.port, path, query };
}

/** A client that came by a port of this machine is redirected to one; others to the load balancer's own. */
function localPorts({ listener, hostHeader }: Exchange, context: FrontendContext): (port: number) => number {
  const { arn } = listener.loadBalancer;
  const isLocal = splitHost(hostHeader).port === context.localPort(arn, listener.port);
  return isLocal ? (port) => context.localPort(arn, port) : (port) => port;
}
