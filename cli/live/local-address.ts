import type { LiveStatus } from "../../localcloud/control-client";

type Listener = LiveStatus["listeners"][number];

/** A URL of an environment as it is reached on this machine. */
export interface LocalAddress {
  /** As it is on AWS. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** File of the certificate authority, for HTTPS. */
  readonly authorityFile: string | undefined;
}

/** Where a URL of an environment is reached on this machine; undefined where no listener serves it. */
export function localAddress(url: string, { listeners, authorityFile }: LiveStatus): LocalAddress | undefined {
  const { protocol, hostname, port } = new URL(url);
  const isHttps = protocol === "https:";
  const wanted = port === "" ? (isHttps ? 443 : 80) : Number(port);
  const listener = listeners.find((each) => each.port === wanted && isOf(each, hostname));
  if (listener?.localPort === undefined) return undefined;
  return {
    url,
    host: listener.host,
    port: listener.localPort,
    authorityFile: isHttps ? authorityFile : undefined,
  };
}

/** Whether a listener is that of a host: by its certificates, or by the name that its load balancer has in DNS. */
function isOf({ domains, dnsName }: Listener, hostname: string): boolean {
  return dnsName === hostname || domains.some((domain) => covers(domain, hostname));
}

function covers(domain: string, hostname: string): boolean {
  if (!domain.startsWith("*.")) return domain === hostname;
  return hostname.slice(hostname.indexOf(".") + 1) === domain.slice(2);
}

/** The URL with the port of this machine. */
export function urlHere({ url, port }: LocalAddress): string {
  const local = new URL(url);
  local.port = String(port);
  return local.href;
}

/** A line of curl that asks for the URL on this machine. */
export function curlLine(address: LocalAddress): string {
  const { hostname } = new URL(address.url);
  const authority = address.authorityFile === undefined ? "" : `--cacert ${quoted(address.authorityFile)} `;
  return `curl ${authority}--resolve ${hostname}:${address.port}:${address.host} ${urlHere(address)}`;
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
