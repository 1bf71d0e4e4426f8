import type { CloudReader, CloudResource } from "../../model/resource";
import { text, texts } from "../../model/values";
import { actionsOf, weightsOf } from "../../services/lb/traffic-weights";
import { oncePerObject } from "../model/once-per-object";

const LISTENER = "aws:lb/listener:Listener";
const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";

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
export function usersOfTargetGroups(cloud: CloudReader): ReadonlyMap<string, readonly CloudResource[]> {
  const users = new Map<string, CloudResource[]>();
  const use = (resource: CloudResource, listener: CloudResource | undefined): void => {
    const loadBalancer = listener && cloud.find("aws:lb/loadBalancer:LoadBalancer", loadBalancerArn(listener));
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
}

/** The Availability Zones that a load balancer is enabled in. */
export function zonesOf(loadBalancer: CloudResource, cloud: CloudReader): string[] {
  return subnetIds(loadBalancer).flatMap((id) => {
    const subnet = cloud.find("aws:ec2/subnet:Subnet", id);
    return subnet === undefined ? [] : zoneOf(subnet);
  });
}
