import { isKnownAs, type ResourceView } from "../../core";

/** Modules of `@pulumi/aws` that have or had the same resources (aliases). */
const MODULES = ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"] as const;

/** Application, network and gateway load balancers. */
export const LOAD_BALANCER_TYPES = tokensOf("loadBalancer:LoadBalancer");

export const LISTENER_TYPES = tokensOf("listener:Listener");

export const TARGET_GROUP_TYPES = tokensOf("targetGroup:TargetGroup");

/** Classic load balancers. */
export const CLASSIC_LOAD_BALANCER_TYPES = [
  "aws:elb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancing/loadBalancer:LoadBalancer",
] as const;

/** Whether it is an application load balancer, which is the default type. */
export function isApplicationLoadBalancer(loadBalancer: ResourceView): boolean {
  return isKnownAs(loadBalancer.string("loadBalancerType"), "application", "application");
}

/**
 * Whether a load balancer faces the internet, which is the default. The provider fills in the property, so in a preview
 * it is unknown only if the program leaves it out.
 */
export function isPublicLoadBalancer(loadBalancer: ResourceView): boolean {
  return !isKnownAs(loadBalancer.silent.boolean("internal"), true);
}

function tokensOf(type: string): readonly [string, ...string[]] {
  const [first, ...others] = MODULES;
  return [`aws:${first}/${type}`, ...others.map((module) => `aws:${module}/${type}`)];
}
