import type { ServedRequests } from "../../../localcloud/behaviour/model/observation";
import { RecentTraffic } from "../../../localcloud/live/traffic";

function requests(loadBalancerArn: string, other: Partial<ServedRequests> = {}): ServedRequests {
  return {
    kind: "requests",
    loadBalancerArn,
    availabilityZone: "eu-west-1a",
    count: 100,
    byTargetStatus: { "200": 90, "500": 5 },
    byLoadBalancerStatus: { "502": 5 },
    responseTimes: [
      { seconds: 0.5, count: 6 },
      { seconds: 0.01, count: 60 },
      { seconds: 0.02, count: 34 },
    ],
    ...other,
  };
}

describe("the traffic of the last seconds", () => {
  it("tells the rate of requests and failures of each load balancer, and response times", () => {
    const traffic = new RecentTraffic(() => 0);
    traffic.add(requests("one"), requests("one"), requests("two", { count: 10, byTargetStatus: { "200": 10 } }));

    expect(traffic.all()).toEqual([
      { loadBalancerArn: "one", requestsPerSecond: 20, failuresPerSecond: 2, p50: 0.01, p95: 0.5 },
      expect.objectContaining({ loadBalancerArn: "two", requestsPerSecond: 1, failuresPerSecond: 0.5 }),
    ]);
  });

  it("forgets what is ten seconds old", () => {
    let now = 0;
    const traffic = new RecentTraffic(() => now);
    traffic.add(requests("one"));
    now = 9_999;
    expect(traffic.all()).toHaveLength(1);
    now = 10_000;
    expect(traffic.all()).toEqual([]);
  });

  it("has no response times where no target answered", () => {
    const traffic = new RecentTraffic(() => 0);
    traffic.add(requests("one", { responseTimes: [] }));

    expect(traffic.all()).toEqual([expect.objectContaining({ p50: undefined, p95: undefined })]);
  });
});
