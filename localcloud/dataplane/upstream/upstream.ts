import type { Duplex } from "node:stream";
import { Pool, type Dispatcher } from "undici";
import type { Address } from "../configuration/targets";
import { SECOND } from "../../behaviour/model/instant";

/** How long a load balancer waits for a connection (User Guide, "Troubleshoot", HTTP 504). */
export const CONNECT_TIMEOUT_SECONDS = 10;

/** How a target is spoken to. */
export interface UpstreamSettings {
  /** `HTTP` or `HTTPS`; certificates of targets are not verified, as AWS doesn't. */
  readonly protocol: string;
  readonly idleTimeoutSeconds: number;
}

/**
 * The connections to one target.
 *
 * They are undici's, the HTTP client of the Node.js project, since it was the fastest of four on the same machine
 * (docs/performance.md): more than twice as fast as httpxy and http-proxy-3, and a third faster than node:http with an
 * agent. It also closes a target's connections once their requests are answered, which is what draining takes.
 */
export class Upstream {
  /** Requests that have no whole answer yet. */
  outstanding = 0;
  private readonly pool: Pool;
  /** Connections that speak another protocol than HTTP by now, such as WebSocket. */
  private readonly upgraded = new Set<Duplex>();
  private isRetired = false;

  constructor(
    readonly address: Address,
    { protocol, idleTimeoutSeconds }: UpstreamSettings,
  ) {
    const timeout = idleTimeoutSeconds * SECOND;
    this.pool = new Pool(`${protocol.toLowerCase()}://${address.host}:${address.port}`, {
      connect: { timeout: CONNECT_TIMEOUT_SECONDS * SECOND, rejectUnauthorized: false },
      connections: null,
      pipelining: 1,
      keepAliveTimeout: timeout,
      keepAliveMaxTimeout: timeout,
      headersTimeout: timeout,
      bodyTimeout: timeout,
    });
  }

  /** Whether it takes requests no more. */
  get isClosed(): boolean {
    return this.isRetired;
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandlers): void {
    this.pool.dispatch(options, handler);
  }

  /** Keeps an upgraded connection, which ends with the target at the latest. */
  adopt(socket: Duplex): void {
    this.upgraded.add(socket);
    socket.once("close", () => this.upgraded.delete(socket));
  }

  /** Takes no more requests. Those under way get their answers; then every connection is closed. */
  retire(): void {
    if (this.isRetired) return;
    this.isRetired = true;
    void this.pool.close().catch(() => undefined);
  }

  /** Closes every connection at once. */
  async destroy(): Promise<void> {
    this.isRetired = true;
    for (const socket of this.upgraded) socket.destroy();
    await this.pool.destroy();
  }
}
