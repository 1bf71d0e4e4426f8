import { requireWhole } from "../shared/bounds";
import type { ArgumentProblems } from "../shared/validation";
import type { LoadBalancerTargetArgs, RoutingArgs } from "./load-balancer-target-args";
import { GIVEN_PRIORITIES, prioritized } from "./priorities";
import { routeCovers, routes, routeText, type Route } from "./routes";

interface PlacedTarget {
  readonly name: string;
  /** What the user gave. */
  readonly given: number | undefined;
  readonly priority: number;
  readonly routes: readonly Route[];
}

type Targets = Readonly<Record<string, LoadBalancerTargetArgs>>;

/** Elastic Load Balancing User Guide, "Quotas for your Application Load Balancers". */
const MAXIMUM_CONDITION_VALUES = 5;
const MAXIMUM_PATTERN_LENGTH = 128;

/** A pattern of paths (Elastic Load Balancing User Guide, "Condition types for listener rules"). */
export const PATH_PATTERN = /^\/[\w\-.$/~"'@:+&*?]{0,127}$/;
/** A pattern of host names, with letters alone after its last dot (same page). */
export const HOST_PATTERN = /^(?=.{1,128}$)[A-Za-z0-9\-.*?]+\.[A-Za-z*?]+$/;

/** Records routing that AWS refuses, requests that have two targets, and targets that no request reaches. */
export function validateRouting(targets: Targets, problems: ArgumentProblems): void {
  for (const [name, { routing }] of Object.entries(targets)) {
    if (routing !== undefined) checkRule(problems, `targets.${name}.routing`, routing);
  }
  checkUniquePriorities(problems, targets);
  checkReachability(problems, targets);
}

function checkRule(problems: ArgumentProblems, path: string, routing: RoutingArgs): void {
  checkValues(problems, path, routing);
  routing.paths?.forEach((pattern, index) => {
    problems.require(
      PATH_PATTERN.test(pattern),
      `${path}.paths[${index}]`,
      `must begin with a slash, of up to ${MAXIMUM_PATTERN_LENGTH} letters, digits and _-.$/~"'@:+&*?, got ${JSON.stringify(pattern)}`,
    );
  });
  routing.hosts?.forEach((pattern, index) => {
    problems.require(
      HOST_PATTERN.test(pattern),
      `${path}.hosts[${index}]`,
      `must be a host such as "api.example.com" or "*.example.com", up to ${MAXIMUM_PATTERN_LENGTH} characters, got ${JSON.stringify(pattern)}`,
    );
  });
  requireWhole(problems, `${path}.priority`, routing.priority, GIVEN_PRIORITIES);
}

function checkValues(problems: ArgumentProblems, path: string, { paths, hosts }: RoutingArgs): void {
  const lists = [paths, hosts].filter((list) => list !== undefined);
  const values = lists.flat().length;
  problems.require(
    lists.length > 0 && lists.every((list) => list.length > 0) && values <= MAXIMUM_CONDITION_VALUES,
    path,
    `must have one to ${MAXIMUM_CONDITION_VALUES} paths and hosts together and no empty list, got ${values}; leave routing out for the default target`,
  );
}

function checkUniquePriorities(problems: ArgumentProblems, targets: Targets): void {
  const owners = new Map<number, string>();
  for (const [name, { routing }] of Object.entries(targets)) {
    if (routing?.priority === undefined) continue;
    const owner = owners.get(routing.priority);
    problems.require(
      owner === undefined,
      `targets.${name}.routing.priority`,
      `must be a priority of its own, got ${routing.priority}, which "${owner ?? ""}" has already; change one of the two`,
    );
    owners.set(routing.priority, owner ?? name);
  }
}

/** AWS accepts a rule that never matches, because one before it matches all its requests; it is a mistake. */
function checkReachability(problems: ArgumentProblems, targets: Targets): void {
  const inOrder = problems.attempt("targets", () => placedInOrder(targets)) ?? [];
  inOrder.forEach((target, index) => {
    for (const route of target.routes) {
      const earlier = inOrder.slice(0, index).find((other) => other.routes.some((wide) => routeCovers(wide, route)));
      if (earlier !== undefined) problems.add(`targets.${target.name}.routing`, unreachable(route, target, earlier));
    }
  });
}

/** Targets in the order of their rules, without those whose routing names nothing, which are refused already. */
function placedInOrder(targets: Targets): PlacedTarget[] {
  const matching = Object.entries(targets).filter(([, { routing }]) => routing === undefined || namesRoutes(routing));
  return Object.entries(prioritized(Object.fromEntries(matching)))
    .map(([name, { priority, routing = {} }]) => ({
      name,
      given: routing.priority,
      priority,
      routes: routes(routing),
    }))
    .sort((one, other) => one.priority - other.priority);
}

function namesRoutes({ paths, hosts }: RoutingArgs): boolean {
  const lists = [paths, hosts].filter((list) => list !== undefined);
  return lists.length > 0 && lists.every((list) => list.length > 0);
}

function unreachable(route: Route, target: PlacedTarget, earlier: PlacedTarget): string {
  const text = JSON.stringify(routeText(route));
  if (earlier.routes.some((other) => routeCovers(route, other))) {
    return `${text} leads to ${earlier.name} already, and a request can have one target only; give other paths or hosts`;
  }
  return (
    `${text} is never reached: ${earlier.name} comes first (priority ${placeText(earlier)}, here ${placeText(target)}) ` +
    `and takes all of it; give a smaller routing.priority, ${GIVEN_PRIORITIES.smallest} to ${GIVEN_PRIORITIES.largest}`
  );
}

/** A priority as the user gave it. */
function placeText({ given }: PlacedTarget): string {
  return given === undefined ? "derived" : String(given);
}
