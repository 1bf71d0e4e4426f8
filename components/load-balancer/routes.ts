import type * as aws from "@pulumi/aws";
import type { RoutingArgs } from "./load-balancer-target-args";

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

/**
 * Whether `wide` matches every text that `narrow` matches, in the notation of listener rules: `*` is any text, `?` any
 * one character (Elastic Load Balancing User Guide, "Condition types for listener rules").
 */
export function covers(wide: string, narrow: string): boolean {
  // covered[n]: whether the part of `wide` read so far covers the first n characters of `narrow`.
  let covered = Array.from({ length: narrow.length + 1 }, (_, length) => length === 0);
  for (const symbol of wide) {
    covered = symbol === "*" ? extendedByAnyText(covered) : extendedByCharacter(covered, symbol, narrow);
  }
  return covered[narrow.length] === true;
}

function extendedByAnyText(covered: readonly boolean[]): boolean[] {
  const shortest = covered.indexOf(true);
  return covered.map((_, length) => shortest !== -1 && length >= shortest);
}

function extendedByCharacter(covered: readonly boolean[], symbol: string, narrow: string): boolean[] {
  return covered.map(
    (_, length) => length > 0 && covered[length - 1] === true && matchesCharacter(symbol, narrow[length - 1]),
  );
}

function matchesCharacter(symbol: string, character: string | undefined): boolean {
  return symbol === "?" ? character !== "*" : symbol === character;
}
