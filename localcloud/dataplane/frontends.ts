import type { Listener } from "./configuration/model";
import { FrontendServer } from "./frontend-server";
import type { FrontendContext } from "./http/frontend";
import type { Ports } from "./ports";
import type { Certificates } from "./tls/certificates";

/** Protocols of listeners that have a server. */
const SERVED = ["HTTP", "HTTPS", "TCP", "TLS"];

/** The servers of all listeners: they start and end with them. */
export class Frontends {
  private readonly servers = new Map<string, FrontendServer>();
  private readonly retired = new Set<FrontendServer>();
  private readonly localPorts = new Map<string, number>();
  private readonly problems = new Map<string, string>();

  constructor(
    private readonly ports: Ports,
    private readonly certificates: Certificates,
    private readonly contextOf: (listenerArn: string) => FrontendContext,
    private readonly log: (message: string) => void,
  ) {}

  /** The port of this machine at which a listener is served. */
  localPort(listenerArn: string): number | undefined {
    return this.localPorts.get(listenerArn);
  }

  /** Why a listener is not served. */
  problem(listenerArn: string): string | undefined {
    return this.problems.get(listenerArn);
  }

  /** Starts servers of new listeners, and ends those of deleted ones. One call follows the other. */
  async follow(listeners: ReadonlyMap<string, Listener>): Promise<void> {
    for (const arn of [...this.servers.keys()]) {
      if (!listeners.has(arn)) await this.end(arn);
    }
    for (const listener of listeners.values()) {
      const known = this.servers.get(listener.arn);
      if (known?.follow(listener) === true) continue;
      if (known !== undefined) this.retire(listener.arn, known);
      await this.start(listener);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.retired, ...this.servers.values()].map((server) => server.close()));
    this.servers.clear();
    this.localPorts.clear();
  }

  private async start(listener: Listener): Promise<void> {
    const { arn, protocol } = listener;
    if (!SERVED.includes(protocol)) {
      this.problems.set(arn, `listeners of ${protocol} are not modelled`);
      return;
    }
    try {
      const frontend = FrontendServer.create(listener, this.contextOf(arn), this.certificates);
      this.localPorts.set(arn, await this.ports.listen(frontend.server, arn));
      this.servers.set(arn, frontend);
      this.problems.delete(arn);
    } catch (error) {
      const problem = `listener ${arn} can't be served: ${(error as Error).message}`;
      if (this.problems.get(arn) !== problem) this.log(problem);
      this.problems.set(arn, problem);
    }
  }

  private retire(arn: string, server: FrontendServer): void {
    server.retire();
    this.retired.add(server);
    this.servers.delete(arn);
  }

  private async end(arn: string): Promise<void> {
    await this.servers.get(arn)?.close();
    this.servers.delete(arn);
    this.localPorts.delete(arn);
    this.problems.delete(arn);
    this.ports.forget(arn);
  }
}
