import { text, type Properties } from "../../model/values";

/** Where a redirect leads to, with placeholders (Elastic Load Balancing API Reference, RedirectActionConfig). */
export interface Redirect {
  readonly protocol: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly query: string;
  readonly status: 301 | 302;
}

/** The parts of a request's URL that placeholders repeat. */
export interface RequestedUrl {
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly query: string;
}

/** A redirect's settings; what is left out stays as the request has it. */
export function redirectOf(settings: Properties): Redirect {
  return {
    protocol: text(settings, "protocol") ?? "#{protocol}",
    host: text(settings, "host") ?? "#{host}",
    port: text(settings, "port") ?? "#{port}",
    path: text(settings, "path") ?? "/#{path}",
    query: text(settings, "query") ?? "#{query}",
    status: text(settings, "statusCode") === "HTTP_302" ? 302 : 301,
  };
}

/**
 * The URL that a redirect answers with.
 *
 * @param localPort the port of this machine behind a port of the load balancer, for clients that came by such a port
 */
export function locationOf(
  redirect: Redirect,
  requested: RequestedUrl,
  localPort: (port: number) => number = (port) => port,
): string {
  const fill = (template: string): string =>
    template.replace(/#\{(protocol|host|port|path|query)\}/g, (_, part: keyof RequestedUrl) =>
      part === "path" ? requested.path.replace(/^\//, "") : String(requested[part]),
    );
  const port = localPort(Number(fill(redirect.port)));
  const query = fill(redirect.query);
  const origin = `${fill(redirect.protocol).toLowerCase()}://${fill(redirect.host)}:${port}`;
  return `${origin}${fill(redirect.path)}${query === "" ? "" : `?${query}`}`;
}
