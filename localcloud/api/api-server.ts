import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

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
