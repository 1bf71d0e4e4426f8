import { isDeepStrictEqual } from "node:util";
import { refuse } from "../../model/aws-error";
import { object, text, type Properties } from "../../model/values";
import type { ActingListener } from "./acting-listener";

/**
 * A redirect has to change protocol, port, host or path, and never leads from HTTPS back to HTTP (Elastic Load Balancing
 * API Reference, RedirectActionConfig).
 */
export function refuseRedirectLoop(action: Properties, path: string, listener: ActingListener): void {
  const redirect = object(action, "redirect");
  if (text(action, "type") !== "redirect" || redirect === undefined) return;
  const protocol = target(redirect, "protocol", "#{protocol}", listener.protocol);
  const own = [listener.protocol, String(listener.port), "", ""];
  const wanted = [
    protocol,
    target(redirect, "port", "#{port}", String(listener.port)),
    target(redirect, "host", "#{host}", ""),
    target(redirect, "path", "/#{path}", ""),
  ];
  if (isDeepStrictEqual(wanted, own)) {
    refuse(
      "InvalidLoadBalancerAction",
      `The redirect configuration is not valid because it creates a loop.`,
      `${path}.redirect`,
    );
  }
  if (listener.protocol === "HTTPS" && protocol === "HTTP") {
    refuse(
      "InvalidLoadBalancerAction",
      `Requests over HTTPS cannot be redirected to HTTP`,
      `${path}.redirect.protocol`,
    );
  }
}

/** Part of a redirect's target; left out or a placeholder, it is the request's own. */
function target(redirect: Properties, part: string, placeholder: string, own: string): string {
  const given = text(redirect, part) ?? placeholder;
  return given === placeholder ? own : given;
}
