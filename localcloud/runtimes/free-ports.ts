import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

export const LOOPBACK = "127.0.0.1";

/** Ports of the loopback address that nothing listens on; asked for together, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((server) => once(server.listen(0, LOOPBACK), "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}
