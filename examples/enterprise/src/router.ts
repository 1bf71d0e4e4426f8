import type { Route } from "./routes";

/** A route with what its path stands for. */
export interface FoundRoute {
  /** Path of the route, with the names of its parameters. */
  readonly pattern: string;
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds routes by path; `:id` in a route's path stands for any one segment. */
export class Router {
  private readonly routes: readonly (readonly [pattern: string, segments: readonly string[], route: Route])[];

  constructor(routes: Iterable<readonly [pattern: string, route: Route]>) {
    this.routes = [...routes].map(([pattern, route]) => [pattern, pattern.split("/"), route]);
  }

  find(path: string): FoundRoute | undefined {
    const segments = path.split("/");
    for (const [pattern, wanted, route] of this.routes) {
      const parameters = matched(wanted, segments);
      if (parameters !== undefined) return { pattern, route, parameters };
    }
    return undefined;
  }
}

function matched(wanted: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (wanted.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const name = wanted[index] ?? "";
    if (name.startsWith(":")) parameters[name.slice(1)] = segment;
    else if (name !== segment) return undefined;
  }
  return parameters;
}
