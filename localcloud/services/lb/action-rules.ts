import { isDeepStrictEqual } from "node:util";
import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Rule } from "../../model/resource-type";
import { number, object, objects, text, type Properties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { ENCRYPTED_PROTOCOLS, kindOf } from "./protocols";

/** The listener of actions, as far as it decides which actions AWS accepts. */
export interface ListenerContext {
  readonly protocol: string;
  readonly port: number | undefined;
  readonly loadBalancer: CloudResource;
}

/** The configuration that each type of action needs: our input, and AWS's name for it. */
const CONFIGURATIONS: Readonly<Record<string, { readonly input: string; readonly field: string }>> = {
  redirect: { input: "redirect", field: "RedirectConfig" },
  "fixed-response": { input: "fixedResponse", field: "FixedResponseConfig" },
  "authenticate-oidc": { input: "authenticateOidc", field: "AuthenticateOidcConfig" },
  "authenticate-cognito": { input: "authenticateCognito", field: "AuthenticateCognitoConfig" },
  "jwt-validation": { input: "jwtValidation", field: "JwtValidationConfig" },
};

/** Types of action that end the handling of a request; after the others another action follows. */
const FINAL = ["forward", "redirect", "fixed-response"];

/** Elastic Load Balancing API Reference, FixedResponseActionConfig. */
const CONTENT_TYPES = ["text/plain", "text/css", "text/html", "application/javascript", "application/json"];

export function requireCompleteAction(action: Properties, path: string): void {
  const type = text(action, "type") ?? "";
  if (type === "forward") {
    requireForward(action, path);
    return;
  }
  const configuration = CONFIGURATIONS[type];
  if (configuration !== undefined && action[configuration.input] === undefined) {
    const { input, field } = configuration;
    refuse(
      "InvalidLoadBalancerAction",
      `For actions of type '${type}', you must specify the following fields: '${field}'`,
      `${path}.${input}`,
    );
  }
  if (type === "fixed-response") requireContentType(action, path);
}

/** Warns of configuration for another type of action: the provider doesn't send it (`expandListenerActions`). */
export function foreignToAction(action: Properties, path: string): Rule {
  const own = CONFIGURATIONS[text(action, "type") ?? ""]?.input ?? "forward";
  const others = [...Object.values(CONFIGURATIONS).map(({ input }) => input), "forward"].filter((name) => name !== own);
  const foreign = others.find((name) => action[name] !== undefined);
  return warningOf(() => {
    if (foreign !== undefined)
      refuse(
        "InvalidLoadBalancerAction",
        `'${foreign}' is not for actions of type '${text(action, "type") ?? ""}'`,
        `${path}.${foreign}`,
      );
  }, "the provider doesn't send it");
}

function requireContentType(action: Properties, path: string): void {
  const contentType = text(action, "fixedResponse.contentType") ?? "";
  if (CONTENT_TYPES.includes(contentType)) return;
  const words = `The content type '${contentType}' must be one of '${CONTENT_TYPES.join(", ")}'`;
  refuse("ValidationError", words, `${path}.fixedResponse.contentType`);
}

/** A forward action names one target group or a list of them; it may have both where both name the same group. */
function requireForward(action: Properties, path: string): void {
  const single = text(action, "targetGroupArn");
  const groups = objects(action, "forward.targetGroups").map((group) => text(group, "arn"));
  if (single === undefined && groups.length === 0) {
    refuse(
      "InvalidLoadBalancerAction",
      `For actions of type 'forward', you must specify the following fields: 'TargetGroupArn'`,
      path,
    );
  }
  if (single !== undefined && groups.some((arn) => arn !== single)) {
    refuse(
      "InvalidLoadBalancerAction",
      `A forward action names its target groups once`,
      `${path}.targetGroupArn, ${path}.forward`,
    );
  }
}

/** Exactly one action ends the handling of the request, and it is the last one. */
export function requireLastAction(actions: readonly Properties[], input: string): void {
  const types = actions
    .map((action, index) => ({ type: text(action, "type") ?? "", order: number(action, "order") ?? index + 1 }))
    .sort((one, other) => one.order - other.order)
    .map(({ type }) => type);
  const final = types.filter((type) => FINAL.includes(type));
  if (final.length === 1 && types.at(-1) === final[0]) return;
  refuse(
    "InvalidLoadBalancerAction",
    `Exactly one of ${FINAL.join(", ")} must be specified, and be the last action`,
    input,
  );
}

/** A network load balancer only forwards, and an application load balancer authenticates over HTTPS only. */
export function requireActionOfKind(action: Properties, path: string, listener: ListenerContext): void {
  const type = text(action, "type") ?? "";
  if (type !== "forward" && kindOf(listener.loadBalancer.inputs) === "network") {
    refuse(
      "InvalidLoadBalancerAction",
      `Actions of type '${type}' are not supported by network load balancers`,
      `${path}.type`,
    );
  }
  if (!FINAL.includes(type) && !ENCRYPTED_PROTOCOLS.includes(listener.protocol)) {
    refuse(
      "InvalidLoadBalancerAction",
      `Actions of type '${type}' are supported only on HTTPS listeners`,
      `${path}.type`,
    );
  }
}

/**
 * A redirect has to change protocol, port, host or path, and never leads from HTTPS back to HTTP (Elastic Load
 * Balancing API Reference, RedirectActionConfig).
 */
export function refuseRedirectLoop(action: Properties, path: string, listener: ListenerContext): void {
  const redirect = object(action, "redirect");
  if (text(action, "type") !== "redirect" || redirect === undefined) return;
  const protocol = redirectedPart(redirect, "protocol", "#{protocol}", listener.protocol);
  const source = [listener.protocol, String(listener.port), "", ""];
  const destination = [
    protocol,
    redirectedPart(redirect, "port", "#{port}", String(listener.port)),
    redirectedPart(redirect, "host", "#{host}", ""),
    redirectedPart(redirect, "path", "/#{path}", ""),
  ];
  if (isDeepStrictEqual(destination, source)) {
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

/** Part of a redirect's destination; the request's own part where it is left out or a placeholder. */
function redirectedPart(redirect: Properties, part: string, placeholder: string, requested: string): string {
  const given = text(redirect, part) ?? placeholder;
  return given === placeholder ? requested : given;
}
