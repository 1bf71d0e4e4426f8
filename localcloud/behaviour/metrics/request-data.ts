import type { RunningReader } from "../model/running";
import type { Instant } from "../model/instant";
import type { MetricDatum } from "../model/metric";
import type { ServedRequests } from "../model/observation";
import { parseArn } from "../../../components/shared/arn";

type Dimensions = MetricDatum["dimensions"];

/**
 * What requests add to the metrics of their load balancer (Elastic Load Balancing User Guide for Application Load
 * Balancers, "CloudWatch metrics for your Application Load Balancer"). What didn't happen has no value.
 */
export function requestData(served: ServedRequests, at: Instant, running: RunningReader): MetricDatum[] {
  const { region } = parseArn(served.loadBalancerArn);
  const loadBalancer = suffixOf(served.loadBalancerArn, "loadbalancer/");
  if (loadBalancer.startsWith("net/")) return flowData(served, at, loadBalancer);
  const dimensions = dimensionsOf(served, loadBalancer);
  const datum = (metricName: string, value: number, of: readonly Dimensions[], count = 1): MetricDatum[] =>
    of.map((each) => ({ region, namespace: "AWS/ApplicationELB", metricName, dimensions: each, at, value, count }));
  const byTarget = [...dimensions.ofLoadBalancer, ...dimensions.ofTargetGroup];
  return [
    ...(served.targetGroupArn === undefined || served.count === 0 ? [] : datum("RequestCount", served.count, byTarget)),
    ...Object.entries(classes(served.byTargetStatus)).flatMap(([name, count]) =>
      datum(`HTTPCode_Target_${name}_Count`, count, byTarget),
    ),
    ...Object.entries({ ...classes(served.byLoadBalancerStatus), ...ownErrors(served) }).flatMap(([name, count]) =>
      datum(`HTTPCode_ELB_${name}_Count`, count, dimensions.ofLoadBalancer),
    ),
    ...served.responseTimes.flatMap(({ seconds, count }) => datum("TargetResponseTime", seconds, byTarget, count)),
    ...requestsPerTarget(served, running).flatMap((value) =>
      datum("RequestCountPerTarget", value, dimensions.perTarget),
    ),
  ];
}

/** User Guide for Network Load Balancers, "CloudWatch metrics for your Network Load Balancer". */
function flowData({ count, availabilityZone, loadBalancerArn }: ServedRequests, at: Instant, name: string) {
  const { region } = parseArn(loadBalancerArn);
  return ofLoadBalancer(name, availabilityZone).map((dimensions) => ({
    region,
    namespace: "AWS/NetworkELB",
    metricName: "NewFlowCount",
    dimensions,
    at,
    value: count,
  }));
}

interface RequestDimensions {
  readonly ofLoadBalancer: readonly Dimensions[];
  readonly ofTargetGroup: readonly Dimensions[];
  readonly perTarget: readonly Dimensions[];
}

/** Dimensions that were made before: the metric store finds a metric soonest by the same object. */
const madeDimensions = new Map<string, RequestDimensions>();

function dimensionsOf(served: ServedRequests, loadBalancer: string): RequestDimensions {
  const key = `${loadBalancer}|${served.targetGroupArn ?? ""}|${served.availabilityZone}`;
  const known = madeDimensions.get(key);
  if (known !== undefined) return known;
  const made = newDimensions(served, loadBalancer);
  madeDimensions.set(key, made);
  return made;
}

function newDimensions({ targetGroupArn, availabilityZone }: ServedRequests, loadBalancer: string): RequestDimensions {
  const own = ofLoadBalancer(loadBalancer, availabilityZone);
  if (targetGroupArn === undefined) return { ofLoadBalancer: own, ofTargetGroup: [], perTarget: [] };
  const TargetGroup = `targetgroup/${suffixOf(targetGroupArn, "targetgroup/")}`;
  return {
    ofLoadBalancer: own,
    ofTargetGroup: own.map((each) => ({ ...each, TargetGroup })),
    perTarget: [{ TargetGroup }, { TargetGroup, LoadBalancer: loadBalancer }],
  };
}

function ofLoadBalancer(name: string, availabilityZone: string): readonly Dimensions[] {
  const ofZone = availabilityZone === "" ? [] : [{ LoadBalancer: name, AvailabilityZone: availabilityZone }];
  return [{ LoadBalancer: name }, ...ofZone];
}

function suffixOf(resourceArn: string, prefix: string): string {
  return resourceArn.slice(resourceArn.indexOf(prefix) + prefix.length);
}

/** Answers by the first digit of their status: `2XX`, `3XX`, `4XX`, `5XX`. */
function classes(byStatus: Readonly<Record<string, number>>): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [status, count] of Object.entries(byStatus)) {
    if (count === 0) continue;
    const name = `${status.charAt(0)}XX`;
    found[name] = (found[name] ?? 0) + count;
  }
  return found;
}

/** Errors of the load balancer itself that have metrics of their own. */
function ownErrors({ byLoadBalancerStatus }: ServedRequests): Readonly<Record<string, number>> {
  const counted = Object.entries(byLoadBalancerStatus);
  return Object.fromEntries(counted.filter(([status, count]) => /^50[0234]$/.test(status) && count > 0));
}

/** Requests by the healthy targets of their group; only their sum has a meaning. */
function requestsPerTarget({ targetGroupArn, count }: ServedRequests, running: RunningReader): number[] {
  if (targetGroupArn === undefined || count === 0) return [];
  const healthy = running
    .all("target")
    .filter((target) => target.targetGroupArn === targetGroupArn && target.state === "healthy").length;
  return healthy === 0 ? [] : [count / healthy];
}
