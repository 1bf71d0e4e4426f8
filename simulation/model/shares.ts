import type { RunningReader } from "../../localcloud/behaviour/model/running";
import { type RunningTarget, targetKey } from "../../localcloud/behaviour/model/target";
import type { CloudReader, CloudResource } from "../../localcloud/model/resource";
import { objects, text } from "../../localcloud/model/values";
import { SERVICE } from "../../localcloud/services/ecs/service-lookup";
import { hasShift, targetGroupsBehind } from "../../localcloud/services/ecs/traffic-shift";
import { actionsOf, weightsOf, type WeightedGroup } from "../../localcloud/services/lb/traffic-weights";

/** A target and its part of a service's requests. */
export interface Share {
  readonly target: string;
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
      target: targetKey(target),
      targetGroupArn: arn,
      loadBalancerArn,
      taskArn: target.taskArn,
      availabilityZone: target.availabilityZone,
      part: weight / total / targets.length,
    }));
  });
}

/** Services that a load balancer sends requests to. */
export function balancedServices(cloud: CloudReader): CloudResource[] {
  return cloud.ofType(SERVICE).filter(({ inputs }) => objects(inputs, "loadBalancers").length > 0);
}

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

const FORWARDING = ["aws:lb/listenerRule:ListenerRule", "aws:lb/listener:Listener"];

/** The load balancer whose listeners forward to a target group. */
export function loadBalancerOf(targetGroupArn: string, cloud: CloudReader): string {
  const forwarding = FORWARDING.flatMap((type) => cloud.ofType(type)).find((resource) =>
    actionsOf(resource)
      .flatMap(weightsOf)
      .some(({ arn }) => arn === targetGroupArn),
  );
  if (forwarding === undefined) return "";
  const listener = text(forwarding.inputs, "listenerArn");
  const owner = listener === undefined ? forwarding : cloud.find("aws:lb/listener:Listener", listener);
  return text(owner?.inputs ?? {}, "loadBalancerArn") ?? "";
}
