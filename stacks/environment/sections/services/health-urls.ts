import { prioritized } from "../../../../components/load-balancer/priorities";
import { routeCovers, type Route, routes } from "../../../../components/load-balancer/routes";
import type { LoadBalancerSettings } from "../load-balancer";
import type { ServiceConfiguration } from "./configuration";

type HealthyService = Pick<ServiceConfiguration, "name" | "worker" | "routing" | "healthEndpoints">;

/** What decides which service answers a request. */
export interface Addresses {
  readonly services: readonly HealthyService[];
  readonly domain?: LoadBalancerSettings["domain"];
}

/**
 * Addresses at which clients ask a service for its health (HC-1): its `healthEndpoints`, as far as the load balancer
 * leads requests for them to this service.
 */
export function healthUrls(url: string, service: HealthyService, { services, domain }: Addresses): string[] {
  if (service.worker) return [];
  const { protocol, host } = new URL(url);
  const hosts = hostsOf(service, [host, ...(domain?.alternativeNames ?? [])]);
  return service.healthEndpoints.flatMap((path) => {
    const reached = hosts.find((each) => answering({ host: each, path }, services)?.name === service.name);
    return reached === undefined ? [] : [`${protocol}//${reached}${path}`];
  });
}

/** Hosts without wildcards: the service's own, or else the environment's. */
function hostsOf({ routing }: HealthyService, ofEnvironment: readonly string[]): string[] {
  return (routing?.hosts ?? ofEnvironment).filter((host) => !/[*?]/.test(host));
}

/** The service whose rule is the first that a request meets. */
function answering(request: Route, services: readonly HealthyService[]): HealthyService | undefined {
  const named = Object.fromEntries(services.filter(({ worker }) => !worker).map((each) => [each.name, routed(each)]));
  return Object.values(prioritized(named))
    .filter(({ routing }) => routing === undefined || routes(routing).some((route) => routeCovers(route, request)))
    .sort((one, other) => one.priority - other.priority)[0]?.service;
}

function routed(service: HealthyService) {
  const { routing } = service;
  return { service, ...(routing !== undefined && { routing }) };
}
