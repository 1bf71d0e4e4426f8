import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { type ApiCloud, answered } from "./dispatch";

/**
 * Answers requests of AWS's SDKs and command line; for a server of any kind. Nobody's signature is verified: what
 * reaches a loopback address is the user's own.
 */
export function apiListener(cloud: ApiCloud): RequestListener {
  return (request, response) => void answer(cloud, request, response);
}

async function answer(cloud: ApiCloud, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const left = new AbortController();
  response.once("close", () => {
    left.abort();
  });
  try {
    const body = await buffer(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const { method = "GET", url = "/" } = request;
    const [path = "/", query = ""] = url.split(/\?(.*)/s);
    const wire = { method, path, query: new URLSearchParams(query), headers, body };
    const written = await answered(wire, cloud, randomUUID(), left.signal);
    response.writeHead(written.status, written.headers).end(written.body);
  } catch {
    response.destroy(); // the client broke off its request
  }
}
