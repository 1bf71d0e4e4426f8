import type * as aws from "@pulumi/aws";
import { covers } from "./patterns";
import type { RoutingArgs } from "./target-arguments";

/** One combination of host and path pattern that leads to a target. */
export interface Route {
  readonly host: string;
  readonly path: string;
}

const ANY_HOST = "*";
const ANY_PATH = "/*";

/** Every combination of a target's hosts and paths. Hosts are compared in lower case, as the load balancer does. */
export function routes(routing: RoutingArgs): Route[] {
  const hosts = routing.hosts ?? [ANY_HOST];
  const paths = routing.paths ?? [ANY_PATH];
  return hosts.flatMap((host) => paths.map((path) => ({ host: host.toLowerCase(), path })));
}

/** Whether every request of `narrow` is one of `wide`. */
export function routeCovers(wide: Route, narrow: Route): boolean {
  return covers(wide.host, narrow.host) && covers(wide.path, narrow.path);
}

/** A route as people write it: `api.example.com/v1/*`, or the path alone. */
export function routeText(route: Route): string {
  return route.host === ANY_HOST ? route.path : `${route.host}${route.path}`;
}

/** Conditions of a target's listener rule. A target without routing takes every path. */
export function ruleConditions(routing: RoutingArgs | undefined): aws.types.input.lb.ListenerRuleCondition[] {
  const { hosts, paths } = routing ?? { paths: [ANY_PATH] };
  return [
    ...(hosts === undefined ? [] : [{ hostHeader: { values: [...hosts] } }]),
    ...(paths === undefined ? [] : [{ pathPattern: { values: [...paths] } }]),
  ];
}
