import { isKnownAs, type ResourceView } from "../../core";

/** Modules under which `@pulumi/aws` has or had the same resources (its aliases). */
const MODULES = ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"] as const;

/** Application, network and gateway load balancers. */
export const LOAD_BALANCER_TYPES = tokensOf("loadBalancer:LoadBalancer");

export const LISTENER_TYPES = tokensOf("listener:Listener");

export const TARGET_GROUP_TYPES = tokensOf("targetGroup:TargetGroup");

/** Those of the previous generation. */
export const CLASSIC_LOAD_BALANCER_TYPES = [
  "aws:elb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancing/loadBalancer:LoadBalancer",
] as const;

/** Whether it understands HTTP; so does one that doesn't say of which kind it is. */
export function isApplicationLoadBalancer(loadBalancer: ResourceView): boolean {
  return isKnownAs(loadBalancer.string("loadBalancerType"), "application", "application");
}

/**
 * Whether a load balancer faces the internet, as it does unless it says otherwise. The provider fills in the property,
 * so that in a preview it is unknown for no other reason than that the program leaves it out.
 */
export function isPublicLoadBalancer(loadBalancer: ResourceView): boolean {
  return !isKnownAs(loadBalancer.silent.boolean("internal"), true);
}

function tokensOf(type: string): readonly [string, ...string[]] {
  const [first, ...others] = MODULES;
  return [`aws:${first}/${type}`, ...others.map((module) => `aws:${module}/${type}`)];
}
