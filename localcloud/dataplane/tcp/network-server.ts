import { connect, createServer, type Server, type Socket } from "node:net";
import { connect as connectTls, createServer as createTlsServer } from "node:tls";
import { SECOND } from "../../behaviour/model/instant";
import type { RoutedTarget } from "../configuration/targets";
import { listenerOf, type FrontendContext } from "../http/frontend";
import type { Encryption } from "../http/server";
import type { RoutedGroup } from "../routes";
import { targetOfFlow } from "../routing/flows";
import { chooseGroup } from "../routing/groups";
import { LOOPBACK } from "../ports";
import { CONNECT_TIMEOUT_SECONDS, type Upstream } from "../upstream/upstream";
import { proxyHeader } from "./proxy-protocol";

/** How requests would be sent to targets of connections. */
const NO_REQUESTS = { protocol: "HTTP", idleTimeoutSeconds: 60 };

/** A server for a listener of a network load balancer, of TCP or, with encryption, of TLS. It doesn't listen yet. */
export function networkServer(context: FrontendContext, encryption?: Encryption): Server {
  const handle = (socket: Socket): void => {
    serveConnection(socket, context);
  };
  if (encryption === undefined) return createServer({ allowHalfOpen: true }, handle);
  const { key, cert, minVersion, maxVersion } = encryption;
  const SNICallback: NonNullable<Parameters<typeof createTlsServer>[0]["SNICallback"]> = (name, done) => {
    done(null, encryption.secureContext(name));
  };
  return createTlsServer({ key, cert, minVersion, maxVersion, SNICallback }, handle);
}

/** Where a connection goes. */
interface Destination {
  readonly group: RoutedGroup;
  readonly target: RoutedTarget;
  readonly upstream: Upstream;
}

/** Connects a client with a target. One that can't be connected is reset, as it would be by the target. */
function serveConnection(client: Socket, context: FrontendContext): void {
  client.on("error", () => client.destroy());
  const destination = destinationOf(client, context);
  if (destination === undefined) {
    client.resetAndDestroy();
    return;
  }
  const { group, target, upstream } = destination;
  const socket = connectTo(destination);
  const timer = setTimeout(() => client.resetAndDestroy(), CONNECT_TIMEOUT_SECONDS * SECOND);
  socket.once("connect", () => {
    clearTimeout(timer);
  });
  if (group.sendsProxyProtocol) socket.write(headerOf(client, context));
  client.pipe(socket).pipe(client);
  socket.on("error", () => client.resetAndDestroy());
  socket.once("close", () => {
    clearTimeout(timer);
    client.end();
  });
  client.once("close", () => socket.destroy());
  limitIdleness([client, socket], context);
  // Otherwise connections outlive the deregistration of their target.
  if (group.terminatesConnections) upstream.adopt(socket);
  context.recordFlow(target);
}

function destinationOf(client: Socket, context: FrontendContext): Destination | undefined {
  const group = groupOf(context);
  if (group === undefined) return undefined;
  const { remoteAddress: sourceAddress = "", remotePort: sourcePort = 0 } = client;
  const target = targetOfFlow(group.eligible, { sourceAddress, sourcePort }, group.stickiness !== undefined);
  const upstream = target === undefined ? undefined : context.upstreams.to(target, NO_REQUESTS);
  return target === undefined || upstream === undefined ? undefined : { group, target, upstream };
}

/** A network load balancer's listener has no rules but its default, which forwards. */
function groupOf(context: FrontendContext): RoutedGroup | undefined {
  const action = listenerOf(context)?.rules.at(-1)?.action;
  if (action?.kind !== "forward") return undefined;
  return context.routes().groups.get(chooseGroup(action.groups, undefined, context.random()) ?? "");
}

/** Certificates of targets are not verified, as AWS doesn't. */
function connectTo({ group, upstream }: Destination): Socket {
  const { host, port } = upstream.address;
  if (group.protocol === "TLS") return connectTls({ host, port, rejectUnauthorized: false });
  return connect({ host, port, allowHalfOpen: true });
}

function headerOf(client: Socket, context: FrontendContext): Buffer {
  return proxyHeader({
    sourceAddress: client.remoteAddress ?? LOOPBACK,
    sourcePort: client.remotePort ?? 0,
    destinationAddress: client.localAddress ?? LOOPBACK,
    destinationPort: listenerOf(context)?.port ?? 0,
  });
}

/** User Guide for Network Load Balancers, "Connection idle timeout": the connection is reset. */
function limitIdleness(sockets: readonly Socket[], context: FrontendContext): void {
  const seconds = listenerOf(context)?.tcpIdleTimeoutSeconds ?? 350;
  for (const socket of sockets) {
    socket.setTimeout(seconds * SECOND, () => {
      for (const each of sockets) each.resetAndDestroy();
    });
  }
}
