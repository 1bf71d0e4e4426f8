import type { ServedRequests } from "../../behaviour/model/observation";
import type { LoadBalancer } from "../configuration/model";
import type { RoutedTarget } from "../configuration/targets";
import type { ExchangeRecord } from "./exchange-record";

interface Tally {
  readonly loadBalancer: LoadBalancer;
  /** The target that answered. */
  readonly target: RoutedTarget | undefined;
  count: number;
  readonly byTargetStatus: Record<string, number>;
  readonly byLoadBalancerStatus: Record<string, number>;
  readonly responseTimes: Map<number, number>;
}

/** Counts what load balancers answered, by load balancer and target, until it is reported. */
export class RequestTally {
  private readonly tallies = new Map<string, Tally>();

  add({ listener, target, targetStatus, status, durations }: ExchangeRecord): void {
    const tally = this.of(listener.loadBalancer, targetStatus === undefined ? undefined : target);
    tally.count += 1;
    if (targetStatus === undefined) {
      increase(tally.byLoadBalancerStatus, status);
      return;
    }
    increase(tally.byTargetStatus, targetStatus);
    const seconds = rounded(durations.target ?? 0);
    tally.responseTimes.set(seconds, (tally.responseTimes.get(seconds) ?? 0) + 1);
  }

  /** A connection of a network load balancer, which has no status and no response time. */
  addFlow(loadBalancer: LoadBalancer, target: RoutedTarget): void {
    this.of(loadBalancer, target).count += 1;
  }

  /** What was counted since the last report. */
  take(): ServedRequests[] {
    const reports = [...this.tallies.values()].map(reportOf);
    this.tallies.clear();
    return reports;
  }

  private of(loadBalancer: LoadBalancer, target: RoutedTarget | undefined): Tally {
    const key = `${loadBalancer.arn}|${target?.key ?? ""}`;
    const known = this.tallies.get(key);
    if (known !== undefined) return known;
    const counts = { count: 0, byTargetStatus: {}, byLoadBalancerStatus: {}, responseTimes: new Map<number, number>() };
    const made = { loadBalancer, target, ...counts };
    this.tallies.set(key, made);
    return made;
  }
}

function increase(counts: Record<string, number>, status: number): void {
  counts[String(status)] = (counts[String(status)] ?? 0) + 1;
}

/** Seconds with two significant digits, so that the response times of a second are few values. */
export function rounded(seconds: number): number {
  return Number(seconds.toPrecision(2));
}

function reportOf({ loadBalancer, target, responseTimes, ...counts }: Tally): ServedRequests {
  return {
    kind: "requests",
    loadBalancerArn: loadBalancer.arn,
    targetGroupArn: target?.targetGroupArn,
    target: target?.key,
    availabilityZone: target?.availabilityZone ?? loadBalancer.availabilityZones[0] ?? "",
    ...counts,
    responseTimes: [...responseTimes].map(([seconds, count]) => ({ seconds, count })),
  };
}
