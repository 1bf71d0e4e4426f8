import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
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
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const written = await answered({ path, headers, body }, cloud, randomUUID(), left.signal);
    response.writeHead(written.status, written.headers).end(written.body);
  } catch {
    response.destroy(); // the client broke off its request
  }
}

/** AWS's APIs on a loopback port. */
export class ApiServer {
  private constructor(private readonly server: Server) {}

  /** @param listener answers the requests */
  static async open(listener: RequestListener): Promise<ApiServer> {
    const server = createServer(listener);
    await once(server.listen(0, "127.0.0.1"), "listening");
    return new ApiServer(server);
  }

  /** What `AWS_ENDPOINT_URL` is set to. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}
