import type { MetricDatum } from "../model/metric";
import type { ServedRequests } from "../model/observation";

export type Dimensions = MetricDatum["dimensions"];

/** Dimensions of the metrics that requests are counted in. */
export interface RequestDimensions {
  readonly ofLoadBalancer: readonly Dimensions[];
  readonly ofTargetGroup: readonly Dimensions[];
  readonly perTarget: readonly Dimensions[];
}

/** Reports of how many different origins are remembered: there are a few for each target group. */
const MOST_ORIGINS = 1_000;

/** Dimensions by where requests came through, so that reports of the same origin have the same objects. */
const known = new Map<string, RequestDimensions>();

export function requestDimensions(served: ServedRequests): RequestDimensions {
  const origin = `${served.loadBalancerArn}|${served.targetGroupArn ?? ""}|${served.availabilityZone}`;
  const found = known.get(origin);
  if (found !== undefined) return found;
  if (known.size >= MOST_ORIGINS) known.clear();
  const made = newDimensions(served);
  known.set(origin, made);
  return made;
}

function newDimensions({ loadBalancerArn, targetGroupArn, availabilityZone }: ServedRequests): RequestDimensions {
  const loadBalancer = suffixOf(loadBalancerArn, "loadbalancer/");
  const ofZone = availabilityZone === "" ? [] : [{ LoadBalancer: loadBalancer, AvailabilityZone: availabilityZone }];
  const ofLoadBalancer: Dimensions[] = [{ LoadBalancer: loadBalancer }, ...ofZone];
  if (targetGroupArn === undefined) return { ofLoadBalancer, ofTargetGroup: [], perTarget: [] };
  const TargetGroup = `targetgroup/${suffixOf(targetGroupArn, "targetgroup/")}`;
  return {
    ofLoadBalancer,
    ofTargetGroup: ofLoadBalancer.map((each) => ({ ...each, TargetGroup })),
    perTarget: [{ TargetGroup }, { TargetGroup, LoadBalancer: loadBalancer }],
  };
}

function suffixOf(resourceArn: string, prefix: string): string {
  return resourceArn.slice(resourceArn.indexOf(prefix) + prefix.length);
}
