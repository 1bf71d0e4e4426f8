import type { ListenerAddress } from "../../localcloud/dataplane/data-plane";
import type { LoadTarget } from "../../localcloud/load/send";

/** What of a listener decides whether a load goes there. */
export type LoadListener = Pick<
  ListenerAddress,
  "urn" | "protocol" | "port" | "host" | "localPort" | "domains" | "dnsName"
>;

/** Ports that people use without naming one, the first of which is taken. */
const USUAL = [
  { protocol: "HTTPS", port: 443 },
  { protocol: "HTTP", port: 80 },
];

/**
 * Where an environment's load goes on this machine: to the listener that people would use. Undefined where it has none.
 *
 * @param path path and query of the requests
 */
export function loadTargetOf(
  listeners: readonly LoadListener[],
  environment: string,
  path: string,
): LoadTarget | undefined {
  const own = listeners.filter(({ urn }) => urn.startsWith(`urn:pulumi:${environment}::`));
  const [listener] = USUAL.flatMap(
    (usual) => own.find(({ protocol, port }) => protocol === usual.protocol && port === usual.port) ?? [],
  );
  if (listener?.localPort === undefined) return undefined;
  const { protocol, host, localPort, domains, dnsName } = listener;
  const domain = domains.find((each) => !each.startsWith("*."));
  return { url: `${protocol.toLowerCase()}://${host}:${localPort}${path}`, host: domain ?? dnsName };
}
