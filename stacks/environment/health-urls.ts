import { covers } from "../../components/load-balancer/patterns";
import type { ServiceConfiguration } from "../configuration/configuration";

/** Addresses under which a service's health can be asked from outside (HC-1); none where no route leads there. */
export function healthUrls(
  url: string,
  { worker, routing, healthEndpoints }: Pick<ServiceConfiguration, "worker" | "routing" | "healthEndpoints">,
): string[] {
  const origin = serviceOrigin(url, routing?.hosts);
  if (worker || origin === undefined) return [];
  const paths = routing?.paths ?? ["*"];
  const reachable = healthEndpoints.filter((endpoint) => paths.some((path) => covers(path, endpoint)));
  return reachable.map((endpoint) => `${origin}${endpoint}`);
}

/** The environment's address, or that of the service's first host that is a name and no pattern. */
function serviceOrigin(url: string, hosts: readonly string[] | undefined): string | undefined {
  if (hosts === undefined) return url;
  const host = hosts.find((pattern) => !/[*?]/.test(pattern));
  return host === undefined ? undefined : `${new URL(url).protocol}//${host}`;
}
