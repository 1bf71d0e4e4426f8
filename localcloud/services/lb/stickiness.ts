import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { flag, text, type Properties } from "../../model/values";
import { kindOfTargets } from "./protocols";

/** Types of stickiness by kind of load balancer (API Reference, TargetGroupAttribute). */
const TYPES = { application: ["lb_cookie", "app_cookie"], network: ["source_ip"] } as const;

/** What a cookie's name may hold (RFC 6265, section 4.1.1). */
const COOKIE_NAME = /^[\w!#$%&'*+\-.^`|~]+$/;

/** Whether a client keeps its target. A stickiness block counts as on unless it says otherwise, as the provider has it. */
export function isSticky(targetGroup: Properties): boolean {
  return targetGroup.stickiness !== undefined && flag(targetGroup, "stickiness.enabled") !== false;
}

/** The stickiness that AWS gives a group whose program asks for none. */
export function defaultStickiness(targetGroup: Properties): Properties {
  const isApplication = kindOfTargets(targetGroup) === "application";
  return {
    enabled: false,
    type: isApplication ? "lb_cookie" : "source_ip",
    ...(isApplication && { cookieDuration: 86_400 }),
  };
}

/** AWS looks at the type of a stickiness that is switched off too. */
export function requireStickinessOfKind({ inputs }: Operation): void {
  if (inputs.stickiness === undefined) return;
  const type = text(inputs, "stickiness.type") ?? "";
  // User Guide for Network Load Balancers, "Target group attributes": TLS has no sticky sessions.
  const types: readonly string[] = text(inputs, "protocol") === "TLS" ? [] : TYPES[kindOfTargets(inputs)];
  if (types.includes(type)) return;
  refuse(
    "InvalidConfigurationRequest",
    `Stickiness type '${type}' is not supported for target groups with the ${text(inputs, "protocol") ?? ""} protocol`,
    "stickiness.type",
  );
}

/** User Guide for Application Load Balancers, "Sticky sessions": names that begin with AWSALB are its own. */
export function requireApplicationCookie({ inputs }: Operation): void {
  if (!isSticky(inputs) || text(inputs, "stickiness.type") !== "app_cookie") return;
  const name = text(inputs, "stickiness.cookieName") ?? "";
  if (COOKIE_NAME.test(name) && !name.startsWith("AWSALB")) return;
  refuse(
    "ValidationError",
    `Cookie name '${name}' is not valid for application-based stickiness`,
    "stickiness.cookieName",
  );
}
