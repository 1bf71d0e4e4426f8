import { refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { flag, objects, text, type Properties } from "../../model/values";
import { kindOfTargets } from "./protocols";

/** Inputs of listeners and of their rules that hold actions. */
const ACTION_INPUTS = [
  { type: "aws:lb/listener:Listener", input: "defaultActions" },
  { type: "aws:lb/listenerRule:ListenerRule", input: "actions" },
] as const;

/** Types of stickiness by kind of load balancer (API Reference, TargetGroupAttribute). */
const TYPES = { application: ["lb_cookie", "app_cookie"], network: ["source_ip"] } as const;

/** Characters of a cookie's name (RFC 6265, section 4.1.1). */
const COOKIE_NAME = /^[\w!#$%&'*+\-.^`|~]+$/;

/**
 * Whether a client's requests go to the same target. The provider enables a stickiness block unless it is disabled in
 * it.
 */
export function isSticky(targetGroup: Properties): boolean {
  return targetGroup.stickiness !== undefined && flag(targetGroup, "stickiness.enabled") !== false;
}

/** The stickiness of a target group whose program has none. */
export function defaultStickiness(targetGroup: Properties): Properties {
  const isApplication = kindOfTargets(targetGroup) === "application";
  return {
    enabled: false,
    type: isApplication ? "lb_cookie" : "source_ip",
    ...(isApplication && { cookieDuration: 86_400 }),
  };
}

/** AWS checks the type of a disabled stickiness too. */
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

/** User Guide for Application Load Balancers, "Sticky sessions": names that begin with AWSALB are reserved. */
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

/** Sticky targets need sticky groups in an action with several groups (User Guide, "Sticky sessions"). */
export function requireGroupStickiness(action: Properties, path: string, cloud: CloudReader): void {
  const sticky = targetGroupsOf(action).find((arn) =>
    isSticky(cloud.find("aws:lb/targetGroup:TargetGroup", arn)?.inputs ?? {}),
  );
  if (sticky === undefined || !hasFreeChoiceOfGroup(action)) return;
  refuse(
    "InvalidLoadBalancerAction",
    `You must enable group stickiness on a rule if you enabled target stickiness on one of its target groups: ${sticky}`,
    `${path}.forward.stickiness`,
  );
}

/** The same for a target group whose stickiness is enabled after it got its rules. */
export function requireStickyRules({ inputs, previous, cloud }: Operation): void {
  if (previous === undefined || !isSticky(inputs)) return;
  const [rule] = ACTION_INPUTS.flatMap(({ type, input }) =>
    cloud
      .ofType(type)
      .filter((each) =>
        objects(each.inputs, input).some(
          (action) => hasFreeChoiceOfGroup(action) && targetGroupsOf(action).includes(previous.id),
        ),
      ),
  );
  if (rule === undefined) return;
  refuse(
    "InvalidConfigurationRequest",
    `This target group appears behind a rule with group stickiness disabled (${rule.id}). You must enable group stickiness before enabling target stickiness`,
    "stickiness",
  );
}

/** Whether an action may forward each request of a client to another one of its target groups. */
function hasFreeChoiceOfGroup(action: Properties): boolean {
  const isGroupSticky = flag(action, "forward.stickiness.enabled") === true;
  return objects(action, "forward.targetGroups").length > 1 && !isGroupSticky;
}

function targetGroupsOf(action: Properties): string[] {
  return objects(action, "forward.targetGroups").map((group) => text(group, "arn") ?? "");
}
