import type { ServerResponse } from "node:http";

/** Time in which the process that started the server has to take its lease. */
const FIRST_LEASE_MILLISECONDS = 15_000;

/**
 * Connections of the commands that need the local cloud. A connection ends with its process, however that dies, so the
 * server never outlives its last user.
 */
export class Leases {
  private readonly open = new Set<ServerResponse>();
  private readonly first: NodeJS.Timeout;

  /** @param onUnused called once nobody needs the server any more. */
  constructor(private readonly onUnused: () => void) {
    this.first = setTimeout(onUnused, FIRST_LEASE_MILLISECONDS);
  }

  hold(response: ServerResponse, greeting: string): void {
    clearTimeout(this.first);
    this.open.add(response);
    response.on("close", () => {
      this.open.delete(response);
      if (this.open.size === 0) this.onUnused();
    });
    response.writeHead(200, { "content-type": "application/json" });
    response.write(`${greeting}\n`);
  }
}
