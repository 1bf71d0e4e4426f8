import type { Observation, ServedRequests } from "../behaviour/model/observation";

/** How far back requests count, of the machine's time. */
const WINDOW_MILLISECONDS = 10_000;

/** What a load balancer answered lately. */
export interface Traffic {
  readonly loadBalancerArn: string;
  /** Of the machine's time. */
  readonly requestsPerSecond: number;
  /** Answers of 500 and more, from targets or the load balancer. */
  readonly failuresPerSecond: number;
  /** Seconds within which half of the answers came, and 95 %; undefined where no target answered. */
  readonly p50?: number;
  readonly p95?: number;
}

/** Keeps what load balancers reported in the last seconds. */
export class RecentTraffic {
  private readonly reports: { readonly at: number; readonly report: ServedRequests }[] = [];

  /** @param now the machine's time in milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Takes note of those that are of requests. */
  add(...observations: readonly Observation[]): void {
    for (const observation of observations) {
      if (observation.kind === "requests") this.reports.push({ at: this.now(), report: observation });
    }
    this.forget();
  }

  all(): Traffic[] {
    this.forget();
    const reports = this.reports.map(({ report }) => report);
    const arns = [...new Set(reports.map(({ loadBalancerArn }) => loadBalancerArn))];
    return arns.map((arn) =>
      trafficOf(
        arn,
        reports.filter(({ loadBalancerArn }) => loadBalancerArn === arn),
      ),
    );
  }

  private forget(): void {
    const first = this.reports.findIndex(({ at }) => at > this.now() - WINDOW_MILLISECONDS);
    this.reports.splice(0, first < 0 ? this.reports.length : first);
  }
}

function trafficOf(loadBalancerArn: string, reports: readonly ServedRequests[]): Traffic {
  const perSecond = (count: number): number => (count * 1000) / WINDOW_MILLISECONDS;
  const failures = reports.flatMap(({ byTargetStatus, byLoadBalancerStatus }) =>
    [byTargetStatus, byLoadBalancerStatus].flatMap((statuses) =>
      Object.entries(statuses).map(([status, count]) => (Number(status) >= 500 ? count : 0)),
    ),
  );
  const times = reports.flatMap(({ responseTimes }) => responseTimes).sort((one, other) => one.seconds - other.seconds);
  return {
    loadBalancerArn,
    requestsPerSecond: perSecond(sum(reports.map(({ count }) => count))),
    failuresPerSecond: perSecond(sum(failures)),
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  };
}

function percentile(times: ServedRequests["responseTimes"], share: number): number | undefined {
  let left = share * sum(times.map(({ count }) => count));
  return times.find(({ count }) => (left -= count) <= 0)?.seconds;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
