import { refuse } from "../../model/aws-error";
import type { Rule } from "../../model/resource-type";
import { number, objects, text, type Properties } from "../../model/values";
import { warningOf } from "../../model/warning";
import type { ActingListener } from "./acting-listener";
import { ENCRYPTED_PROTOCOLS, kindOf } from "./protocols";

/** What each type of action needs: our input, and AWS's name for it. */
const CONFIGURATIONS: Readonly<Record<string, { readonly input: string; readonly field: string }>> = {
  redirect: { input: "redirect", field: "RedirectConfig" },
  "fixed-response": { input: "fixedResponse", field: "FixedResponseConfig" },
  "authenticate-oidc": { input: "authenticateOidc", field: "AuthenticateOidcConfig" },
  "authenticate-cognito": { input: "authenticateCognito", field: "AuthenticateCognitoConfig" },
  "jwt-validation": { input: "jwtValidation", field: "JwtValidationConfig" },
};

/** Actions that answer a request; the others only let it pass. */
const ANSWERING = ["forward", "redirect", "fixed-response"];

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

/** Warns of what an action of another type says: the provider sends what belongs to its own (`expandListenerActions`). */
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

/** Either notation will do; both only where they name the same single group. */
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

/** Exactly one action answers the request, and it comes last. */
export function requireLastAction(actions: readonly Properties[], input: string): void {
  const types = actions
    .map((action, index) => ({ type: text(action, "type") ?? "", order: number(action, "order") ?? index + 1 }))
    .sort((one, other) => one.order - other.order)
    .map(({ type }) => type);
  const answering = types.filter((type) => ANSWERING.includes(type));
  if (answering.length === 1 && types.at(-1) === answering[0]) return;
  refuse(
    "InvalidLoadBalancerAction",
    `Exactly one of ${ANSWERING.join(", ")} must be specified, and be the last action`,
    input,
  );
}

/** A network load balancer only forwards, and an application load balancer asks who somebody is over HTTPS only. */
export function requireActionOfKind(action: Properties, path: string, listener: ActingListener): void {
  const type = text(action, "type") ?? "";
  if (type !== "forward" && kindOf(listener.loadBalancer.inputs) === "network") {
    refuse(
      "InvalidLoadBalancerAction",
      `Actions of type '${type}' are not supported by network load balancers`,
      `${path}.type`,
    );
  }
  if (!ANSWERING.includes(type) && !ENCRYPTED_PROTOCOLS.includes(listener.protocol)) {
    refuse(
      "InvalidLoadBalancerAction",
      `Actions of type '${type}' are supported only on HTTPS listeners`,
      `${path}.type`,
    );
  }
}
