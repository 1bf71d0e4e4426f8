import type { ServerResponse } from "node:http";

/** Time for the process that started the server to take its lease, on a busy machine too. */
const FIRST_LEASE_MILLISECONDS = 120_000;

/** The answer to a lease, which another program on the port would not give. */
export function greeting(providers: string): string {
  return `${JSON.stringify({ providers })}\n`;
}

/**
 * Connections of the commands that need the local cloud. A connection ends with its process, however that dies, so the
 * server never outlives its last user.
 */
export class Leases {
  private readonly open = new Set<ServerResponse>();
  private readonly first: NodeJS.Timeout;
  private ended = false;

  /** @param onEnd called once, when nobody needs the server any more. */
  constructor(private readonly onEnd: () => void) {
    this.first = setTimeout(() => {
      this.end();
    }, FIRST_LEASE_MILLISECONDS);
  }

  /** Refuses a lease once the server is ending. */
  hold(response: ServerResponse, providers: string): void {
    if (this.ended) {
      response.writeHead(503).end();
      return;
    }
    clearTimeout(this.first);
    this.open.add(response);
    response.on("close", () => {
      this.open.delete(response);
      if (this.open.size === 0) this.end();
    });
    response.writeHead(200, { "content-type": "application/json" });
    response.write(greeting(providers));
  }

  /** Ends the server, whoever still holds a lease. */
  end(): void {
    clearTimeout(this.first);
    if (this.ended) return;
    this.ended = true;
    this.onEnd();
  }
}
