import type { HttpModel, Place, ServiceModel, Shape } from "../model";
import { shapeOf } from "../model";
import type { WireRequest } from "./protocol";

/** What tells an operation of a REST protocol from others. */
interface Route {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
  readonly labels: readonly string[];
  /** Parameters of the query that the URI demands, with their values where it says so. */
  readonly literals: readonly (readonly [string, string])[];
  /** Parameters of the query that may be given. */
  readonly parameters: readonly string[];
  /** Headers and parameters of members that must be given. */
  readonly required: { readonly headers: readonly string[]; readonly parameters: readonly string[] };
}

/** An operation, and what the labels of its URI stand for. */
export interface RoutedRequest {
  readonly operation: string;
  readonly labels: Readonly<Record<string, string>>;
}

const routes = new WeakMap<ServiceModel, readonly Route[]>();

/** Parameters that clients add for themselves: the operation's name, and signatures in the query. */
const OF_CLIENTS = /^(?:x-id$|X-Amz-)/;

/**
 * The operation that a request is for; undefined where none has its method, path and parameters. Of several the one
 * that demands most: `PutObject` and `CopyObject` differ by a header.
 */
export function routed(model: ServiceModel, request: WireRequest): RoutedRequest | undefined {
  const known = routes.get(model) ?? routesOf(model);
  routes.set(model, known);
  const [best] = known.filter((route) => fits(route, request)).sort((one, other) => demands(other) - demands(one));
  if (best === undefined) return undefined;
  const [, ...found] = best.path.exec(request.path) ?? [];
  const labels = best.labels.map((label, index) => [label, decodeURIComponent(found[index] ?? "")] as const);
  return { operation: best.operation, labels: Object.fromEntries(labels) };
}

function routesOf(model: ServiceModel): Route[] {
  return Object.entries(model.operations).flatMap(([operation, { http }]) =>
    http === undefined ? [] : [routeOf(operation, http, model)],
  );
}

function routeOf(operation: string, { method, uri }: HttpModel, model: ServiceModel): Route {
  const [path = "", query = ""] = uri.split("?");
  const labels = [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, label = ""]) => label);
  const { places = {}, required = [], ...input } = inputOf(operation, model);
  const at = (place: Place, members: readonly string[]): string[] =>
    members.filter((member) => places[member] === place).map((member) => input.names?.[member] ?? member);
  return {
    ...{ operation, method, labels },
    path: patternOf(path),
    literals: [...new URLSearchParams(query)],
    parameters: at("querystring", Object.keys(places)),
    required: {
      headers: at("header", required).map((name) => name.toLowerCase()),
      parameters: at("querystring", required),
    },
  };
}

function inputOf(operation: string, model: ServiceModel): Extract<Shape, { readonly type: "structure" }> {
  const shape = shapeOf(model, model.operations[operation]?.input ?? "");
  return shape?.type === "structure" ? shape : { type: "structure", members: {} };
}

/** A label is a part of the path or, with a plus sign, all the rest of it. */
function patternOf(path: string): RegExp {
  const pattern = path.replace(/\{\w+\+\}/g, "(.+)").replace(/\{\w+\}/g, "([^/]+)");
  return new RegExp(`^${pattern.replace(/\/$/, "")}/?$`, "s");
}

function fits(route: Route, { method, path, query, headers }: WireRequest): boolean {
  const { literals, parameters, required } = route;
  const known = [...literals.map(([name]) => name), ...parameters];
  return (
    route.method === method &&
    route.path.test(path) &&
    literals.every(([name, value]) => query.has(name) && (value === "" || query.get(name) === value)) &&
    required.parameters.every((name) => query.has(name)) &&
    required.headers.every((name) => headers[name] !== undefined) &&
    [...query.keys()].every((name) => known.includes(name) || OF_CLIENTS.test(name))
  );
}

function demands({ literals, required, labels }: Route): number {
  return literals.length + required.headers.length + required.parameters.length + labels.length;
}
