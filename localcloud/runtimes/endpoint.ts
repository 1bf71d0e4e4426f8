import { once } from "node:events";
import { connect, createServer, type AddressInfo, type ListenOptions, type Server, type Socket } from "node:net";
import { LOOPBACK } from "./free-ports";

/**
 * An address of this machine that leads to a server, and stays while the server behind it is started, restarted or
 * replaced, as an endpoint of AWS does.
 */
export class Endpoint {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private target: string,
  ) {}

  /**
   * @param target name of the server that it leads to
   * @param portOf port at which a server answers, once it does
   * @param at where it listens; a free port of the loopback address unless it is told
   */
  static async open(
    target: string,
    portOf: (target: string) => Promise<number>,
    at: ListenOptions = { host: LOOPBACK, port: 0 },
  ): Promise<Endpoint> {
    const server = createServer({ allowHalfOpen: true });
    const endpoint = new Endpoint(server, target);
    server.on("connection", (socket) => void endpoint.lead(socket, portOf));
    await once(server.listen(at), "listening");
    return endpoint;
  }

  /** Host and port. */
  get address(): string {
    return `${LOOPBACK}:${(this.server.address() as AddressInfo).port}`;
  }

  /** Leads to another server from now on: connections to the one before end, as in a failover. */
  leadTo(target: string): void {
    if (target === this.target) return;
    this.target = target;
    this.endConnections();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.endConnections();
    await closed;
  }

  private endConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private async lead(client: Socket, portOf: (target: string) => Promise<number>): Promise<void> {
    this.keep(client);
    try {
      const port = await portOf(this.target);
      if (client.destroyed) return;
      const server = connect({ host: LOOPBACK, port, allowHalfOpen: true });
      this.keep(server);
      client.pipe(server);
      server.pipe(client);
      client.once("close", () => server.destroy());
      server.once("close", () => client.destroy());
    } catch {
      client.destroy(); // the server's status tells why
    }
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.sockets.delete(socket));
  }
}
