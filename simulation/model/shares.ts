import { oncePerTypes } from "../../localcloud/behaviour/model/once-per-object";
import type { RunningReader } from "../../localcloud/behaviour/model/running";
import type { RunningTarget } from "../../localcloud/behaviour/model/target";
import type { CloudReader, CloudResource } from "../../localcloud/model/resource";
import { objects, text } from "../../localcloud/model/values";
import { SERVICE } from "../../localcloud/services/ecs/service-lookup";
import { hasShift, targetGroupsBehind } from "../../localcloud/services/ecs/traffic-shift";
import { actionsOf, weightsOf, type WeightedGroup } from "../../localcloud/services/lb/traffic-weights";

/** A target's group and task, and its part of a service's requests. */
export interface Share {
  readonly targetGroupArn: string;
  readonly loadBalancerArn: string;
  readonly taskArn: string | undefined;
  readonly availabilityZone: string;
  /** Between 0 and 1. */
  readonly part: number;
}

/** How a load balancer parts the requests of a service among its targets now; empty where nobody answers. */
export function sharesOf(service: CloudResource, cloud: CloudReader, running: RunningReader): Share[] {
  const groups = productionGroups(service, cloud);
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  return groups.flatMap(({ arn, weight }) => {
    const targets = answering(arn, running);
    const loadBalancerArn = loadBalancerOf(arn, cloud);
    return targets.map((target) => ({
      targetGroupArn: arn,
      loadBalancerArn,
      taskArn: target.taskArn,
      availabilityZone: target.availabilityZone,
      part: weight / total / targets.length,
    }));
  });
}

/** Services that a load balancer sends requests to. */
export const balancedServices = oncePerTypes([SERVICE], (cloud): readonly CloudResource[] =>
  cloud.ofType(SERVICE).filter(({ inputs }) => objects(inputs, "loadBalancers").length > 0),
);

function productionGroups({ inputs }: CloudResource, cloud: CloudReader): WeightedGroup[] {
  const [loadBalancer] = objects(inputs, "loadBalancers");
  if (loadBalancer === undefined) return [];
  const groups = hasShift(loadBalancer)
    ? targetGroupsBehind(text(loadBalancer, "advancedConfiguration.productionListenerRule"), cloud)
    : [{ arn: text(loadBalancer, "targetGroupArn") ?? "", weight: 1 }];
  return groups.filter(({ weight }) => weight > 0);
}

/**
 * Targets that get requests: the healthy ones, or all that are registered where none is healthy (Application Load
 * Balancers user guide, "Target group health").
 */
function answering(targetGroupArn: string, running: RunningReader): RunningTarget[] {
  const registered = running
    .all("target")
    .filter((target) => target.targetGroupArn === targetGroupArn && target.drainingSince === undefined);
  const healthy = registered.filter(({ state }) => state === "healthy");
  return healthy.length > 0 ? healthy : registered;
}

const LISTENER = "aws:lb/listener:Listener";
const FORWARDING = ["aws:lb/listenerRule:ListenerRule", LISTENER] as const;

/** The load balancer whose listeners forward to a target group. */
export function loadBalancerOf(targetGroupArn: string, cloud: CloudReader): string {
  return loadBalancersByGroup(cloud).get(targetGroupArn) ?? "";
}

const loadBalancersByGroup = oncePerTypes(FORWARDING, (cloud): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const resource of FORWARDING.flatMap((type) => cloud.ofType(type))) {
    const listener = text(resource.inputs, "listenerArn");
    const owner = listener === undefined ? resource : cloud.find(LISTENER, listener);
    const loadBalancer = text(owner?.inputs ?? {}, "loadBalancerArn");
    for (const { arn } of actionsOf(resource).flatMap(weightsOf)) {
      if (loadBalancer !== undefined && !found.has(arn)) found.set(arn, loadBalancer);
    }
  }
  return found;
});
