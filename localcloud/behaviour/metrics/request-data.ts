import type { RunningReader } from "../model/running";
import type { Instant } from "../model/instant";
import type { MetricDatum } from "../model/metric";
import type { ServedRequests } from "../model/observation";
import { parseArn } from "../../../components/shared/arn";
import { type Dimensions, type RequestDimensions, requestDimensions } from "./request-dimensions";

/**
 * What requests add to the metrics of their load balancer (Elastic Load Balancing User Guide for Application Load
 * Balancers, "CloudWatch metrics for your Application Load Balancer"). What didn't happen has no value.
 */
export function requestData(served: ServedRequests, at: Instant, running: RunningReader): MetricDatum[] {
  const { region } = parseArn(served.loadBalancerArn);
  const dimensions = requestDimensions(served);
  if (served.loadBalancerArn.includes("/net/")) return flowData(served, at, dimensions);
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
function flowData({ count, loadBalancerArn }: ServedRequests, at: Instant, { ofLoadBalancer }: RequestDimensions) {
  const { region } = parseArn(loadBalancerArn);
  return ofLoadBalancer.map((dimensions) => ({
    region,
    namespace: "AWS/NetworkELB",
    metricName: "NewFlowCount",
    dimensions,
    at,
    value: count,
  }));
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
