import type { ServerResponse } from "node:http";

/** Time for the process that started the server to take its lease, on a busy machine too. */
const FIRST_LEASE_MILLISECONDS = 120_000;

/** The answer to a lease, which another program on the port would not give. */
export function greeting(providers: string): string {
  return `${JSON.stringify({ providers })}\n`;
}

/**
 * Connections of the commands that need the local cloud. A connection ends with its process, however that dies, so the
 * server never outlives its last user, unless it is told to stay for a while.
 */
export class Leases {
  private readonly open = new Set<ServerResponse>();
  private timer: NodeJS.Timeout;
  private idleMilliseconds = 0;
  private ended = false;

  /** @param onEnd called once, when nobody needs the server any more. */
  constructor(private readonly onEnd: () => void) {
    this.timer = this.endAfter(FIRST_LEASE_MILLISECONDS);
  }

  /** Refuses a lease once the server is ending. */
  hold(response: ServerResponse, providers: string): void {
    if (this.ended) {
      response.writeHead(503).end();
      return;
    }
    clearTimeout(this.timer);
    this.open.add(response);
    response.on("close", () => {
      this.open.delete(response);
      this.used();
    });
    response.writeHead(200, { "content-type": "application/json" });
    response.write(greeting(providers));
  }

  /** Has the server stay without a lease, until nobody used it for some time; 0 for not at all. */
  stayFor(idleMilliseconds: number): void {
    this.idleMilliseconds = idleMilliseconds;
    this.used();
  }

  /** Begins the time without use anew. */
  used(): void {
    if (this.ended || this.open.size > 0) return;
    clearTimeout(this.timer);
    if (this.idleMilliseconds === 0) this.end();
    else this.timer = this.endAfter(this.idleMilliseconds);
  }

  /** Ends the server, whoever still holds a lease. */
  end(): void {
    clearTimeout(this.timer);
    if (this.ended) return;
    this.ended = true;
    this.onEnd();
  }

  private endAfter(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.end();
    }, milliseconds);
  }
}
