import type { Server, Socket } from "node:net";
import type { Listener } from "./configuration/model";
import type { FrontendContext } from "./http/frontend";
import { httpServer, limitTimes, type Encryption, type ServerTimes } from "./http/server";
import { networkServer } from "./tcp/network-server";
import type { Certificates } from "./tls/certificates";
import { tlsVersionsOf } from "./tls/security-policies";

/** The security policy of a listener without one (API Reference, CreateListener). */
const DEFAULT_POLICY = "ELBSecurityPolicy-2016-08";

/** The server of a listener, with its connections. */
export class FrontendServer {
  private readonly sockets = new Set<Socket>();

  private constructor(
    readonly server: Server,
    private readonly signature: string,
  ) {
    server.on("connection", (socket: Socket) => {
      this.sockets.add(socket);
      socket.once("close", () => this.sockets.delete(socket));
    });
  }

  /** Makes the server of a listener. It doesn't listen yet. */
  static create(listener: Listener, context: FrontendContext, certificates: Certificates): FrontendServer {
    const encryption = isEncrypted(listener) ? encryptionOf(listener, context, certificates) : undefined;
    const isApplication = listener.loadBalancer.kind === "application";
    const server = isApplication
      ? httpServer(context, listener.loadBalancer, encryption)
      : networkServer(context, encryption);
    return new FrontendServer(server, signatureOf(listener));
  }

  /** Follows changed settings; false where they take another server. */
  follow(listener: Listener): boolean {
    if (signatureOf(listener) !== this.signature) return false;
    if (listener.loadBalancer.kind === "application")
      limitTimes(this.server as Server & ServerTimes, listener.loadBalancer);
    return true;
  }

  /** Takes no more connections; those that it has go on. */
  retire(): void {
    this.server.close();
  }

  /** Ends the server and its connections. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

/** What of a listener its server is made with; everything else is looked up at each request. */
function signatureOf({ protocol, securityPolicy, certificates, loadBalancer }: Listener): string {
  return JSON.stringify([protocol, securityPolicy, certificates[0]?.domains, loadBalancer.speaksHttp2]);
}

function isEncrypted({ protocol }: Listener): boolean {
  return protocol === "HTTPS" || protocol === "TLS";
}

function encryptionOf(
  { arn, certificates: [first], securityPolicy }: Listener,
  context: FrontendContext,
  certificates: Certificates,
): Encryption {
  const { key, cert } = certificates.issued(first?.domains ?? ["localhost"]);
  return {
    key,
    cert,
    ...tlsVersionsOf(securityPolicy ?? DEFAULT_POLICY),
    secureContext: (serverName) => {
      const domains =
        context
          .routes()
          .listeners.get(arn)
          ?.certificates.map((each) => each.domains) ?? [];
      return certificates.contextFor(serverName, domains);
    },
  };
}
