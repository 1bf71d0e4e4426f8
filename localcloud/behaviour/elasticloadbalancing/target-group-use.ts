import type { CloudReader, CloudResource } from "../../model/resource";
import { text, texts } from "../../model/values";
import { actionsOf, weightsOf } from "../../services/lb/traffic-weights";
import { oncePerObject, oncePerTypes } from "../model/once-per-object";

const LISTENER = "aws:lb/listener:Listener";
const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const SUBNET = "aws:ec2/subnet:Subnet";

/** Types of what says which load balancers use a target group, and in which zones. */
export const USING_TYPES = [LISTENER, LISTENER_RULE, LOAD_BALANCER, SUBNET] as const;

/** Target groups that a listener or a rule names: one with a weight of zero is in use too. */
const forwardedGroups = oncePerObject((resource: CloudResource): string[] =>
  actionsOf(resource)
    .filter((action) => text(action, "type") === "forward")
    .flatMap((action) => weightsOf(action).map(({ arn }) => arn)),
);

const loadBalancerArn = oncePerObject(({ inputs }: CloudResource) => text(inputs, "loadBalancerArn") ?? "");
const listenerArn = oncePerObject(({ inputs }: CloudResource) => text(inputs, "listenerArn") ?? "");
const zoneOf = oncePerObject(({ computed }: CloudResource) => text(computed, "availabilityZone") ?? "");
const subnetIds = oncePerObject(({ computed }: CloudResource) => texts(computed, "subnets"));

/** The load balancers that forward to target groups, by the ARNs of the groups. */
export const usersOfTargetGroups = oncePerTypes(USING_TYPES, (cloud): ReadonlyMap<string, readonly CloudResource[]> => {
  const users = new Map<string, CloudResource[]>();
  const use = (resource: CloudResource, listener: CloudResource | undefined): void => {
    const loadBalancer = listener && cloud.find(LOAD_BALANCER, loadBalancerArn(listener));
    if (loadBalancer === undefined) return;
    for (const arn of forwardedGroups(resource)) {
      const known = users.get(arn);
      if (known === undefined) users.set(arn, [loadBalancer]);
      else if (!known.includes(loadBalancer)) known.push(loadBalancer);
    }
  };
  for (const listener of cloud.ofType(LISTENER)) use(listener, listener);
  for (const rule of cloud.ofType(LISTENER_RULE)) use(rule, cloud.find(LISTENER, listenerArn(rule)));
  return users;
});

/** The Availability Zones that a load balancer is enabled in. */
export function zonesOf(loadBalancer: CloudResource, cloud: CloudReader): string[] {
  return subnetIds(loadBalancer).flatMap((id) => {
    const subnet = cloud.find(SUBNET, id);
    return subnet === undefined ? [] : zoneOf(subnet);
  });
}
