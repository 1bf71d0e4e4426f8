import { serviceMetrics } from "../../../automation/metrics/service-metrics";
import { fakeContext } from "../support/context";
import { FakeAws } from "../support/fake-aws";

const RANGE = { from: new Date("2026-11-30T12:00:00Z"), to: new Date("2026-11-30T13:00:00Z"), periodSeconds: 60 };

describe("metrics of services", () => {
  it("are asked for by cluster and service, and told oldest first", async () => {
    const aws = new FakeAws();
    const context = fakeContext({ aws: aws.clients() });
    context.engine.stackOutputs = { clusterName: "shop", serviceNames: { web: "web-1a2b" } };
    const asked: unknown[] = [];
    aws.answers.set("GetMetricData", (input) => {
      asked.push(input);
      const Timestamps = [new Date("2026-11-30T12:02:00Z"), new Date("2026-11-30T12:01:00Z")];
      return { MetricDataResults: [{ Id: "cpu0", Timestamps, Values: [40, 30] }] };
    });

    expect(await serviceMetrics(RANGE, context)).toEqual([
      {
        service: "web",
        cpu: [
          { at: "2026-11-30T12:01:00.000Z", value: 30 },
          { at: "2026-11-30T12:02:00.000Z", value: 40 },
        ],
        memory: [],
      },
    ]);
    const Dimensions = [
      { Name: "ClusterName", Value: "shop" },
      { Name: "ServiceName", Value: "web-1a2b" },
    ];
    const statOf = (MetricName: string) => ({
      Metric: { Namespace: "AWS/ECS", MetricName, Dimensions },
      ...{ Period: 60, Stat: "Average" },
    });
    expect(asked).toMatchObject([
      {
        StartTime: RANGE.from,
        EndTime: RANGE.to,
        MetricDataQueries: [
          { Id: "cpu0", MetricStat: statOf("CPUUtilization") },
          { Id: "memory0", MetricStat: statOf("MemoryUtilization") },
        ],
      },
    ]);
  });

  it("are none where nothing was deployed", async () => {
    expect(await serviceMetrics(RANGE, fakeContext())).toEqual([]);
  });
});
